import { AppError } from '#contract'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isRef, isStream, type PdfDict } from '../pdf/objects.ts'
import { findPage, rectangle } from '../pdf/pages.ts'
import { serialize } from '../pdf/serialize.ts'
import { createBudget } from '../shadow/budget.ts'
import { type Box, contains } from '../shadow/geometry.ts'
import type { PageTexts } from '../shadow/hidden-text.ts'
import { marksOf, marksOfForm, type TextMark } from '../shadow/page-marks.ts'
import { annotationListOf, subtypeOf } from './document-places.ts'

/** Comments that mark text: over it they hide nothing unless they bring a look that does. */
const MARKING: ReadonlySet<string> = new Set([
  ...['Text', 'Popup', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut', 'Caret'],
])

/**
 * Kinds of the comments of a page that cover its text, or bring text and pictures over it as if they belonged to it.
 *
 * @param page Number of the page's object.
 * @param isConcerned Whether to look at the comment of that number.
 */
export function coversContent(
  { before, after }: { before: ObjectView; after: ObjectView },
  { num, number }: { num: number; number: number },
  isConcerned: (num: number) => boolean,
): readonly string[] {
  const { texts } = textsOf(before, number)
  return (annotationListOf(after, num) ?? []).flatMap((item) => {
    const dict = isRef(item) && isConcerned(item.num) ? after.resolve(item) : null
    if (!isDict(dict)) return []
    const box = rectangle(after, dict.entries.get('Rect'))
    const subtype = subtypeOf(after, dict)
    if (subtype === 'Widget' || !box || !texts.some((text) => touches(box, text))) return []
    return hidesBelow(after, dict, subtype) ? [subtype] : []
  })
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

function hidesBelow(view: ObjectView, annotation: PdfDict, subtype: string): boolean {
  if (!MARKING.has(subtype)) return isFilled(view, annotation) || !FRAMES.has(subtype)
  const look = normalLookOf(view, annotation)
  if (!look) return false
  const { texts, pictures } = marksOfForm(view, look, createBudget())
  return texts.length > 0 || pictures.length > 0
}

/** Comments that draw a line around something, unless they are filled. */
const FRAMES: ReadonlySet<string> = new Set(['Square', 'Circle', 'Polygon'])

function isFilled(view: ObjectView, annotation: PdfDict): boolean {
  const filling = view.entry(annotation, 'IC')
  return isArray(filling) && filling.length > 0
}

export function normalLookOf(view: ObjectView, annotation: PdfDict) {
  const looks = view.entry(annotation, 'AP')
  const look = isDict(looks) ? view.entry(looks, 'N') : null
  return isStream(look) ? look : undefined
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
