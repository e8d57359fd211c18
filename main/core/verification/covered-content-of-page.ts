import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isRef, type PdfDict } from '../pdf/objects.ts'
import { rectangle } from '../pdf/pages.ts'
import { type Budget, createBudget } from '../shadow/budget.ts'
import { type Box, contains } from '../shadow/geometry.ts'
import { type Hiding, hidingOf, isNear, type PageTexts } from '../shadow/hidden-text.ts'
import { marksOfForm, type TextMark } from '../shadow/page-marks.ts'
import { annotationListOf, subtypeOf } from './document-places.ts'
import { normalLookOf } from './normal-look.ts'
import { textsOf } from './page-texts.ts'

/** Comments that mark text: over it they hide nothing unless they bring a look that does. */
const MARKING: ReadonlySet<string> = new Set([
  ...['Text', 'Popup', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut', 'Caret'],
])

/** What may be done for the comments of one page. */
const LIMITS = { objects: 0, pages: 0, bytes: 24 << 20, marks: 200_000, comparisons: 3_000_000 }

/** A comment over text; not known where the page or the comment cannot be read, or is too much work. */
type CoveringComment = { subtype: string; isKnown: boolean }

/**
 * The comments of a page that cover its text, or bring text and pictures over it as if they belonged to it.
 *
 * @param page Number of the page's object.
 * @param isConcerned Whether to look at the comment of that number.
 */
export function coversContent(
  { before, after }: { before: ObjectView; after: ObjectView },
  { num, number }: { num: number; number: number },
  isConcerned: (num: number) => boolean,
): readonly CoveringComment[] {
  const page = textsOf(before, number)
  const budget = createBudget(LIMITS)
  return (annotationListOf(after, num) ?? []).flatMap((item) => {
    const dict = isRef(item) && isConcerned(item.num) ? after.resolve(item) : null
    if (!isDict(dict)) return []
    const box = rectangle(after, dict.entries.get('Rect'))
    const subtype = subtypeOf(after, dict)
    if (subtype === 'Widget' || !box) return []
    const hiding = hidingOfComment(after, { dict, subtype, box }, { page, budget })
    return hiding === 'nothing' ? [] : [{ subtype, isKnown: hiding === 'text' }]
  })
}

type Comment = { dict: PdfDict; subtype: string; box: Box }
type OnPage = { page: PageTexts; budget: Budget }

function hidingOfComment(view: ObjectView, { dict, subtype, box }: Comment, { page, budget }: OnPage): Hiding {
  if (!budget.take('comparisons', page.texts.length)) return 'unknown'
  const touched = page.texts.filter((text) => isNear(text, box) && touches(box, text))
  const isSure = touched.length > 0
  if (!isSure && page.isWhole) return 'nothing'
  const covers = isSure ? 'text' : 'unknown'
  if (FRAMES.has(subtype) ? isFilled(view, dict) : !MARKING.has(subtype)) return covers
  const look = normalLookOf(view, dict)
  if (!look) return 'nothing'
  const marks = marksOfForm(view, look, budget)
  if (marks.texts.length + marks.pictures.length > 0) return covers
  return hidingOf(view, { look, box }, { textsOf: () => ({ ...page, texts: touched }), budget })
}

/** Comments that draw a line around something, unless they are filled. */
const FRAMES: ReadonlySet<string> = new Set(['Square', 'Circle', 'Polygon'])

function isFilled(view: ObjectView, annotation: PdfDict): boolean {
  const filling = view.entry(annotation, 'IC')
  return isArray(filling) && filling.length > 0
}

/** Letters are about half as wide as high; every one of a line is asked for. */
function touches(box: Box, text: TextMark): boolean {
  return lettersOf(text).some((point) => contains(box, point))
}

/** Points in the middle of the letters. */
function lettersOf({ at, end, size }: TextMark): readonly (readonly [number, number])[] {
  const length = Math.hypot(end[0] - at[0], end[1] - at[1])
  const count = Math.max(1, Math.min(MAX_LETTERS, Math.round(length / Math.max(1, size / 2))))
  const up = length === 0 ? [0, 1] : [-(end[1] - at[1]) / length, (end[0] - at[0]) / length]
  return Array.from({ length: count }, (_, index) => {
    const part = (index + 0.5) / count
    const [x, y] = [at[0] + part * (end[0] - at[0]), at[1] + part * (end[1] - at[1])]
    return [x + (up[0] ?? 0) * size * 0.3, y + (up[1] ?? 0) * size * 0.3] as const
  })
}

const MAX_LETTERS = 2000
