import { AppError } from '#contract'
import type { PdfDocument } from '#core/pdf/document'
import { type FieldLock, readLock, writeLock } from '#core/pdf/field-locks'
import { type FormField, listFields } from '#core/pdf/form-fields'
import { addToForm, addToPage, markForm } from '#core/pdf/form-update'
import type { IncrementalUpdate } from '#core/pdf/incremental-update'
import { dict, isDict, name, type PdfDict, type PdfRef, withEntries } from '#core/pdf/objects'
import { findPage, rectangle, rotationAround } from '#core/pdf/pages'
import { writeText } from '#core/pdf/text-strings'

/** Annotation flags Print and Locked. ISO 32000-1:2008, Table 165. */
const PRINT_LOCKED = 4 | 128

export type Place = { page: number; x: number; y: number; width: number; height: number }

/** What the field gets: its signature, its look, its lock. */
export type Written = { signature: PdfRef; appearance: PdfRef | null; lock?: FieldLock | undefined }

/** Where the signature will stand: an empty field of the document, or a new one. */
export type ChosenField = {
  name: string
  /** Size of what is shown, in points; null for an invisible signature. */
  size: { width: number; height: number } | null
  rotate: number
  isNew: boolean
  /** What the document wants locked once this field is signed. */
  lock: FieldLock | null
  /** Writes field, widget, page and form into the update. */
  write: (update: IncrementalUpdate, written: Written) => void
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
  const lock = document.entry(field.dict, 'Lock')
  return {
    name: field.name,
    ...shapeOf(document, widget?.dict),
    isNew: false,
    lock: isDict(lock) ? readLock(document, lock) : null,
    write: (update, { signature, appearance, lock: wanted }) => {
      const shown = appearance ? { AP: dict({ N: appearance }) } : {}
      const merged = widget?.ref && widget.ref.num === fieldRef.num
      if (widget?.ref && !merged && appearance) update.set(widget.ref, withEntries(widget.dict, shown))
      update.set(fieldRef, withEntries(field.dict, { V: signature, ...(merged ? shown : {}), ...lockEntry(wanted) }))
      markForm({ document, update })
    },
  }
}

/** An existing field keeps its rectangle; what it shows stands upright as its page does. */
function shapeOf(document: PdfDocument, widget: PdfDict | undefined): Pick<ChosenField, 'size' | 'rotate'> {
  const box = widget && rectangle(document, widget.entries.get('Rect'))
  if (!box) return { size: null, rotate: 0 }
  const size = { width: box[2] - box[0], height: box[3] - box[1] }
  return { size: size.width > 1 && size.height > 1 ? size : null, rotate: rotationAround(document, widget) }
}

function newField(document: PdfDocument, fieldName: string, place: Place | undefined): ChosenField {
  if (fieldName.includes('.') || fieldName === '') throw new AppError('field-not-found', { field: fieldName })
  const page = findPage(document, place?.page ?? 1)
  const rect = place ? [place.x, place.y, place.x + place.width, place.y + place.height] : [0, 0, 0, 0]
  return {
    name: fieldName,
    size: place ? { width: place.width, height: place.height } : null,
    rotate: page.rotate,
    isNew: true,
    lock: null,
    write: (update, { signature, appearance, lock }) => {
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
        ...lockEntry(lock),
      })
      update.set(target, widget)
      addToPage({ document, update }, page, [target])
      addToForm({ document, update }, [target])
    },
  }
}

const lockEntry = (lock: FieldLock | undefined) => (lock ? { Lock: writeLock(lock) } : {})
