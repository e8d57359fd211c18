import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { VerdictBadge } from '#renderer/components/document/badges.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { SignatureList } from '#renderer/components/verification/signature-list.tsx'

/** Every signature of the present revision, verified now. */
export function DocumentSignatures({ document }: { document: DocumentDetail }) {
  const { t } = useTranslation()
  const { query } = useApi()
  const hasFile = document.sha256 !== null
  const { data, error, isFetching, refetch } = useQuery(
    query.office.documents.report.queryOptions({ input: { id: document.id }, enabled: hasFile }),
  )
  if (!hasFile) return <Text size="sm">{t('document.noFile')}</Text>
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) {
    return (
      <Group gap="xs">
        <Loader size="xs" aria-hidden />
        <Text size="sm">{t('verdict.checking')}</Text>
      </Group>
    )
  }
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <VerdictBadge verdict={data.verdict} />
        <Button size="compact-sm" variant="default" loading={isFetching} onClick={() => void refetch()}>
          {t('verdict.checkAgain')}
        </Button>
      </Group>
      {data.signatures.length === 0 && <Text size="sm">{t('document.noSignatures')}</Text>}
      <SignatureList signatures={data.signatures} />
    </Stack>
  )
}
