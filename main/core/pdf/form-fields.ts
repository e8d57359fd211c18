import type { ObjectView } from './object-view.ts'
import { isArray, isDict, isName, isRef, isString, type PdfDict, type PdfObject, type PdfRef } from './objects.ts'
import { readText } from './text-strings.ts'

const MAX_FIELDS = 100_000
const MAX_FIELD_DEPTH = 65
/** Bytes of a field's own name, and letters of the full names of all. */
const MAX_NAME = 32_768
const MAX_NAMES = 16_000_000

/** A terminal field of the form, by its full name. ISO 32000-1:2008, 12.7.3. */
export type FormField = {
  name: string
  /** Null for a field that is no object of its own; such a one cannot be signed. */
  ref: PdfRef | null
  dict: PdfDict
  /** /FT, also inherited: `Sig`, `Tx`, `Btn`, `Ch`, or empty. */
  fieldType: string
  /** /V as it stands, also inherited. */
  value: PdfObject
  /** Widgets: the field itself where they are merged, its kids otherwise. */
  widgets: readonly { ref: PdfRef | null; dict: PdfDict }[]
}

/** The form's dictionary and where it stands; null where the document has none. */
export function findForm(view: ObjectView): { ref: PdfRef | null; dict: PdfDict } | null {
  const value = view.catalog().dict.entries.get('AcroForm')
  const dict = view.resolve(value)
  if (!isDict(dict)) return null
  return { ref: isRef(value) ? value : null, dict }
}

/** A view never changes, and one revision is asked for its fields a dozen times. */
const listed = new WeakMap<ObjectView, readonly FormField[]>()

/**
 * Every terminal field of the document, in the order of the tree. Loops and trees too deep or too wide are errors.
 *
 * @throws AppError `pdf-damaged`.
 */
export function listFields(view: ObjectView): readonly FormField[] {
  const known = listed.get(view) ?? walkFields(view)
  listed.set(view, known)
  return known
}

function walkFields(view: ObjectView): readonly FormField[] {
  const form = findForm(view)
  const roots = form ? view.entry(form.dict, 'Fields') : null
  if (!isArray(roots)) return []
  const fields: FormField[] = []
  const seen = new Set<number>()
  let letters = 0
  const isBounded = (depth: number) => depth <= MAX_FIELD_DEPTH && fields.length <= MAX_FIELDS && letters <= MAX_NAMES
  const walk = (
    object: PdfObject,
    above: { name: string; fieldType: string; value: PdfObject; depth: number },
  ): void => {
    if (isRef(object) && seen.has(object.num)) throw view.damaged('a field tree with a loop', object)
    if (isRef(object)) seen.add(object.num)
    const dict = view.resolve(object)
    if (!isDict(dict)) return
    const here = { ...describe(view, dict, above), depth: above.depth + 1 }
    letters += here.name.length
    if (!isBounded(here.depth)) throw view.damaged('a field tree of too many fields', object)
    const children = kidsOf(view, dict)
    if (children.some((kid) => isField(view, kid))) {
      for (const kid of children) walk(kid, here)
      return
    }
    const own = { ref: isRef(object) ? object : null, dict }
    fields.push({
      ...own,
      name: here.name,
      fieldType: here.fieldType,
      value: here.value,
      widgets: widgetsOf(view, own, children),
    })
  }
  for (const root of roots) walk(root, { name: '', fieldType: '', value: null, depth: 0 })
  return fields
}

/** Whether anybody has signed: a signature field has a value. */
export function hasSignature(view: ObjectView): boolean {
  return listFields(view).some(({ fieldType, value }) => fieldType === 'Sig' && isDict(view.resolve(value)))
}

function describe(view: ObjectView, dict: PdfDict, above: { name: string; fieldType: string; value: PdfObject }) {
  const title = view.entry(dict, 'T')
  if (isString(title) && title.bytes.length > MAX_NAME) throw view.damaged('a field of a too long name')
  const partial = isString(title) ? readText(title) : ''
  const type = view.entry(dict, 'FT')
  return {
    name: [above.name, partial].filter((part) => part !== '').join('.'),
    fieldType: isName(type) ? type.name : above.fieldType,
    value: dict.entries.get('V') ?? above.value,
  }
}

function kidsOf(view: ObjectView, dict: PdfDict): readonly PdfObject[] {
  const kids = view.entry(dict, 'Kids')
  return isArray(kids) ? kids : []
}

/** A kid is a field where it has a name of its own; otherwise it is a widget of its parent. */
function isField(view: ObjectView, kid: PdfObject): boolean {
  const dict = view.resolve(kid)
  return isDict(dict) && dict.entries.has('T')
}

function widgetsOf(view: ObjectView, own: { ref: PdfRef | null; dict: PdfDict }, kids: readonly PdfObject[]) {
  if (isName(view.entry(own.dict, 'Subtype'), 'Widget')) return [own]
  return kids.flatMap((kid) => {
    const dict = view.resolve(kid)
    return isDict(dict) ? [{ ref: isRef(kid) ? kid : null, dict }] : []
  })
}
