import { useTranslation } from 'react-i18next'
import type { DocumentEvent } from '#contract'

/** What an event of the history is called: its action, or the state it led to. */
export function useEventName(): (event: Pick<DocumentEvent, 'action' | 'toState'>) => string {
  const { t, i18n } = useTranslation()
  return ({ action, toState }) => {
    const verb = action.slice(action.lastIndexOf('.') + 1)
    if (i18n.exists(`document.event.${action}`)) return t(`document.event.${action}` as 'document.list')
    if (i18n.exists(`document.action.${verb}`)) return t(`document.action.${verb}` as 'document.list')
    return toState === null ? action : t(`document.state.${toState}`)
  }
}
