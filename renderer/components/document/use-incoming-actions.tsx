import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import type { DocumentActs } from '#renderer/components/document/document-pane.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { AssignDialog } from '#renderer/components/incoming/assign-dialog.tsx'
import { CompleteDialog } from '#renderer/components/incoming/complete-dialog.tsx'
import { EditIncomingDialog } from '#renderer/components/incoming/edit-incoming-dialog.tsx'
import { PresentDialog } from '#renderer/components/incoming/present-dialog.tsx'
import { RegisterDialog } from '#renderer/components/incoming/register-dialog.tsx'
import { SendBackDialog } from '#renderer/components/incoming/send-back-dialog.tsx'

type Asked = { what: 'register' | 'send-back' | 'present' | 'assign' | 'complete' | 'edit'; document: DocumentDetail }

/** What can be done with an incoming document, for a DocumentPane, and the dialogs that ask for the rest. */
export function useIncomingActions(): { actions: DocumentActs; dialogs: ReactNode } {
  const { t } = useTranslation()
  const { client } = useApi()
  const [asked, setAsked] = useState<Asked | null>(null)
  const start = useChange(({ id }: DocumentDetail) => client.office.incoming.start({ id }), {
    said: t('incoming.start.said'),
  })
  const ask = (what: Asked['what']) => (document: DocumentDetail) => {
    setAsked({ what, document })
  }
  const actions: DocumentActs = {
    register: ask('register'),
    'send-back': ask('send-back'),
    present: ask('present'),
    assign: ask('assign'),
    start: start.run,
    complete: ask('complete'),
    edit: ask('edit'),
  }
  const close = () => {
    setAsked(null)
  }
  const dialogs = (
    <>
      <Failure error={start.error} />
      {asked && <Asking {...asked} onClose={close} />}
    </>
  )
  return { actions, dialogs }
}

function Asking({ what, document, onClose }: Asked & { onClose: () => void }) {
  switch (what) {
    case 'register':
      return <RegisterDialog document={document} onClose={onClose} />
    case 'send-back':
      return <SendBackDialog document={document} onClose={onClose} />
    case 'present':
      return <PresentDialog document={document} onClose={onClose} />
    case 'assign':
      return <AssignDialog document={document} onClose={onClose} />
    case 'complete':
      return <CompleteDialog document={document} onClose={onClose} />
    case 'edit':
      return <EditIncomingDialog document={document} onClose={onClose} />
  }
}
