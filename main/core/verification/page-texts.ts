import { AppError } from '#contract'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isStream } from '../pdf/objects.ts'
import { findPage, type PdfPage } from '../pdf/pages.ts'
import { serialize } from '../pdf/serialize.ts'
import { createBudget } from '../shadow/budget.ts'
import type { PageTexts } from '../shadow/hidden-text.ts'
import { marksOf, type TextMark } from '../shadow/page-marks.ts'
import { type FieldLook, fieldLooksOn, placeOfLook, textsOfLook } from './field-texts.ts'

/**
 * The texts of a page of some revision, 1 being the first, with those that its filled fields show.
 *
 * @param except Number of a widget whose own text does not count: it may hide what it has shown itself.
 */
export type TextsOf = (view: ObjectView, page: number, except?: number) => PageTexts

type Written = PageTexts & { fields: readonly { num: number | null; texts: readonly TextMark[] }[] }

/** Of a page that cannot be found they are not known. */
export const textsOf: TextsOf = (view, page, except) => joined(writtenOn(view, page), except)

function joined({ texts, fields, isWhole }: Written, except: number | undefined): PageTexts {
  const others = fields.filter(({ num }) => num === null || num !== except)
  return { texts: [...texts, ...others.flatMap((field) => field.texts)], isWhole }
}

const UNKNOWN: Written = { texts: [], fields: [], isWhole: false }

function writtenOn(view: ObjectView, number: number): Written {
  return attempt(() => read(view, findPage(view, number))) ?? UNKNOWN
}

function read(view: ObjectView, page: PdfPage): Written {
  const budget = createBudget()
  const { texts, isWhole } = marksOf(view, page, budget)
  const looks = fieldLooksOn(view, page)
  const fields = (looks ?? []).map((field) => ({ num: field.num, texts: textsOfLook(view, field, budget) }))
  return { texts, fields, isWhole: isWhole && looks !== undefined && !budget.isSpent }
}

/**
 * Remembers the texts of pages by where their contents and the looks of their fields stand: of many revisions each page is read
 * once.
 */
export function createTextMemory(): TextsOf {
  const known = new Map<string, Written>()
  return (view, page, except) => {
    const place = placeOfContents(view, page)
    const remembered = place === undefined ? undefined : known.get(place)
    if (remembered) return joined(remembered, except)
    const written = writtenOn(view, page)
    if (known.size >= MAX_REMEMBERED) known.clear()
    if (place !== undefined) known.set(place, written)
    return joined(written, except)
  }
}

const MAX_REMEMBERED = 50

/** Where the page's streams and looks stand in the file, and what its resources refer to; undefined where that is not plain. */
function placeOfContents(view: ObjectView, number: number): string | undefined {
  return attempt(() => {
    const page = findPage(view, number)
    const contents = view.entry(page.dict, 'Contents')
    const streams = (isArray(contents) ? contents : [contents]).map((one) => view.resolve(one))
    const looks: readonly FieldLook[] | undefined = fieldLooksOn(view, page)
    if (!looks || !streams.every((stream) => isStream(stream))) return undefined
    const parts = [...streams.map(({ start, end }) => `${String(start)}-${String(end)}`), serialize(page.resources)]
    return [...parts, ...looks.map(placeOfLook)].join('\n')
  })
}

/** Undefined where the file is damaged. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
