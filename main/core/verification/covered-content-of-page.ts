import { AppError } from '#contract'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isName, isRef, isStream, type PdfDict, type PdfStream } from '../pdf/objects.ts'
import { findPage, rectangle } from '../pdf/pages.ts'
import { serialize } from '../pdf/serialize.ts'
import { type Budget, createBudget } from '../shadow/budget.ts'
import { type Box, contains } from '../shadow/geometry.ts'
import { type Hiding, hidingOf, isNear, type PageTexts } from '../shadow/hidden-text.ts'
import { marksOf, marksOfForm, type TextMark } from '../shadow/page-marks.ts'
import { annotationListOf, subtypeOf } from './document-places.ts'

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

/** The texts of a page, 1 being the first; of one that cannot be found they are not known. */
function textsOf(view: ObjectView, page: number): PageTexts {
  try {
    const { texts, isWhole } = marksOf(view, findPage(view, page), createBudget())
    return { texts, isWhole }
  } catch (error) {
    if (error instanceof AppError) return { texts: [], isWhole: false }
    throw error
  }
}

/** The texts of a page of some revision. */
export type TextsOf = (view: ObjectView, page: number) => PageTexts

/** Remembers the texts of pages by where their contents stand: of many revisions each page is read once. */
export function createTextMemory(): TextsOf {
  const known = new Map<string, PageTexts>()
  return (view, page) => {
    const place = placeOfContents(view, page)
    const remembered = place === undefined ? undefined : known.get(place)
    if (remembered) return remembered
    const texts = textsOf(view, page)
    if (known.size >= MAX_REMEMBERED) known.clear()
    if (place !== undefined) known.set(place, texts)
    return texts
  }
}

const MAX_REMEMBERED = 50

/** Where the page's streams stand in the file, and what its resources refer to; undefined where that is not plain. */
function placeOfContents(view: ObjectView, number: number): string | undefined {
  try {
    const { dict, resources } = findPage(view, number)
    const contents = view.entry(dict, 'Contents')
    const streams = (isArray(contents) ? contents : [contents]).map((one) => view.resolve(one))
    if (!streams.every((stream) => isStream(stream))) return undefined
    return `${streams.map(({ start, end }) => `${start}-${end}`).join()} ${serialize(resources)}`
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

/** Comments that draw a line around something, unless they are filled. */
const FRAMES: ReadonlySet<string> = new Set(['Square', 'Circle', 'Polygon'])

function isFilled(view: ObjectView, annotation: PdfDict): boolean {
  const filling = view.entry(annotation, 'IC')
  return isArray(filling) && filling.length > 0
}

/** The look as it is shown, of several the one that the annotation has chosen. ISO 32000-1:2008, 12.5.5. */
export function normalLookOf(view: ObjectView, annotation: PdfDict): PdfStream | undefined {
  const looks = view.entry(annotation, 'AP')
  const look = isDict(looks) ? view.entry(looks, 'N') : null
  if (!isDict(look)) return isStream(look) ? look : undefined
  const state = view.entry(annotation, 'AS')
  const chosen = isName(state) ? view.entry(look, state.name) : null
  return isStream(chosen) ? chosen : undefined
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
