import { type ReactNode, useState } from 'react'
import type { DocumentAction, DocumentDetail } from '#contract'
import type { DocumentActs } from '#renderer/components/document/document-pane.tsx'
import { ActConfirm, ActReason } from '#renderer/components/outgoing/act-dialogs.tsx'
import { EditDialog } from '#renderer/components/outgoing/edit-dialog.tsx'
import { NumberDialog } from '#renderer/components/outgoing/number-dialog.tsx'
import { ReplaceDialog } from '#renderer/components/outgoing/replace-dialog.tsx'
import { useSigningJobs } from '#renderer/components/signing/signing-jobs.ts'

export const OUTGOING_ACTIONS = [
  'edit',
  'replace-file',
  'submit',
  'withdraw',
  'return',
  'number',
  'issue',
  'archive',
  'recall',
  'cancel',
  'delete-draft',
] as const satisfies readonly DocumentAction[]

type OutgoingAction = (typeof OUTGOING_ACTIONS)[number]
type Open = { action: OutgoingAction; document: DocumentDetail }

/** What can be done with an outgoing document, for a DocumentPane, and the dialogs that ask about it. */
export function useOutgoingActions(): { actions: DocumentActs; dialogs: ReactNode } {
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => {
    setOpen(null)
  }
  const { ask } = useSigningJobs()
  const actions: DocumentActs = {
    ...Object.fromEntries(
      OUTGOING_ACTIONS.map((action) => [
        action,
        (document: DocumentDetail) => {
          setOpen({ action, document })
        },
      ]),
    ),
    'sign-leader': ({ id }) => {
      ask([id], 'leader')
    },
    'sign-agency': ({ id }) => {
      ask([id], 'agency')
    },
  }
  return { actions, dialogs: open && <ActionDialog {...open} onClose={close} /> }
}

function ActionDialog({ action, document, onClose }: Open & { onClose: () => void }) {
  switch (action) {
    case 'edit':
      return <EditDialog document={document} onClose={onClose} />
    case 'replace-file':
      return <ReplaceDialog document={document} onClose={onClose} />
    case 'number':
      return <NumberDialog document={document} onClose={onClose} />
    case 'return':
    case 'recall':
    case 'cancel':
      return <ActReason action={action} document={document} onClose={onClose} />
    case 'submit':
    case 'withdraw':
    case 'issue':
    case 'archive':
    case 'delete-draft':
      return <ActConfirm action={action} document={document} onClose={onClose} />
  }
}
