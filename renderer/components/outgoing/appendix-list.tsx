import { ActionIcon, Anchor, Button, Group, Text, Tooltip } from '@mantine/core'
import { IconCircleCheck, IconFilePlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appendix, DocumentDetail } from '#contract'
import { fileUrl } from '#renderer/api/files.ts'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { DropPdf } from '#renderer/components/drop/drop-pdf.tsx'
import type { UploadedPdf } from '#renderer/components/drop/use-upload.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { formatSize } from '#renderer/text/format.ts'

/** Appendices in files of their own: the agency signs each with its document (NĐ 30/2020, PL I, I.II.8.b). */
export function AppendixList({ document }: { document: DocumentDetail }) {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  const mayChange = document.actions.includes('replace-file')
  if (document.direction !== 'outgoing' || (document.appendices.length === 0 && !mayChange)) return null
  return (
    <section aria-label={t('numbering.appendices')} style={{ marginTop: 16 }}>
      <Text size="sm" fw={600}>
        {t('numbering.appendices')}
      </Text>
      {document.appendices.map((appendix) => (
        <AppendixLine key={appendix.number} document={document} appendix={appendix} mayRemove={mayChange} />
      ))}
      {mayChange && (
        <Button
          variant="default"
          size="xs"
          mt="xs"
          leftSection={<IconFilePlus size={16} aria-hidden />}
          onClick={() => {
            setAdding(true)
          }}
        >
          {t('numbering.addAppendix')}
        </Button>
      )}
      {adding && (
        <AddAppendix
          document={document}
          onClose={() => {
            setAdding(false)
          }}
        />
      )}
    </section>
  )
}

type LineProps = { document: DocumentDetail; appendix: Appendix; mayRemove: boolean }

function AppendixLine({ document, appendix, mayRemove }: LineProps) {
  const { t } = useTranslation()
  const { client } = useApi()
  const { number, name, size, sha256, signed } = appendix
  const removing = useChange(() => client.office.outgoing.removeAppendix({ id: document.id, number }), {
    said: t('numbering.appendixRemoved', { name }),
  })
  const label = t('numbering.removeAppendix', { name })
  return (
    <>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Group gap={6} wrap="nowrap" style={{ minWidth: 0 }}>
          <Anchor href={fileUrl(sha256)} download={name} size="sm" className="vt-one-line">
            {name}
          </Anchor>
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {formatSize(size)}
          </Text>
          {signed && (
            <Tooltip label={t('numbering.appendixSigned')}>
              <IconCircleCheck size={16} role="img" aria-label={t('numbering.appendixSigned')} />
            </Tooltip>
          )}
        </Group>
        {mayRemove && (
          <Tooltip label={label}>
            <ActionIcon
              variant="subtle"
              color="gray"
              loading={removing.pending}
              aria-label={label}
              onClick={() => {
                removing.run(undefined)
              }}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      <Failure error={removing.error} />
    </>
  )
}

function AddAppendix({ document, onClose }: { document: DocumentDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const [file, setFile] = useState<UploadedPdf | null>(null)
  const adding = useChange(
    ({ sha256, fileName }: UploadedPdf) => client.office.outgoing.addAppendix({ id: document.id, sha256, fileName }),
    { said: t('numbering.appendixAdded'), onDone: onClose },
  )
  return (
    <Dialog
      title={t('numbering.addAppendix')}
      confirmLabel={t('numbering.addAppendix')}
      onConfirm={() => {
        if (file) adding.run(file)
      }}
      onClose={onClose}
      pending={adding.pending}
      error={adding.error}
      disabled={file === null}
    >
      {file ? (
        <Text>{t('outgoing.fileReady', { name: file.fileName, size: formatSize(file.size) })}</Text>
      ) : (
        <DropPdf onUploaded={setFile} hint={t('numbering.appendixHint')} />
      )}
    </Dialog>
  )
}
