import { Button, Loader, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#renderer/api/use-api.tsx'
import { DiscardDialog } from '#renderer/components/dialogs/leave-question.tsx'
import { DropPdf } from '#renderer/components/drop/drop-pdf.tsx'
import type { UploadedPdf } from '#renderer/components/drop/use-upload.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { useInspection } from '#renderer/components/outgoing/use-inspection.ts'
import { PageFrame } from '#renderer/components/page-frame.tsx'
import { PageHeader } from '#renderer/components/page-header.tsx'
import { SplitView } from '#renderer/components/split-view.tsx'
import { LazyPdfViewer } from '#renderer/components/viewer/lazy-pdf-viewer.tsx'
import { IntakeForm } from '#renderer/pages/incoming/intake-form.tsx'

type IntakeProps = {
  file: UploadedPdf
  /** Taken in, or discarded: then without an id. */
  onDone: (id: string | null) => void
  /** Another file is taken in this one's place. */
  onOther: (file: UploadedPdf) => void
}

/** Taking in one document: the form in the order of the paper register, the PDF beside it, the checks under it. */
export function Intake({ file, onDone, onOther }: IntakeProps) {
  const { t } = useTranslation()
  const { fileUrl } = useApi()
  const [leaving, setLeaving] = useState(false)
  const inspection = useInspection(file)
  return (
    <PageFrame
      fill
      header={
        <PageHeader
          title={t('incoming.intakeTitle')}
          actions={
            <Button
              size="compact-md"
              variant="default"
              onClick={() => {
                if (inspection.isGood) setLeaving(true)
                else onDone(null)
              }}
            >
              {t('incoming.leave')}
            </Button>
          }
        >
          <Text size="sm" c="dimmed" className="vt-one-line">
            {file.fileName}
          </Text>
        </PageHeader>
      }
    >
      {inspection.isGood ? (
        <SplitView name="intake" listSize="45%" list={<IntakeForm file={file} onDone={onDone} />}>
          <LazyPdfViewer url={fileUrl(file.sha256)} />
        </SplitView>
      ) : (
        <NotYet file={file} error={inspection.error} onOther={onOther} />
      )}
      {leaving && (
        <DiscardDialog
          onClose={() => {
            setLeaving(false)
          }}
          onConfirm={() => {
            onDone(null)
          }}
        />
      )}
    </PageFrame>
  )
}

type NotYetProps = { file: UploadedPdf; error: Error | null; onOther: (file: UploadedPdf) => void }

/** Before the form: whether the file can be read at all is said before anything is typed. */
function NotYet({ file, error, onOther }: NotYetProps) {
  const { t } = useTranslation()
  if (error === null) return <Loader m="md" size="sm" aria-label={t('outgoing.fileChecking')} />
  return (
    <Stack p="md" gap={4} maw={720}>
      <Text size="sm" fw={600}>
        {t('outgoing.fileRefused', { name: file.fileName })}
      </Text>
      <Failure error={error} />
      <DropPdf onUploaded={onOther} />
    </Stack>
  )
}
