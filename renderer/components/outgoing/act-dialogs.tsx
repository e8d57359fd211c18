import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { ConfirmDialog } from '#renderer/components/dialogs/confirm-dialog.tsx'
import { ReasonDialog } from '#renderer/components/dialogs/reason-dialog.tsx'
import { codeOf } from '#renderer/components/document/code-of.ts'
import { LowLevelAtIssue } from '#renderer/components/document/level-notice.tsx'
import { NumberPlacesNote } from '#renderer/components/outgoing/number-places-note.tsx'

type ActProps<Action> = { action: Action; document: DocumentDetail; onClose: () => void }
type Confirmed = 'submit' | 'withdraw' | 'issue' | 'archive' | 'delete-draft'
type Reasoned = 'return' | 'recall' | 'cancel'

/** Steps that need one confirmation. */
export function ActConfirm({ action, document, onClose }: ActProps<Confirmed>) {
  const { t } = useTranslation()
  const { client } = useApi()
  const { outgoing } = client.office
  const { id, subject } = document
  const code = codeOf(document) ?? subject
  const steps = {
    submit: {
      call: outgoing.submit,
      title: t('outgoing.submitTitle'),
      sentence: t('outgoing.submitSentence', { subject, signer: document.signerName }),
      said: t('outgoing.submitted'),
    },
    withdraw: {
      call: outgoing.withdraw,
      title: t('outgoing.withdrawTitle'),
      sentence: t('outgoing.withdrawSentence', { signer: document.signerName }),
      said: t('outgoing.withdrawn'),
    },
    issue: {
      call: outgoing.issue,
      title: t('outgoing.issueTitle'),
      sentence: t('outgoing.issueSentence', {
        code,
        count: document.recipients.length,
        number: document.recipients.length,
      }),
      said: t('outgoing.issued', { code }),
    },
    archive: {
      call: outgoing.archive,
      title: t('outgoing.archiveTitle'),
      sentence: t('outgoing.archiveSentence', { code }),
      said: t('outgoing.archived'),
    },
    'delete-draft': {
      call: outgoing.deleteDraft,
      title: t('outgoing.deleteTitle'),
      sentence: t('outgoing.deleteSentence', { subject }),
      said: t('outgoing.deleted'),
    },
  } as const
  const { call, title, sentence, said } = steps[action]
  const acting = useChange<undefined, unknown>(() => call({ id }), {
    said,
    onDone: onClose,
    ...(action === 'submit' ? { undo: { call: () => outgoing.withdraw({ id }), said: t('outgoing.withdrawn') } } : {}),
  })
  return (
    <ConfirmDialog
      title={title}
      sentence={sentence}
      confirmLabel={t(`document.action.${action}`)}
      danger={action === 'delete-draft'}
      pending={acting.pending}
      error={acting.error}
      onClose={onClose}
      onConfirm={() => {
        acting.run(undefined)
      }}
    >
      {action === 'submit' && (
        <>
          <WithAppendices count={document.appendices.length} />
          <NumberPlacesNote id={id} step="submit" />
        </>
      )}
      {action === 'issue' && <LowLevelAtIssue document={document} />}
    </ConfirmDialog>
  )
}

/** What is submitted beside the document itself; the agency signs it, not the leader (NĐ 30/2020, PL I, I.II.8.b). */
function WithAppendices({ count }: { count: number }) {
  const { t } = useTranslation()
  if (count === 0) return null
  return <Text size="sm">{t('numbering.withAppendices', { count, number: count })}</Text>
}

/** Steps whose reason goes into the history. */
export function ActReason({ action, document, onClose }: ActProps<Reasoned>) {
  const { t } = useTranslation()
  const { client } = useApi()
  const { outgoing } = client.office
  const phrases = (['one', 'two', 'three', 'four', 'five'] as const).map((which) => t(`outgoing.phrases.${which}`))
  const steps = {
    return: {
      call: outgoing.return,
      title: t('outgoing.returnTitle'),
      hint: t('outgoing.returnHint', { subject: document.subject, drafter: document.drafterName }),
      said: t('outgoing.returned'),
    },
    recall: {
      call: outgoing.recall,
      title: t('outgoing.recallTitle'),
      hint: t('outgoing.recallHint'),
      said: t('outgoing.recalled'),
    },
    cancel: {
      call: outgoing.cancel,
      title: t('outgoing.cancelTitle'),
      hint: t('outgoing.cancelHint'),
      said: t('outgoing.cancelled'),
    },
  } as const
  const { call, title, hint, said } = steps[action]
  const acting = useChange((reason: string) => call({ id: document.id, reason }), { said, onDone: onClose })
  return (
    <ReasonDialog
      title={title}
      hint={hint}
      phrases={action === 'return' ? phrases : []}
      confirmLabel={t(`document.action.${action}`)}
      danger={action !== 'return'}
      pending={acting.pending}
      error={acting.error}
      onClose={onClose}
      onConfirm={acting.run}
    />
  )
}
