import { Alert, Button, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { ReasonDialog } from '#renderer/components/dialogs/reason-dialog.tsx'
import { formatInstant } from '#renderer/text/format.ts'

/** Says that a later check found the signatures worse; clerk and admin note what they did about it. */
export function ReviewNotice({ document }: { document: DocumentDetail }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const { person } = useMe()
  const [isAsking, setAsking] = useState(false)
  const close = () => {
    setAsking(false)
  }
  const review = useChange((reason: string) => client.office.rechecks.reviewed({ id: document.id, reason }), {
    said: t('rechecks.reviewSaid'),
    onDone: close,
  })
  const since = document.check?.reviewSince ?? null
  if (since === null) return null
  const mayNote = person.roles.includes('clerk') || person.roles.includes('admin')
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('rechecks.review', { time: formatInstant(since) })}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      <Text size="sm">{t('rechecks.reviewHint')}</Text>
      {mayNote && (
        <Button
          size="compact-sm"
          variant="default"
          mt="xs"
          onClick={() => {
            setAsking(true)
          }}
        >
          {t('rechecks.reviewed')}
        </Button>
      )}
      {isAsking && (
        <ReasonDialog
          title={t('rechecks.reviewTitle')}
          hint={t('rechecks.reviewAsk')}
          confirmLabel={t('rechecks.reviewed')}
          phrases={t('rechecks.reviewPhrases', { returnObjects: true })}
          pending={review.pending}
          error={review.error}
          onClose={close}
          onConfirm={review.run}
        />
      )}
    </Alert>
  )
}
