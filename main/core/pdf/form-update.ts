import type { PdfDocument } from './document.ts'
import { findForm } from './form-fields.ts'
import type { IncrementalUpdate } from './incremental-update.ts'
import { dict, isArray, isInteger, isRef, type PdfObject, type PdfRef, withEntries } from './objects.ts'
import type { PdfPage } from './pages.ts'

/** SignaturesExist and AppendOnly. ISO 32000-1:2008, Table 219. */
const SIG_FLAGS = 3

/** A document and what is to be appended to it. */
export type Changing = { document: PdfDocument; update: IncrementalUpdate }

/** The page's /Annots grows by these widgets: in its own object where it has one, else in the page. */
export function addToPage({ document, update }: Changing, page: PdfPage, widgets: readonly PdfRef[]): void {
  const present = update.latestDict(page.ref, page.dict)
  const value = present.entries.get('Annots')
  const annotations = isRef(value) ? update.latest(value, document.resolve(value)) : value
  const grown = [...(isArray(annotations) ? annotations : []), ...widgets]
  if (isRef(value) && isArray(annotations)) update.set(value, grown)
  else update.set(page.ref, withEntries(present, { Annots: grown }))
}

/** The form's /Fields grows by these; `more` are further entries of the form. It is made where there is none. */
export function addToForm(
  changing: Changing,
  fields: readonly PdfRef[],
  more: Readonly<Record<string, PdfObject>> = {},
): void {
  const { document, update } = changing
  const listed = findForm(document)?.dict.entries.get('Fields')
  const present = document.resolve(listed)
  const grown = [...(isArray(present) ? present : []), ...fields]
  if (isRef(listed) && isArray(present)) {
    update.set(listed, grown)
    if (Object.keys(more).length > 0) writeForm(changing, more)
    else markForm(changing)
  } else writeForm(changing, { Fields: grown, ...more })
}

/** Sets /SigFlags where they are not set yet. */
export function markForm(changing: Changing): void {
  const { document } = changing
  const flags = findForm(document)?.dict.entries.get('SigFlags')
  const present = document.resolve(flags)
  if (!isInteger(present) || (present & SIG_FLAGS) !== SIG_FLAGS) writeForm(changing, {})
}

function writeForm({ document, update }: Changing, changes: Readonly<Record<string, PdfObject>>): void {
  const form = findForm(document)
  const flags = form ? document.entry(form.dict, 'SigFlags') : null
  const changed = withEntries(form?.dict ?? dict({}), {
    ...changes,
    SigFlags: (isInteger(flags) ? flags : 0) | SIG_FLAGS,
  })
  if (form?.ref) {
    update.set(form.ref, changed)
    return
  }
  const catalog = document.catalog()
  const present = update.latestDict(catalog.ref, catalog.dict)
  if (form) update.set(catalog.ref, withEntries(present, { AcroForm: changed }))
  else {
    const created = update.allocate()
    update.set(created, changed)
    update.set(catalog.ref, withEntries(present, { AcroForm: created }))
  }
}
