import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { failureOf } from '#renderer/api/failure.ts'
import { useApi } from '#renderer/api/use-api.tsx'
import { DropPdf } from '#renderer/components/drop/drop-pdf.tsx'
import type { UploadedPdf } from '#renderer/components/drop/use-upload.ts'
import { Failure } from '#renderer/components/failure.tsx'
import type { useInspection } from '#renderer/components/outgoing/use-inspection.ts'
import { LazyPdfViewer } from '#renderer/components/viewer/lazy-pdf-viewer.tsx'
import { formatSize } from '#renderer/text/format.ts'

type ComposeFileProps = {
  file: UploadedPdf | null
  inspection: ReturnType<typeof useInspection>
  disabled: boolean
  onFile: (file: UploadedPdf) => void
  onOther: () => void
}

/** The draft's PDF: where it is dropped, then its pages; a file that cannot be used is refused by name, with the reason. */
export function ComposeFile({ file, inspection, disabled, onFile, onOther }: ComposeFileProps) {
  const { t } = useTranslation()
  const { fileUrl } = useApi()
  if (!file || inspection.error) {
    return (
      <div>
        {file && (
          <>
            <Text size="sm" fw={600}>
              {t('outgoing.fileRefused', { name: file.fileName })}
            </Text>
            <FileFailure error={inspection.error} />
          </>
        )}
        <DropPdf onUploaded={onFile} onTaken={onOther} disabled={disabled} tall />
      </div>
    )
  }
  if (inspection.isPending) return <Loader size="sm" aria-label={t('outgoing.fileChecking')} />
  return (
    <Stack gap={6} style={{ minHeight: 0 }}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" className="vt-one-line">
          {t('outgoing.fileReady', { name: file.fileName, size: formatSize(file.size) })}
        </Text>
        <Button size="compact-sm" variant="default" onClick={onOther}>
          {t('outgoing.otherFile')}
        </Button>
      </Group>
      <div style={{ flex: 1, minHeight: 0, border: '1px solid var(--vt-line)' }}>
        <LazyPdfViewer url={fileUrl(file.sha256)} />
      </div>
    </Stack>
  )
}

/** A draft's file cannot be opened with a password: what to do instead is said here. */
function FileFailure({ error }: { error: unknown }) {
  const { t } = useTranslation()
  if (failureOf(error).code !== 'pdf-encrypted') return <Failure error={error} />
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} my="xs">
      <Text size="sm">{t('outgoing.fileEncrypted')}</Text>
    </Alert>
  )
}
