import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { DocumentChecks, useMayRecheck } from '#renderer/components/document/document-checks.tsx'
import { ReviewNotice } from '#renderer/components/document/review-notice.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { FileAnswer } from '#renderer/components/verification/file-answer.tsx'

/** Every signature of the present revision, verified now; what the register knows of them is there even where the file is not. */
export function DocumentSignatures({ document }: { document: DocumentDetail }) {
  const { t } = useTranslation()
  if (document.sha256 === null) return <Text size="sm">{t('document.noFile')}</Text>
  return (
    <Stack gap="lg">
      <ReviewNotice document={document} />
      <CheckedNow document={document} sha256={document.sha256} />
      <DocumentChecks document={document} />
    </Stack>
  )
}

type Present = { document: DocumentDetail; sha256: NonNullable<DocumentDetail['sha256']> }

function CheckedNow({ document: { id, direction }, sha256 }: Present) {
  const { t } = useTranslation()
  const { query } = useApi()
  const mayRecord = useMayRecheck()
  const { data, error, isFetching, refetch } = useQuery(query.office.documents.report.queryOptions({ input: { id } }))
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) {
    return (
      <Group gap="xs">
        <Loader size="xs" aria-hidden />
        <Text size="sm">{t('verdict.checking')}</Text>
      </Group>
    )
  }
  const again = mayRecord ? null : (
    <Button size="compact-sm" variant="default" loading={isFetching} onClick={() => void refetch()}>
      {t('verdict.checkAgain')}
    </Button>
  )
  return <FileAnswer report={data} sha256={sha256} isOwn={direction === 'outgoing'} actions={again} />
}
