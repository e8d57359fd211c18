import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { DocumentChecks } from '#renderer/components/document/document-checks.tsx'
import { ReviewNotice } from '#renderer/components/document/review-notice.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { FileAnswer } from '#renderer/components/verification/file-answer.tsx'

/** Every signature of the present revision, verified now. */
export function DocumentSignatures({ document }: { document: DocumentDetail }) {
  const { t } = useTranslation()
  const { query } = useApi()
  const hasFile = document.sha256 !== null
  const { data, error, isFetching, refetch } = useQuery(
    query.office.documents.report.queryOptions({ input: { id: document.id }, enabled: hasFile }),
  )
  if (document.sha256 === null) return <Text size="sm">{t('document.noFile')}</Text>
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) {
    return (
      <Group gap="xs">
        <Loader size="xs" aria-hidden />
        <Text size="sm">{t('verdict.checking')}</Text>
      </Group>
    )
  }
  const again = (
    <Button size="compact-sm" variant="default" loading={isFetching} onClick={() => void refetch()}>
      {t('verdict.checkAgain')}
    </Button>
  )
  return (
    <Stack gap="lg">
      <ReviewNotice document={document} />
      <FileAnswer report={data} sha256={document.sha256} isOwn={document.direction === 'outgoing'} actions={again} />
      <DocumentChecks document={document} />
    </Stack>
  )
}
