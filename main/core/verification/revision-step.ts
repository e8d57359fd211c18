import type { ChangeKind } from '#contract/findings'
import { findForm } from '../pdf/form-fields.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isRef, isStream, type PdfDict, type PdfObject, type PdfRef } from '../pdf/objects.ts'
import { isFirstCertification } from './first-certification.ts'
import { explainForm, type FormChanges, isGrownBy, type MayFill } from './form-changes.ts'
import { type ComparisonBasis, type Difference, GraphComparison } from './graph-comparison.ts'
import { keptValidationData } from './validation-data-changes.ts'

/** What one revision did to the one before it. */
export type RevisionStep = { changes: readonly StepChange[] }
export type StepChange = { kind: ChangeKind; detail: string; judgement: 'permitted' | 'forbidden' }
type Named = Omit<StepChange, 'judgement'>

export type StepInput = Omit<ComparisonBasis, 'excused'> & { mayFill: MayFill }

/** Trailer entries that belong to the file, not to the document. */
const OF_THE_FILE: ReadonlySet<string> = new Set([
  ...['Size', 'Prev', 'XRefStm', 'ID'],
  ...['Type', 'W', 'Index', 'Length', 'Filter', 'DecodeParms'],
])

/**
 * Explains one revision, and takes nothing for harmless that no rule explains: signatures in new or empty fields with their
 * appearance, filled fields where that is open, a grown security store, document timestamps, metadata. Every object that
 * could be reached before must still be the same: any other difference is forbidden.
 *
 * @see ISO 32000-1:2008, 7.5.6 (incremental updates), 12.8.2.2 (what signatures may allow); ETSI EN 319 142-1 V1.2.1, 5.4.
 */
export function analyseStep({ before, after, mayFill, written, referencesOf }: StepInput): RevisionStep {
  const form = explainForm(before, after, mayFill)
  const excused = new Map<number, ReadonlySet<string>>(form.excused)
  excuseAnnotations(before, after, { form, excused })
  const kept = keptValidationData(before, after)
  const changes: Named[] = [...form.changes, ...explainCatalog({ before, after, excused, form, kept })]
  const info = explainInfo(before, after)
  changes.push(...info.changes)

  const comparison = new GraphComparison({ before, after, excused, written, referencesOf })
  // The pages come first, so that what is wrong with them is said of them.
  const pagesOf = (view: ObjectView) => view.catalog().dict.entries.get('Pages')
  comparison.compare(pagesOf(before), pagesOf(after), ['Root', 'Pages'])
  comparison.settle()
  if (form.isFieldListExplained) compareForms(before, after, comparison)
  for (const ref of kept ?? []) comparison.compare(ref, ref, ['Root', 'DSS'])
  comparison.compareEntries(before.trailer, after.trailer, { path: [], except: info.except })
  comparison.settle()
  return conclude(changes, comparison)
}

function conclude(explained: readonly Named[], { differences, isTooLarge }: GraphComparison): RevisionStep {
  const found: readonly Named[] = differences.map(toChange)
  const unread: readonly Named[] = isTooLarge ? [{ kind: 'unreadable', detail: 'objects' }] : []
  const changes = [...explained.map(judged), ...[...found, ...unread].map(forbidden)]
  return { changes: changes.length > 0 ? changes : [judged({ kind: 'nothing-visible', detail: '' })] }
}

const forbidden = (change: Named): StepChange => ({ ...change, judgement: 'forbidden' })
/** What a rule explains is permitted, but for a timestamp that shows something. */
const judged = (change: Named): StepChange => ({
  ...change,
  judgement: change.kind === 'visible-timestamp-added' ? 'forbidden' : 'permitted',
})

/** The pages that a new widget names may list it among their annotations, and nothing else that is new. */
function excuseAnnotations(
  before: ObjectView,
  after: ObjectView,
  { form, excused }: { form: FormChanges; excused: Map<number, ReadonlySet<string>> },
): void {
  for (const num of form.newWidgets) {
    const widget = after.get({ type: 'ref', num, gen: 0 })
    const page = isDict(widget) ? widget.entries.get('P') : null
    if (!isRef(page)) continue
    const [old, now] = [annotationsOf(before, page), annotationsOf(after, page)]
    if (old && now && isGrownBy(old, now, form.newWidgets)) {
      excused.set(page.num, new Set([...(excused.get(page.num) ?? []), 'Annots']))
    }
  }
}

function annotationsOf(view: ObjectView, page: PdfObject): readonly PdfObject[] | undefined {
  const dict = view.resolve(page)
  if (!isDict(dict)) return undefined
  const list = view.entry(dict, 'Annots')
  if (list === null) return []
  return isArray(list) ? list : undefined
}

type Explaining = {
  before: ObjectView
  after: ObjectView
  excused: Map<number, ReadonlySet<string>>
  form: FormChanges
  kept: readonly PdfRef[] | undefined
}

/** Judges the catalog's entries that have rules, and excuses from the comparison those that are explained. */
function explainCatalog({ before, after, excused, form, kept }: Explaining): readonly Named[] {
  const explained = new Set<string>(['Version', 'Extensions'])
  const changes: { kind: ChangeKind; detail: string }[] = []
  if (kept) {
    explained.add('DSS')
    if (hasChanged(before, after, 'DSS')) changes.push({ kind: 'validation-data-added', detail: '' })
  }
  if (isStream(after.entry(after.catalog().dict, 'Metadata'))) {
    explained.add('Metadata')
    if (hasChanged(before, after, 'Metadata')) changes.push({ kind: 'metadata-updated', detail: 'Metadata' })
  }
  if (form.isFieldListExplained) explained.add('AcroForm')
  if (isFirstCertification(before, after)) explained.add('Perms')
  excused.set(before.catalog().ref.num, explained)
  return changes
}

/** The information dictionary may change as long as it holds texts, dates and names only (14.3.3). */
function explainInfo(before: ObjectView, after: ObjectView) {
  const info = after.resolve(after.trailer.entries.get('Info'))
  const values = isDict(info) ? [...info.entries.values()] : []
  const isHarmless = !values.some((value) => isRef(value) || isArray(value) || isDict(value))
  const changes: readonly Named[] =
    isHarmless && hasChanged(before, after, 'Info') ? [{ kind: 'metadata-updated', detail: 'Info' }] : []
  return { changes, except: isHarmless ? new Set([...OF_THE_FILE, 'Info']) : OF_THE_FILE }
}

const OF_THE_FORM: ReadonlySet<string> = new Set(['Fields', 'SigFlags', 'DR', 'DA'])
const NO_ENTRIES: PdfDict = { type: 'dict', entries: new Map() }

function compareForms(before: ObjectView, after: ObjectView, comparison: GraphComparison): void {
  const [old, now] = [findForm(before)?.dict, findForm(after)?.dict]
  const path = ['Root', 'AcroForm']
  if (!now) {
    if (old) comparison.compare(old, null, path)
    return
  }
  comparison.compareEntries(old ?? NO_ENTRIES, now, { path, except: OF_THE_FORM })
  // A default appearance may be added, not changed: fields that were there might look different.
  if (old?.entries.has('DA')) comparison.compare(old.entries.get('DA'), now.entries.get('DA'), [...path, 'DA'])
  compareResources([old && before.entry(old, 'DR'), after.entry(now, 'DR')], { before, after, comparison })
  for (const field of listOf(before, old)) comparison.compare(field, field, [...path, 'Fields'])
}

/** The form's resources may get more fonts and the like; each that was there stays as it was. */
function compareResources(
  [old, now]: readonly [PdfObject | undefined, PdfObject],
  { before, after, comparison }: { before: ObjectView; after: ObjectView; comparison: GraphComparison },
): void {
  const path = ['Root', 'AcroForm', 'DR']
  if (!isDict(old)) return
  for (const category of old.entries.keys()) {
    const [earlier, later] = [before.entry(old, category), isDict(now) ? after.entry(now, category) : null]
    if (!isDict(earlier) || !isDict(later)) comparison.compare(earlier, later, [...path, category])
    else {
      for (const [key, value] of earlier.entries) {
        comparison.compare(value, later.entries.get(key), [...path, category, key])
      }
    }
  }
}

function listOf(view: ObjectView, form: PdfDict | undefined): readonly PdfObject[] {
  const fields = form ? view.entry(form, 'Fields') : null
  return isArray(fields) ? fields : []
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

const PAGE_ENTRIES: ReadonlySet<string> = new Set([
  ...['Contents', 'Resources', 'MediaBox', 'CropBox', 'Rotate', 'UserUnit', 'Group'],
])

/** A difference in words: what is on a page, which pages there are, or the path of anything else. */
function toChange({ path }: Difference): { kind: ChangeKind; detail: string } {
  const [root, pages, ...below] = path
  const detail = path.slice(0, 12).join('/')
  if (root !== 'Root' || pages !== 'Pages') return { kind: 'other', detail }
  const key = below.find((part) => part !== 'Kids' && !/^\d+$/.test(part))
  if (key === undefined || key === 'Count') return { kind: 'pages-changed', detail }
  if (key === 'Annots') return { kind: 'annotation-changed', detail }
  return { kind: PAGE_ENTRIES.has(key) ? 'page-changed' : 'other', detail }
}
