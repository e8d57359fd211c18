import type { ObjectView } from '../pdf/object-view.ts'
import { isDict, isRef, type PdfRef } from '../pdf/objects.ts'
import { type AnnotationChanges, isUnveiled } from './annotation-changes.ts'
import { coversContent } from './covered-content-of-page.ts'
import { type NamedChange, nameDifferences } from './difference-names.ts'
import { annotationListOf, type DocumentPlaces, subtypeOf } from './document-places.ts'
import { type ComparisonBasis, GraphComparison } from './graph-comparison.ts'
import type { StepChange } from './revision-step.ts'
import { nameOf } from './signature-dictionary.ts'

type Commenting = Omit<ComparisonBasis, 'excused'> & {
  mayComment: boolean
  places: DocumentPlaces
  notes: AnnotationChanges
}

/**
 * Judges what became of comments. They may come, go and change only in a document that is certified at level 3; and there, too,
 * not by covering what the page shows, nor by showing what was hidden when the document was signed ("evil annotations").
 *
 * @see ISO 32000-2:2020, 12.8.2.2, Table 257.
 */
export function judgeComments(input: Commenting): readonly StepChange[] {
  const { before, after, mayComment, places, notes } = input
  const listed = notes.changes
    .filter(({ isOfForm }) => !isOfForm)
    .map(({ kind, detail, page }) => ({ kind, detail, page }))
  if (!mayComment) return listed.map((change) => ({ ...change, judgement: 'forbidden' }))
  const changed = changedComments(input)
  const views = { before, after }
  const nums = changed.map(({ ref }) => ref.num)
  const over = notes.pages.flatMap((page) => coveringOn(views, page, { places, changed: nums }))
  const shown = changed
    .filter(({ ref }) => isUnveiled(views, ref))
    .map(({ change }) => ({ ...change, kind: 'annotation-shown' as const }))
  const acting = notes.pages.flatMap((page) => actingOn(after, page, places))
  return [
    ...[...listed, ...changed.map(({ change }) => change)].map((change) => ({
      ...change,
      judgement: judgementOf(change),
    })),
    ...[...over, ...shown, ...acting].map((change) => ({ ...change, judgement: 'forbidden' as const })),
  ]
}

/** Comments that only speak of the document; others, once it is certified, belong to what it shows. */
const COMMENTING: ReadonlySet<string> = new Set([
  ...['Text', 'Popup', 'Link', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut', 'Caret', 'Ink'],
  ...['Line', 'PolyLine', 'Square', 'Circle', 'Polygon'],
])

function judgementOf({ kind, detail }: NamedChange): StepChange['judgement'] {
  return kind === 'annotation-added' || COMMENTING.has(detail) ? 'permitted' : 'forbidden'
}

/** Comments that do more than lead to a place. ISO 32000-1:2008, Table 198. */
const LEADING: ReadonlySet<string> = new Set(['GoTo', 'URI'])

function actingOn(after: ObjectView, page: number, places: DocumentPlaces): readonly NamedChange[] {
  return (annotationListOf(after, page) ?? []).flatMap((item): NamedChange[] => {
    const dict = isRef(item) && !places.annotations.has(item.num) ? after.resolve(item) : null
    if (!isDict(dict)) return []
    const action = after.entry(dict, 'A')
    const isLeading = !isDict(action) || (LEADING.has(nameOf(after, action, 'S')) && !action.entries.has('Next'))
    if (isLeading && !dict.entries.has('AA')) return []
    return [{ kind: 'script-changed', detail: subtypeOf(after, dict), page: places.pages.get(page) ?? null }]
  })
}

/** Comments that are still there and are not as they were. */
function changedComments({ before, after, written, referencesOf, places, notes }: Commenting) {
  return notes.kept
    .filter(({ num }) => !places.fields.has(num))
    .flatMap((ref): { ref: PdfRef; change: NamedChange }[] => {
      const excused = new Map([[ref.num, NO_CONTENT]])
      const comparison = new GraphComparison({ before, after, excused, written, referencesOf })
      comparison.compare(ref, ref, ['Root', 'Pages'])
      comparison.settle()
      const [change] = nameDifferences(comparison.differences, places)
      return change === undefined ? [] : [{ ref, change }]
    })
}

/** Where the comment stands leads to the whole document, which is compared by itself. */
const NO_CONTENT: ReadonlySet<string> = new Set(['P', 'Parent', 'Popup', 'IRT'])

type Covering = { places: DocumentPlaces; changed: readonly number[] }

function coveringOn(
  views: { before: ObjectView; after: ObjectView },
  page: number,
  { places, changed }: Covering,
): readonly NamedChange[] {
  const number = places.pages.get(page) ?? 0
  const isConcerned = (num: number): boolean => !places.annotations.has(num) || changed.includes(num)
  return coversContent(views, { num: page, number }, isConcerned).map(({ subtype, isKnown }) => ({
    kind: isKnown ? ('annotation-over-content' as const) : ('unreadable' as const),
    detail: subtype,
    page: number,
  }))
}
