import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail } from '#contract'
import { findingWords } from '#contract/words/signature-words'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { ReasonDialog } from '#renderer/components/dialogs/reason-dialog.tsx'
import type { DocumentActs } from '#renderer/components/document/document-pane.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { AssignDialog } from '#renderer/components/incoming/assign-dialog.tsx'
import { CompleteDialog } from '#renderer/components/incoming/complete-dialog.tsx'
import { EditIncomingDialog } from '#renderer/components/incoming/edit-incoming-dialog.tsx'
import { PresentDialog } from '#renderer/components/incoming/present-dialog.tsx'
import { RegisterDialog } from '#renderer/components/incoming/register-dialog.tsx'
import { useLanguage } from '#renderer/text/i18n.ts'

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

/** NĐ 30/2020, Điều 21.2: what does not pass goes back with the reason, which the check has found already. */
function useSignatureReason({ verdict, verdictReason }: DocumentDetail): string {
  const { t } = useTranslation()
  const language = useLanguage()
  if (verdict === null || verdict === 'TOTAL-PASSED') return ''
  const what = verdictReason === null ? '' : findingWords(verdictReason, language).what
  return t(`incoming.sendBack.because.${verdict}`, { what }).trim()
}

function SendBackDialog({ document, onClose }: { document: DocumentDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const proposed = useSignatureReason(document)
  const sendBack = useChange((reason: string) => client.office.incoming.sendBack({ id: document.id, reason }), {
    said: t('incoming.sendBack.said'),
    onDone: onClose,
  })
  return (
    <ReasonDialog
      title={t('incoming.sendBack.title')}
      hint={t('incoming.sendBack.hint')}
      confirmLabel={t('incoming.sendBack.confirm')}
      phrases={t('incoming.sendBack.phrases', { returnObjects: true })}
      proposed={proposed}
      danger
      pending={sendBack.pending}
      error={sendBack.error}
      onClose={onClose}
      onConfirm={sendBack.run}
    />
  )
}
