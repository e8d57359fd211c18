import { Button, Group, Modal, ScrollArea, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail, OutgoingFields, Person } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { DropPdf } from '#renderer/components/drop/drop-pdf.tsx'
import type { UploadedPdf } from '#renderer/components/drop/use-upload.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { OutgoingFieldsForm } from '#renderer/components/outgoing/outgoing-fields.tsx'
import { useOutgoingForm } from '#renderer/components/outgoing/use-outgoing-form.ts'
import { LazyPdfViewer } from '#renderer/components/viewer/lazy-pdf-viewer.tsx'
import { useCommands } from '#renderer/frame/use-commands.ts'
import { formatSize } from '#renderer/text/format.ts'

type ComposeDialogProps = {
  /** A PDF that was dropped on the page already. */
  dropped: UploadedPdf | null
  onClose: () => void
  onMade: (document: DocumentDetail) => void
}

/** A new outgoing document: its PDF at one side, its fields at the other; saved as a draft or submitted at once. */
export function ComposeDialog({ dropped, onClose, onMade }: ComposeDialogProps) {
  const { t } = useTranslation()
  const { signer, isPending } = useUsualSigner()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('outgoing.newTitle')}
      size="min(1240px, 94vw)"
      yOffset="3vh"
      closeOnClickOutside={false}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {!isPending && <Compose dropped={dropped} onClose={onClose} onMade={onMade} signer={signer} />}
    </Modal>
  )
}

type ComposeProps = ComposeDialogProps & { signer: Person | undefined }

function Compose({ dropped, onClose, onMade, signer }: ComposeProps) {
  const { t } = useTranslation()
  const { client } = useApi()
  const [file, setFile] = useState(dropped)
  const form = useOutgoingForm({ subject: dropped ? subjectOf(dropped.fileName) : '', signerId: signer?.id ?? null })
  const [wantsSubmit, setWantsSubmit] = useState(false)
  const making = useChange(
    async ({ fields, submit }: { fields: OutgoingFields; submit: boolean }) => {
      if (!file) throw new Error('the form was sent without a file')
      const draft = await client.office.outgoing.create({ ...fields, sha256: file.sha256, fileName: file.fileName })
      return submit ? client.office.outgoing.submit({ id: draft.id }) : draft
    },
    { said: t(wantsSubmit ? 'outgoing.submitted' : 'outgoing.drafted'), onDone: onMade },
  )
  const isReady = file !== null && !form.isSecret && !making.pending
  const send = (submit: boolean) => () => {
    const fields = form.check()
    setWantsSubmit(submit)
    if (fields && isReady) making.run({ fields, submit })
  }
  useCommands([
    {
      id: 'dialog.save',
      group: 'app',
      label: t('outgoing.saveDraft'),
      keys: ['mod+s'],
      ...IN_DIALOG,
      run: send(false),
    },
    {
      id: 'dialog.submit',
      group: 'app',
      label: t('outgoing.saveAndSubmit'),
      keys: ['mod+Enter'],
      ...IN_DIALOG,
      run: send(true),
    },
  ])
  return (
    <>
      <div
        style={{
          display: 'grid',
          gridTemplateColumns: 'minmax(340px, 460px) minmax(0, 1fr)',
          gap: 20,
          height: 'calc(94vh - 150px)',
        }}
      >
        <ScrollArea type="auto" offsetScrollbars>
          <OutgoingFieldsForm form={form} {...(signer ? { signerName: signer.name } : {})} />
          <Failure error={making.error} />
        </ScrollArea>
        <FileSide
          file={file}
          disabled={form.isSecret}
          onFile={(next) => {
            setFile(next)
            form.proposeSubject(subjectOf(next.fileName))
          }}
          onOther={() => {
            setFile(null)
          }}
        />
      </div>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button variant="default" disabled={!isReady} loading={making.pending && !wantsSubmit} onClick={send(false)}>
          {t('outgoing.saveDraft')}
        </Button>
        <Button disabled={!isReady} loading={making.pending && wantsSubmit} onClick={send(true)}>
          {t('outgoing.saveAndSubmit')}
        </Button>
      </Group>
    </>
  )
}

const IN_DIALOG = { inDialog: true, whileTyping: true, keysOnly: true } as const

type FileSideProps = {
  file: UploadedPdf | null
  disabled: boolean
  onFile: (file: UploadedPdf) => void
  onOther: () => void
}

function FileSide({ file, disabled, onFile, onOther }: FileSideProps) {
  const { t } = useTranslation()
  const { fileUrl } = useApi()
  if (!file) return <DropPdf onUploaded={onFile} disabled={disabled} tall />
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

/** The first official of the caller's own agency. */
function useUsualSigner() {
  const { query } = useApi()
  const { agency } = useMe()
  const { data, isPending } = useQuery(
    query.office.people.list.queryOptions({ input: { role: 'official', agencyId: agency.id, limit: 1 } }),
  )
  return { signer: data?.rows[0], isPending }
}

/** A first subject from the file's name, to be corrected: `Ke-hoach_2026.pdf` becomes `Ke hoach 2026`. */
function subjectOf(fileName: string): string {
  return fileName
    .replace(/\.pdf$/i, '')
    .replace(/[_-]+/g, ' ')
    .trim()
    .slice(0, 500)
}
