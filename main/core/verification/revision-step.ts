import type { ChangeKind } from '#contract/findings'
import type { FormField } from '../pdf/form-fields.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isRef, isStream, type PdfRef } from '../pdf/objects.ts'
import { type AnnotationChanges, explainAnnotations, pagesGrownByWidgets } from './annotation-changes.ts'
import { judgeComments } from './comments.ts'
import { type NamedChange, nameDifferences } from './difference-names.ts'
import { type DocumentPlaces, placesOf } from './document-places.ts'
import { nameFieldChanges } from './field-removals.ts'
import { isFirstCertification } from './first-certification.ts'
import { explainForm, type FormChanges, type ItemPair, type MayFill } from './form-changes.ts'
import { compareForms } from './form-comparison.ts'
import { type ComparisonBasis, GraphComparison } from './graph-comparison.ts'
import { explainStructure, type StructureGrowth } from './structure-growth.ts'
import { keptValidationData } from './validation-data-changes.ts'

/** What one revision did to the one before it. */
export type StepChange = NamedChange & { judgement: 'permitted' | 'forbidden' }

export type StepInput = Omit<ComparisonBasis, 'excused'> & {
  mayFill: MayFill
  /** Whether the document is certified and leaves comments open (level 3). */
  mayComment: boolean
  pageOf: (field: Pick<FormField, 'widgets'>) => number | null
}

/** Trailer entries that belong to the file, not to the document. */
const OF_THE_FILE: ReadonlySet<string> = new Set([
  ...['Size', 'Prev', 'XRefStm', 'ID'],
  ...['Type', 'W', 'Index', 'Length', 'Filter', 'DecodeParms'],
])

/**
 * Explains one revision, and takes nothing for harmless that no rule explains: signatures in new or empty fields with their
 * appearance, filled fields where that is open, a grown security store, document timestamps, metadata, comments where the
 * certification leaves them open. Every object that could be reached before must still be the same: any other difference
 * is forbidden, and named.
 *
 * @see ISO 32000-1:2008, 7.5.6 (incremental updates), 12.8.2.2 (what signatures may allow); ETSI EN 319 142-1 V1.2.1, 5.4.
 */
export function analyseStep(input: StepInput): readonly StepChange[] {
  const { before, after, mayFill, written, pageOf } = input
  const form = explainForm({ before, after, written, mayFill, pageOf })
  const { comparison, changes } = compareAll(input, form)
  if (comparison.differences.length === 0 && !comparison.isTooLarge) {
    return changes.length > 0
      ? changes.map(permitted)
      : [permitted({ kind: 'nothing-visible', detail: '', page: null })]
  }
  return nameAll(input, form)
}

/** There is more than the rules explain: the same again, with the annotations told apart, and each difference named. */
function nameAll(input: StepInput, form: FormChanges): readonly StepChange[] {
  const { before, after, mayComment } = input
  const places = placesOf(before)
  const notes = explainAnnotations({ before, after, places, newWidgets: form.newWidgets }, mayComment)
  const { comparison, changes } = compareAll(input, form, { notes, places })
  const found = nameDifferences(comparison.differences, places)
  const explained = new Set(form.changes.map(({ detail }) => detail))
  const ofForm = [
    ...nameFieldChanges({ before, after }, explained),
    ...notes.changes.filter(({ isOfForm }) => isOfForm),
  ]
  const unread: readonly NamedChange[] = comparison.isTooLarge
    ? [{ kind: 'unreadable', detail: 'objects', page: null }]
    : []
  const comments = judgeComments({ ...input, places, notes })
  return [
    ...changes.map(permitted),
    ...withoutRepetition(found, ofForm.map(plain)).map(forbidden),
    ...comments,
    ...unread.map(forbidden),
  ]
}

const plain = ({ kind, detail, page }: NamedChange): NamedChange => ({ kind, detail, page })
const permitted = (change: NamedChange): StepChange => ({
  ...plain(change),
  // A timestamp that shows something is explained, and nobody answers for what it shows.
  judgement: change.kind === 'visible-timestamp-added' ? 'forbidden' : 'permitted',
})
const forbidden = (change: NamedChange): StepChange => ({ ...plain(change), judgement: 'forbidden' })

/** What was removed is not told again as changed, and a list of fields not beside the fields themselves. */
function withoutRepetition(found: readonly NamedChange[], ofForm: readonly NamedChange[]): readonly NamedChange[] {
  const withPlace = ofForm.filter(
    ({ kind, detail, page }) =>
      page !== null || !ofForm.some((other) => other.kind === kind && other.page !== null && other.detail === detail),
  )
  const removed = new Set(ofForm.filter(({ kind }) => kind.endsWith('-removed')).map(({ detail }) => detail))
  const rest = found.filter(({ kind, detail }) => {
    if (kind === 'form-changed' && detail === 'Fields') return ofForm.length === 0
    return !(OF_FIELDS.has(kind) && removed.has(detail))
  })
  return [...withPlace, ...rest]
}

const OF_FIELDS: ReadonlySet<string> = new Set([
  ...(['signature-changed', 'field-changed', 'field-value-changed', 'field-look-changed'] satisfies ChangeKind[]),
])

type Slow = { notes: AnnotationChanges; places: DocumentPlaces }
const NO_NOTES: Slow['notes'] = { changes: [], pages: [], kept: [] }
const NO_GROWTH: StructureGrowth = { excused: new Map(), kept: [] }

function compareAll(
  input: StepInput,
  form: FormChanges,
  slow?: Slow,
): { comparison: GraphComparison; changes: readonly NamedChange[] } {
  const { before, after, written, referencesOf } = input
  const notes = slow ? slow.notes : NO_NOTES
  const excused = new Map<number, ReadonlySet<string>>(form.excused)
  const grown = pagesGrownByWidgets({ before, after, newWidgets: form.newWidgets })
  for (const page of [...grown.keys(), ...notes.pages]) excuse(excused, page, ['Annots'])
  const store = keptValidationData(before, after)
  const structure = explainStructure({ before, after, newWidgets: form.newWidgets })
  const growth = structure ?? NO_GROWTH
  for (const [num, keys] of growth.excused) excuse(excused, num, keys)
  const info = explainInfo(before, after)
  const ofCatalog = explainCatalog({ before, after, excused, form, kept: store, structure })

  const comparison = new GraphComparison({ before, after, excused, written, referencesOf })
  // The pages come first, so that what is wrong with them is said of them.
  const pagesOf = (view: ObjectView) => view.catalog().dict.entries.get('Pages')
  comparison.compare(pagesOf(before), pagesOf(after), ['Root', 'Pages'])
  comparison.settle()
  compareSame(comparison, slow ? mustStay(input, slow) : [], 'Pages')
  comparePairs(comparison, grown, new Set(notes.pages))
  if (form.isFieldListExplained) compareForms(before, after, comparison)
  compareSame(comparison, store ?? [], 'DSS')
  compareSame(comparison, growth.kept, 'StructTreeRoot')
  comparison.compareEntries(before.trailer, after.trailer, { path: [], except: info.except })
  comparison.settle()
  return { comparison, changes: [...form.changes, ...ofCatalog, ...info.changes] }
}

/** Annotations that stay as they were: all, or where comments are open those of the form. */
function mustStay({ mayComment }: StepInput, { notes, places }: Slow): readonly PdfRef[] {
  return mayComment ? notes.kept.filter(({ num }) => places.fields.has(num)) : notes.kept
}

/** What is still there under the same number must be what it was. */
function compareSame(comparison: GraphComparison, kept: readonly PdfRef[], key: string): void {
  for (const ref of kept) comparison.compare(ref, ref, ['Root', key])
}

/** The same for what stood on pages that got new widgets, but where annotations were told apart one by one. */
function comparePairs(
  comparison: GraphComparison,
  grown: ReadonlyMap<number, readonly ItemPair[]>,
  toldApart: ReadonlySet<number>,
): void {
  for (const [page, pairs] of grown) {
    for (const [old, now] of toldApart.has(page) ? [] : pairs) comparison.compare(old, now, ['Root', 'Pages'])
  }
}

function excuse(excused: Map<number, ReadonlySet<string>>, num: number, keys: Iterable<string>): void {
  excused.set(num, new Set([...(excused.get(num) ?? []), ...keys]))
}

type Explaining = {
  before: ObjectView
  after: ObjectView
  excused: Map<number, ReadonlySet<string>>
  form: FormChanges
  kept: readonly PdfRef[] | undefined
  structure: StructureGrowth | undefined
}

/** Judges the catalog's entries that have rules, and excuses from the comparison those that are explained. */
function explainCatalog({ before, after, excused, form, kept, structure }: Explaining): readonly NamedChange[] {
  const explained = new Set<string>(['Version', 'Extensions'])
  const changes: NamedChange[] = []
  if (kept) {
    explained.add('DSS')
    if (hasChanged(before, after, 'DSS')) changes.push({ kind: 'validation-data-added', detail: '', page: null })
  }
  if (isStream(after.entry(after.catalog().dict, 'Metadata'))) {
    explained.add('Metadata')
    if (hasChanged(before, after, 'Metadata'))
      changes.push({ kind: 'metadata-updated', detail: 'Metadata', page: null })
  }
  if (form.isFieldListExplained) explained.add('AcroForm')
  if (isFirstCertification(before, after)) explained.add('Perms')
  if (structure) {
    explained.add('StructTreeRoot')
    changes.push({ kind: 'structure-grown', detail: '', page: null })
  }
  excuse(excused, before.catalog().ref.num, explained)
  return changes
}

/** The information dictionary may change as long as it holds texts, dates and names only (14.3.3). */
function explainInfo(before: ObjectView, after: ObjectView) {
  const info = after.resolve(after.trailer.entries.get('Info'))
  const values = isDict(info) ? [...info.entries.values()] : []
  const isHarmless = !values.some((value) => isRef(value) || isArray(value) || isDict(value))
  const changes: readonly NamedChange[] =
    isHarmless && hasChanged(before, after, 'Info') ? [{ kind: 'metadata-updated', detail: 'Info', page: null }] : []
  return { changes, except: isHarmless ? new Set([...OF_THE_FILE, 'Info']) : OF_THE_FILE }
}

/** Whether an entry's object is another one or written anew; a direct one is taken for changed with the catalog it stands in. */
function hasChanged(before: ObjectView, after: ObjectView, key: 'DSS' | 'Metadata' | 'Info'): boolean {
  const holderOf = (view: ObjectView) => {
    const value = (key === 'Info' ? view.trailer : view.catalog().dict).entries.get(key)
    if (value === undefined) return ''
    const ref = isRef(value) ? value : view.catalog().ref
    return JSON.stringify([ref.num, view.locate(ref.num)])
  }
  return holderOf(before) !== holderOf(after)
}
