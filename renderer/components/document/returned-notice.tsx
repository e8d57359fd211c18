import { Alert, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail } from '#contract'
import { formatInstant } from '#renderer/text/format.ts'

/** Why a document was returned, when and by whom, wherever it is opened. NĐ 30/2020, Điều 21.2. */
export function ReturnedNotice({ document }: { document: DocumentDetail }) {
  const { t } = useTranslation()
  const { state, returnReason, history } = document
  if ((state !== 'returned' && state !== 'sent-back') || returnReason === '') return null
  const event = history.filter(({ toState }) => toState === state).toSorted((one, other) => other.seq - one.seq)[0]
  return (
    <Alert
      color="orange"
      icon={<IconArrowBackUp aria-hidden />}
      title={t(`document.state.${state}`)}
      py="xs"
      radius={0}
      styles={{ root: { flex: 'none' }, title: { color: 'var(--mantine-color-text)' } }}
    >
      <Text size="sm">
        {t('document.field.returnReason')}: {returnReason}
      </Text>
      {event && (
        <Text size="xs" c="dimmed">
          {t('document.historyOf', { actor: event.actorName || t('document.byItself'), time: formatInstant(event.at) })}
        </Text>
      )}
    </Alert>
  )
}
