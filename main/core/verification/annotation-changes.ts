import type { ObjectView } from '../pdf/object-view.ts'
import { isDict, isInteger, isRef, type PdfObject, type PdfRef } from '../pdf/objects.ts'
import type { NamedChange } from './difference-names.ts'
import { annotationListOf, type DocumentPlaces, subtypeOf } from './document-places.ts'
import { type ItemPair, pairGrown } from './form-changes.ts'

/** What became of the annotations, page by page. */
export type AnnotationChanges = {
  changes: readonly (NamedChange & { isOfForm: boolean })[]
  /** Pages whose list of annotations has been explained, by number. */
  pages: readonly number[]
  /** Annotations that are still there: they must be as they were, or a comment that may change. */
  kept: readonly PdfRef[]
}

type Views = { before: ObjectView; after: ObjectView }
type Sources = Views & { places: DocumentPlaces; newWidgets: ReadonlySet<number> }

/**
 * Explains the lists of annotations that a revision has changed: what was added to a page and what was taken from it. A list
 * that was put into another order, or that holds more than references, stays to be compared.
 *
 * @param isAsked Whether a page's list must be explained although it is the same.
 */
export function explainAnnotations(sources: Sources, isAsked: boolean): AnnotationChanges {
  const pages: number[] = []
  const kept: PdfRef[] = []
  const changes: (NamedChange & { isOfForm: boolean })[] = []
  for (const [num, page] of sources.places.pages) {
    const lists = listsOf(sources, num)
    if (!lists || (!isAsked && isSameOrder(lists.old, lists.now))) continue
    const [oldNums, nowNums] = [numbersOf(lists.old), numbersOf(lists.now)]
    const [stayed, stays] = [
      lists.old.filter(({ num: one }) => nowNums.has(one)),
      lists.now.filter((ref) => oldNums.has(ref.num)),
    ]
    if (!isSameOrder(stayed, stays)) continue
    pages.push(num)
    for (const ref of stayed) kept.push(ref)
    const added = lists.now.filter((ref) => !oldNums.has(ref.num) && !isNewWidgetOf(sources, ref, num))
    const removed = lists.old.filter((ref) => !nowNums.has(ref.num))
    for (const ref of added) changes.push(nameAdded(sources, ref, page))
    for (const ref of removed) changes.push(nameRemoved(sources.places, ref, page))
  }
  return { changes, pages, kept }
}

/**
 * Pages, by number, that new widgets name and whose lists of annotations have got these and nothing else, with what stood
 * there before and stands there now: that much still has to be the same.
 */
export function pagesGrownByWidgets({
  before,
  after,
  newWidgets,
}: Omit<Sources, 'places'>): ReadonlyMap<number, readonly ItemPair[]> {
  const grown = new Map<number, readonly ItemPair[]>()
  for (const num of newWidgets) {
    const widget = after.get({ type: 'ref', num, gen: 0 })
    const page = isDict(widget) ? widget.entries.get('P') : null
    if (!isRef(page) || grown.has(page.num)) continue
    const [old, now] = [annotationListOf(before, page.num), annotationListOf(after, page.num)]
    const pairs = old && now && pairGrown(old, now, newWidgets)
    if (pairs) grown.set(page.num, pairs)
  }
  return grown
}

/** A new widget stands on the page that it names, or names none. */
function isNewWidgetOf({ after, newWidgets }: Sources, ref: PdfRef, page: number): boolean {
  const widget = newWidgets.has(ref.num) ? after.resolve(ref) : null
  const named = isDict(widget) ? widget.entries.get('P') : undefined
  return isDict(widget) && (named === undefined || (isRef(named) && named.num === page))
}

function listsOf({ before, after }: Views, page: number): { old: PdfRef[]; now: PdfRef[] } | undefined {
  const [old, now] = [annotationListOf(before, page), annotationListOf(after, page)]
  return old?.every(isReference) === true && now?.every(isReference) === true
    ? { old: old.filter(isReference), now: now.filter(isReference) }
    : undefined
}

const isReference = (item: PdfObject): item is PdfRef => isRef(item)
const numbersOf = (list: readonly PdfRef[]): ReadonlySet<number> => new Set(list.map(({ num }) => num))

function isSameOrder(a: readonly PdfRef[], b: readonly PdfRef[]): boolean {
  return a.length === b.length && a.every(({ num, gen }, index) => num === b[index]?.num && gen === b[index].gen)
}

function nameAdded({ after }: Views, ref: PdfRef, page: number): NamedChange & { isOfForm: boolean } {
  const dict = after.resolve(ref)
  const subtype = isDict(dict) ? subtypeOf(after, dict) : ''
  const isOfForm = subtype === 'Widget' || subtype === ''
  return { kind: isOfForm ? 'field-added' : 'annotation-added', detail: isOfForm ? '' : subtype, page, isOfForm }
}

function nameRemoved(places: DocumentPlaces, { num }: PdfRef, page: number): NamedChange & { isOfForm: boolean } {
  const field = places.fields.get(num)
  if (!field) {
    return { kind: 'annotation-removed', detail: places.annotations.get(num)?.subtype ?? '', page, isOfForm: false }
  }
  const isSigned = [...places.signatures.values()].includes(field.name)
  return { kind: isSigned ? 'signature-removed' : 'field-removed', detail: field.name, page, isOfForm: true }
}

/** Annotation flags Invisible, Hidden and NoView. ISO 32000-1:2008, Table 165. */
const UNSEEN = 1 | 2 | 32

/** Whether an annotation that nobody saw when it was signed is seen now. */
export function isUnveiled({ before, after }: Views, ref: PdfRef): boolean {
  const [old, now] = [before.resolve(ref), after.resolve(ref)]
  if (!isDict(old) || !isDict(now)) return false
  const flagsOf = (view: ObjectView, dict: typeof old): number => {
    const flags = view.entry(dict, 'F')
    return isInteger(flags) ? flags & UNSEEN : 0
  }
  return flagsOf(before, old) !== 0 && flagsOf(after, now) === 0
}
