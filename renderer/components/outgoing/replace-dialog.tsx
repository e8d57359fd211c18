import { Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { DropPdf } from '#renderer/components/drop/drop-pdf.tsx'
import type { UploadedPdf } from '#renderer/components/drop/use-upload.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { useInspection } from '#renderer/components/outgoing/use-inspection.ts'
import { formatSize } from '#renderer/text/format.ts'

/** Gives a draft or returned document another PDF; the old revision is kept. */
export function ReplaceDialog({ document, onClose }: { document: DocumentDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const [file, setFile] = useState<UploadedPdf | null>(null)
  const inspection = useInspection(file)
  const replacing = useChange(
    ({ sha256 }: UploadedPdf) => client.office.outgoing.replaceFile({ id: document.id, sha256 }),
    { said: t('outgoing.replaced'), onDone: onClose },
  )
  return (
    <Dialog
      title={t('outgoing.replaceTitle')}
      confirmLabel={t('document.action.replace-file')}
      onConfirm={() => {
        if (file) replacing.run(file)
      }}
      onClose={onClose}
      pending={replacing.pending}
      error={replacing.error}
      disabled={!inspection.isGood}
    >
      {file && inspection.error && (
        <>
          <Text size="sm" fw={600}>
            {t('outgoing.fileRefused', { name: file.fileName })}
          </Text>
          <Failure error={inspection.error} />
        </>
      )}
      {file && !inspection.error ? (
        <Text>{t('outgoing.fileReady', { name: file.fileName, size: formatSize(file.size) })}</Text>
      ) : (
        <DropPdf onUploaded={setFile} hint={t('outgoing.replaceHint')} />
      )}
    </Dialog>
  )
}
