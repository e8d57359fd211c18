import type { ObjectView } from '../pdf/object-view.ts'
import { isDict, isName, isStream, type PdfDict, type PdfStream } from '../pdf/objects.ts'

/** The look as it is shown, of several the one that the annotation has chosen. ISO 32000-1:2008, 12.5.5. */
export function normalLookOf(view: ObjectView, annotation: PdfDict): PdfStream | undefined {
  const looks = view.entry(annotation, 'AP')
  const look = isDict(looks) ? view.entry(looks, 'N') : null
  if (!isDict(look)) return isStream(look) ? look : undefined
  const state = view.entry(annotation, 'AS')
  const chosen = isName(state) ? view.entry(look, state.name) : null
  return isStream(chosen) ? chosen : undefined
}
