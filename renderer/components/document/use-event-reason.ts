import { useTranslation } from 'react-i18next'
import { AnchorPurpose, type DocumentEvent, Indication } from '#contract'

/** Why an event happened. People write sentences; the product writes codes, which are put into words here. */
export function useEventReason(): (event: Pick<DocumentEvent, 'action' | 'reason'>) => string {
  const { t } = useTranslation()
  const verdict = (code: string) => {
    const known = Indication.safeParse(code).data
    return known === undefined ? code : t(`verdict.${known}`)
  }
  return ({ action, reason }) => {
    switch (action) {
      case 'recheck':
        return reason.split(' → ').map(verdict).join(' → ')
      case 'change-trust-settings':
        return t(reason === 'online' ? 'trust.network.online' : 'trust.network.offline')
      case 'change-trust-anchor': {
        const [code = '', ...subject] = reason.split(' ')
        const purpose = AnchorPurpose.safeParse(code).data
        return purpose === undefined ? reason : `${t(`trust.purposeOf.${purpose}`)} ${subject.join(' ')}`
      }
      default:
        return reason
    }
  }
}
