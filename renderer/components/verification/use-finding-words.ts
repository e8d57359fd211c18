import { useTranslation } from 'react-i18next'
import { CHANGE_KINDS, FINDING_CODES } from '#contract/findings'

/** What was found in plain words, and what to do about it; `todo` is empty where nothing needs doing. */
export type FindingWords = { what: string; todo: string }

/** Words for the code of a finding. A report of a newer office may hold a code that this page does not know. */
export function useFindingWords(): (code: string) => FindingWords {
  const { t } = useTranslation()
  return (code) => {
    const known = FINDING_CODES.find((candidate) => candidate === code)
    if (known === undefined) return { what: t('verify.unknownFinding', { code }), todo: '' }
    return { what: t(`findings.finding.${known}.what`), todo: t(`findings.finding.${known}.todo`) }
  }
}

/** Words for what a later revision did; the name of a field is told, the name of a PDF object is not. */
export function useChangeWords(): (change: { kind: string; detail: string }) => string {
  const { t } = useTranslation()
  return ({ kind, detail }) => {
    const words = t(`findings.change.${CHANGE_KINDS.find((candidate) => candidate === kind) ?? 'other'}`)
    const isTelling = detail !== '' && kind !== 'metadata-updated' && kind !== 'validation-data-added'
    return isTelling ? `${words} (${detail})` : words
  }
}
