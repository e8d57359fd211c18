import { findForm, listFields } from '../pdf/form-fields.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isString, type PdfDict, type PdfObject } from '../pdf/objects.ts'
import { inherited } from './form-changes.ts'
import type { GraphComparison } from './graph-comparison.ts'
import { isStandardFont } from './standard-font.ts'

const OF_THE_FORM: ReadonlySet<string> = new Set(['Type', 'Fields', 'SigFlags', 'DR', 'DA'])
const OF_THE_FORM_UNORDERED: ReadonlySet<string> = new Set([...OF_THE_FORM, 'NeedAppearances'])
const NO_ENTRIES: PdfDict = { type: 'dict', entries: new Map() }

type Views = { before: ObjectView; after: ObjectView }

/** Compares the form itself, whose list of fields has been explained: its other entries, and each field that was there. */
export function compareForms(before: ObjectView, after: ObjectView, comparison: GraphComparison): void {
  const [old, now] = [findForm(before)?.dict, findForm(after)?.dict]
  const path = ['Root', 'AcroForm']
  if (!now) {
    if (old) comparison.compare(old, null, path)
    return
  }
  const except = isOrdered(after, now) ? OF_THE_FORM : OF_THE_FORM_UNORDERED
  comparison.compareEntries(old ?? NO_ENTRIES, now, { path, except })
  if (!old) return
  compareWhatDraws([old, now], { before, after, comparison })
  for (const field of listOf(before, old)) comparison.compare(field, field, [...path, 'Fields'])
}

/**
 * Who fills a form and gives each field its look takes back the order to make all looks anew; nobody may give it.
 *
 * @see ISO 32000-1:2008, Table 218, NeedAppearances.
 */
function isOrdered(view: ObjectView, form: PdfDict): boolean {
  const order = view.entry(form, 'NeedAppearances')
  return order !== null && order !== false
}

/** A default appearance may be added where no field takes it, not changed: fields that were there might look different. */
function compareWhatDraws(
  [old, now]: readonly [PdfDict, PdfDict],
  { before, after, comparison }: Views & { comparison: GraphComparison },
): void {
  const drawn = drawnByReaders(before, { form: old, isAll: isOrdered(after, now) })
  if (old.entries.has('DA') || drawn.isWithoutAppearance) {
    comparison.compare(old.entries.get('DA'), now.entries.get('DA'), ['Root', 'AcroForm', 'DA'])
  }
  compareResources([before.entry(old, 'DR'), after.entry(now, 'DR')], { before, after, comparison, drawn })
}

/**
 * The form's resources may get more fonts and the like, unless a field already asks for one of that name; and the fonts that
 * readers take by themselves where it does.
 */
function compareResources(
  [old, now]: readonly [PdfObject, PdfObject],
  { before, after, comparison, drawn }: Views & { comparison: GraphComparison; drawn: Drawn },
): void {
  const path = ['Root', 'AcroForm', 'DR']
  const [oldCategories, newCategories] = [entriesOf(old), entriesOf(now)]
  for (const category of new Set([...oldCategories.keys(), ...newCategories.keys()])) {
    const earlier = before.resolve(oldCategories.get(category))
    const later = after.resolve(newCategories.get(category))
    if (oldCategories.has(category) && !(isDict(earlier) && isDict(later))) {
      comparison.compare(earlier, later, [...path, category])
      continue
    }
    const [oldEntries, newEntries] = [entriesOf(earlier), entriesOf(later)]
    for (const key of new Set([...oldEntries.keys(), ...drawn.names])) {
      const isNewFont = category === 'Font' && !oldEntries.has(key)
      if (isNewFont && isStandardFont(after, newEntries.get(key), key)) continue
      comparison.compare(oldEntries.get(key), newEntries.get(key), [...path, category, key])
    }
  }
}

const entriesOf = (object: PdfObject): PdfDict['entries'] => (isDict(object) ? object.entries : NO_ENTRIES.entries)

function listOf(view: ObjectView, form: PdfDict): readonly PdfObject[] {
  const fields = view.entry(form, 'Fields')
  return isArray(fields) ? fields : []
}

/** What readers draw fields with that have no look of their own. */
type Drawn = {
  /** Resources that their default appearances name. */
  names: ReadonlySet<string>
  /** A text or a choice among them has no default appearance, not even that of the form. */
  isWithoutAppearance: boolean
}

/**
 * Finds by what readers draw the values that were there: in fields without an appearance, or in all where the form orders it.
 *
 * @see ISO 32000-1:2008, 12.7.3.3, Table 222 (DA names its font in the form's DR).
 */
function drawnByReaders(view: ObjectView, { form, isAll }: { form: PdfDict; isAll: boolean }): Drawn {
  const names = new Set<string>()
  let isWithoutAppearance = false
  for (const { fieldType, value, widgets } of listFields(view)) {
    if (fieldType === 'Sig' || (fieldType === 'Tx' && view.resolve(value) === null)) continue
    for (const { dict } of widgets.filter((widget) => isAll || !widget.dict.entries.has('AP'))) {
      const appearance = inherited(view, dict, 'DA') ?? view.entry(form, 'DA')
      if (isString(appearance)) for (const name of namesIn(appearance.bytes)) names.add(name)
      else isWithoutAppearance ||= fieldType !== 'Btn'
    }
  }
  return { names, isWithoutAppearance }
}

/** Names in a default appearance, as `F1` in `/F1 12 Tf 0 g`. ISO 32000-1:2008, 7.3.5. */
function namesIn(bytes: Uint8Array): readonly string[] {
  const found = Buffer.from(bytes)
    .toString('latin1')
    .matchAll(/\/([^\0\s()<>[\]{}/%]+)/g)
  return [...found].map(([, name = '']) =>
    name.replace(/#([\da-f]{2})/gi, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
  )
}
