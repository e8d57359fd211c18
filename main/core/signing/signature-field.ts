import { AppError } from '#contract'
import type { PdfDocument } from '#core/pdf/document'
import { type FormField, findForm, listFields } from '#core/pdf/form-fields'
import type { IncrementalUpdate } from '#core/pdf/incremental-update'
import {
  dict,
  isArray,
  isDict,
  isInteger,
  isRef,
  name,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  withEntries,
} from '#core/pdf/objects'
import { findPage, type PdfPage, rectangle } from '#core/pdf/pages'
import { writeText } from '#core/pdf/text-strings'

/** Annotation flags Print and Locked. ISO 32000-1:2008, Table 165. */
const PRINT_LOCKED = 4 | 128
/** SignaturesExist and AppendOnly. ISO 32000-1:2008, Table 219. */
const SIG_FLAGS = 3

export type Place = { page: number; x: number; y: number; width: number; height: number }

/** Where the signature will stand: an empty field of the document, or a new one. */
export type ChosenField = {
  name: string
  /** Size of what is shown, in points; null for an invisible signature. */
  size: { width: number; height: number } | null
  rotate: number
  /** Writes field, widget, page and form into the update. */
  write: (update: IncrementalUpdate, written: { signature: PdfRef; appearance: PdfRef | null }) => void
}

/**
 * Takes the empty signature field of that name, keeping its rectangle, or prepares a new one.
 *
 * @throws AppError `field-already-signed`, `field-not-found` (a field of that name is of another kind), `page-not-found`, `pdf-damaged`.
 * @see ISO 32000-1:2008, 12.7.4.5.
 */
export function chooseField(document: PdfDocument, wanted: { field?: string; place?: Place }): ChosenField {
  const fields = listFields(document)
  const existing = fields.find(({ name: full }) => full === wanted.field)
  if (existing) return existingField(document, existing)
  const free = wanted.field ?? freeName(new Set(fields.map((field) => field.name)))
  return newField(document, free, wanted.place)
}

function freeName(taken: ReadonlySet<string>): string {
  for (let i = 1; ; i += 1) if (!taken.has(`Signature${i}`)) return `Signature${i}`
}

function existingField(document: PdfDocument, field: FormField): ChosenField {
  if (field.fieldType !== 'Sig' || !field.ref) throw new AppError('field-not-found', { field: field.name })
  if (document.resolve(field.value) !== null) throw new AppError('field-already-signed', { field: field.name })
  const fieldRef = field.ref
  const widget = field.widgets[0]
  const box = widget && rectangle(document, widget.dict.entries.get('Rect'))
  const size = box ? { width: box[2] - box[0], height: box[3] - box[1] } : null
  return {
    name: field.name,
    size: size && size.width > 1 && size.height > 1 ? size : null,
    rotate: 0,
    write: (update, { signature, appearance }) => {
      const shown = appearance ? { AP: dict({ N: appearance }) } : {}
      const merged = widget?.ref && widget.ref.num === fieldRef.num
      if (widget?.ref && !merged && appearance) update.set(widget.ref, withEntries(widget.dict, shown))
      update.set(fieldRef, withEntries(field.dict, { V: signature, ...(merged ? shown : {}) }))
      markForm(document, update)
    },
  }
}

function newField(document: PdfDocument, fieldName: string, place: Place | undefined): ChosenField {
  if (fieldName.includes('.') || fieldName === '') throw new AppError('field-not-found', { field: fieldName })
  const page = findPage(document, place?.page ?? 1)
  const rect = place ? [place.x, place.y, place.x + place.width, place.y + place.height] : [0, 0, 0, 0]
  return {
    name: fieldName,
    size: place ? { width: place.width, height: place.height } : null,
    rotate: page.rotate,
    write: (update, { signature, appearance }) => {
      const target = update.allocate()
      const widget = dict({
        Type: name('Annot'),
        Subtype: name('Widget'),
        FT: name('Sig'),
        T: writeText(fieldName),
        F: PRINT_LOCKED,
        Rect: rect,
        P: page.ref,
        V: signature,
        ...(appearance ? { AP: dict({ N: appearance }) } : {}),
      })
      update.set(target, widget)
      addToPage({ document, update }, page, target)
      addToForm(document, update, target)
    },
  }
}

/** The page's /Annots grows by the widget: in its own object where it has one, else in the page. */
function addToPage(
  { document, update }: { document: PdfDocument; update: IncrementalUpdate },
  page: PdfPage,
  widget: PdfRef,
): void {
  const value = page.dict.entries.get('Annots')
  const annotations = document.resolve(value)
  const grown = [...(isArray(annotations) ? annotations : []), widget]
  if (isRef(value) && isArray(annotations)) update.set(value, grown)
  else update.set(page.ref, withEntries(page.dict, { Annots: grown }))
}

function addToForm(document: PdfDocument, update: IncrementalUpdate, field: PdfRef): void {
  const form = findForm(document)
  const listed = form?.dict.entries.get('Fields')
  const fields = document.resolve(listed)
  const grown = [...(isArray(fields) ? fields : []), field]
  if (isRef(listed) && isArray(fields)) {
    update.set(listed, grown)
    markForm(document, update)
  } else writeForm(document, update, { Fields: grown })
}

/** Sets /SigFlags where they are not set yet. */
function markForm(document: PdfDocument, update: IncrementalUpdate): void {
  const flags = findForm(document)?.dict.entries.get('SigFlags')
  const present = document.resolve(flags)
  if (!isInteger(present) || (present & SIG_FLAGS) !== SIG_FLAGS) writeForm(document, update, {})
}

function writeForm(document: PdfDocument, update: IncrementalUpdate, changes: Record<string, PdfObject>): void {
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
  if (form) update.set(catalog.ref, withEntries(catalog.dict, { AcroForm: changed }))
  else {
    const created = update.allocate()
    update.set(created, changed)
    update.set(catalog.ref, withEntries(catalog.dict, { AcroForm: created }))
  }
}

/**
 * The DocMDP level of a certified document: 1 forbids every change, a further signature too. ISO 32000-1:2008, 12.8.2.2, Table 254.
 *
 * @returns 1, 2 or 3; null where the document is not certified.
 */
export function certificationLevel(document: PdfDocument): number | null {
  const permissions = document.entry(document.catalog().dict, 'Perms')
  const signature = isDict(permissions) ? document.entry(permissions, 'DocMDP') : null
  if (!isDict(signature)) return null
  const references = document.entry(signature, 'Reference')
  const parameters = (isArray(references) ? references : []).map((reference) =>
    transformParameters(document, reference),
  )
  const level = parameters.map((found) => found && document.entry(found, 'P')).find((value) => isInteger(value))
  return level ?? 2
}

function transformParameters(document: PdfDocument, reference: PdfObject): PdfDict | null {
  const resolved = document.resolve(reference)
  const parameters = isDict(resolved) ? document.entry(resolved, 'TransformParams') : null
  return isDict(parameters) ? parameters : null
}
