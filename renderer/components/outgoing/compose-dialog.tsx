import { Button, Group, Modal, ScrollArea, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail, DocumentId, OutgoingFields, Person } from '#contract'
import type { Client } from '#renderer/api/client.ts'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { DiscardDialog, LeaveQuestion } from '#renderer/components/dialogs/leave-question.tsx'
import type { UploadedPdf } from '#renderer/components/drop/use-upload.ts'
import { Failure } from '#renderer/components/failure.tsx'
import classes from '#renderer/components/outgoing/compose-dialog.module.css'
import { ComposeFile } from '#renderer/components/outgoing/compose-file.tsx'
import { submittedWords } from '#renderer/components/outgoing/number-places-note.tsx'
import { OutgoingFieldsForm } from '#renderer/components/outgoing/outgoing-fields.tsx'
import { useInspection } from '#renderer/components/outgoing/use-inspection.ts'
import { useOutgoingForm } from '#renderer/components/outgoing/use-outgoing-form.ts'
import { hush } from '#renderer/components/tell.tsx'
import { useCommands } from '#renderer/frame/use-commands.ts'

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
  const [file, setFile] = useState(dropped)
  const inspection = useInspection(file)
  const [isTyped, setTyped] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const leave = () => {
    if (isTyped) setLeaving(true)
    else onClose()
  }
  useEffect(hush, [])
  return (
    <Modal
      opened
      onClose={leave}
      title={t('outgoing.newTitle')}
      size="min(1240px, 94vw)"
      yOffset="3vh"
      closeOnClickOutside={false}
      // A good file is work that Esc must not lose; without one nothing could be saved.
      closeOnEscape={!inspection.isGood && !leaving}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {!isPending && (
        <Compose
          file={file}
          onFile={setFile}
          inspection={inspection}
          onTyped={setTyped}
          onClose={leave}
          onMade={onMade}
          signer={signer}
        />
      )}
      {leaving && (
        <DiscardDialog
          onClose={() => {
            setLeaving(false)
          }}
          onConfirm={onClose}
        />
      )}
    </Modal>
  )
}

type ComposeProps = Omit<ComposeDialogProps, 'dropped'> & {
  file: UploadedPdf | null
  onFile: (file: UploadedPdf | null) => void
  inspection: ReturnType<typeof useInspection>
  signer: Person | undefined
  /** Told whether leaving would lose something. */
  onTyped: (isTyped: boolean) => void
}

function Compose({ file, onFile, inspection, onClose, onMade, signer, onTyped }: ComposeProps) {
  const { t } = useTranslation()
  const { client } = useApi()
  const form = useOutgoingForm({ subject: file ? subjectOf(file.fileName) : '', signerId: signer?.id ?? null })
  useEffect(() => {
    onTyped(form.isTyped)
  }, [onTyped, form.isTyped])
  const [wantsSubmit, setWantsSubmit] = useState(false)
  const making = useChange(
    async ({ fields, submit }: { fields: OutgoingFields; submit: boolean }) => {
      if (!file) throw new Error('the form was sent without a file')
      const draft = await client.office.outgoing.create({ ...fields, sha256: file.sha256, fileName: file.fileName })
      if (!submit) return { document: draft, words: t('outgoing.drafted') }
      const document = await client.office.outgoing.submit({ id: draft.id })
      return { document, words: await wordsAfterSubmit(client, document.id, t) }
    },
    {
      said: ({ words }) => words,
      onDone: ({ document }) => {
        onMade(document)
      },
      ...(wantsSubmit
        ? {
            undo: {
              call: ({ document: { id } }) => client.office.outgoing.withdraw({ id }),
              said: t('outgoing.withdrawn'),
            },
          }
        : {}),
    },
  )
  const isReady = inspection.isGood && !form.isSecret && !making.pending
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
      <LeaveQuestion isTyped={form.isTyped} />
      <div className={classes['columns']}>
        <ScrollArea type="auto" offsetScrollbars>
          <OutgoingFieldsForm form={form} {...(signer ? { signerName: signer.name } : {})} />
          <Failure error={making.error} />
        </ScrollArea>
        <ComposeFile
          file={file}
          inspection={inspection}
          disabled={form.isSecret}
          onFile={(next) => {
            onFile(next)
            form.proposeSubject(subjectOf(next.fileName))
          }}
          onOther={() => {
            onFile(null)
            form.proposeSubject('')
          }}
        />
      </div>
      <Group justify="flex-end" gap="xs" mt="md">
        {!inspection.isGood && !inspection.isPending && (
          <Text size="sm" c="dimmed" mr="auto">
            {t(file ? 'outgoing.fileBad' : 'outgoing.fileMissing')}
          </Text>
        )}
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

/** It is submitted, whatever the second question answers: where that fails, the numbering dialog asks it again. */
async function wordsAfterSubmit(client: Client, id: DocumentId, t: TFunction): Promise<string> {
  try {
    return submittedWords(t, await client.office.outgoing.numberPlaces({ id }))
  } catch {
    return t('outgoing.submitted')
  }
}

const IN_DIALOG = { inDialog: true, whileTyping: true, keysOnly: true } as const

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
