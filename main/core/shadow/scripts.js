import { signingWarning } from '#contract'
import { isDict, isName, isRef } from '#core/pdf/objects'

/** Actions that may change what is shown, or start something else. ISO 32000-1:2008, 12.6.4. */
const ACTIVE = new Set(['JavaScript', 'Launch', 'Rendition', 'SetOCGState'])
/** Scripts that run when the file is opened or closed. ISO 32000-1:2008, 7.7.2, 12.6.3, 12.6.4.16. */
export function scriptWarnings(view) {
  const { dict, ref } = view.catalog()
  const names = view.entry(dict, 'Names')
  const hasNamed = isDict(names) && isDict(view.entry(names, 'JavaScript'))
  const isActive = hasNamed || isScript(view, dict.entries.get('OpenAction')) || hasTriggers(view, dict)
  return isActive ? [signingWarning('script', { object: ref.num })] : []
}
/** Scripts that run when a page is shown. */
export function pageScripts(view, page) {
  return hasTriggers(view, page.dict) ? [signingWarning('script', { page: page.number, object: page.ref.num })] : []
}
function hasTriggers(view, dict) {
  const triggers = view.entry(dict, 'AA')
  return isDict(triggers) && [...triggers.entries.values()].some((action) => isScript(view, action))
}
function isScript(view, value) {
  const action = isRef(value) ? view.resolve(value) : (value ?? null)
  const kind = isDict(action) ? view.entry(action, 'S') : null
  return isName(kind) && ACTIVE.has(kind.name)
}
