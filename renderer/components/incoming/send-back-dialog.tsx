import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail } from '#contract'
import { adviceOf } from '#contract/words/advice'
import { findingWords } from '#contract/words/signature-words'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { ReasonDialog } from '#renderer/components/dialogs/reason-dialog.tsx'
import { arrivedVerdict } from '#renderer/components/document/verdict-of.ts'
import { useLanguage } from '#renderer/text/i18n.ts'

/** Asks for the reason that goes to the sender; what a check found stands in it already. NĐ 30/2020, Điều 21.2. */
export function SendBackDialog({ document, onClose }: { document: DocumentDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const proposed = useProposedReason(document)
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

/** The words of the report's advice; where the file cannot be read now, those of the check that the register kept. */
function useProposedReason(document: DocumentDetail): string {
  const { t } = useTranslation()
  const { query } = useApi()
  const language = useLanguage()
  const verdict = arrivedVerdict(document)
  const isDoubtful = verdict !== null && verdict !== 'TOTAL-PASSED'
  const { id, verdictReason } = document
  const input = { id }
  const report = useQuery({ ...query.office.documents.report.queryOptions({ input }), enabled: isDoubtful })
  if (!isDoubtful || report.isPending) return ''
  const advised = report.data ? adviceOf(report.data, language).reason : ''
  if (advised !== '' || verdict === 'NO-SIGNATURE') return advised
  const what = verdictReason === null ? '' : findingWords(verdictReason, language).what
  return t(`incoming.sendBack.because.${verdict}`, { what }).trim()
}
