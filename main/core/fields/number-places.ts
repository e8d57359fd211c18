import { AppError } from '#contract'
import { openPdf, type PdfDocument } from '#core/pdf/document'
import { measureWith } from '#core/pdf/embedded-font'
import { hasSignature } from '#core/pdf/form-fields'
import { isArray, isDict } from '#core/pdf/objects'
import { findPage, type PdfPage, rectangle } from '#core/pdf/pages'
import { asSeen, boxOf, type Rectangle, seenSize, uprightWords } from '#core/placement/page-space'
import type { ReadPageWords, Word } from '#core/placement/words'
import type { ByteSource } from '#core/ports'
import { findGaps, type Gap, type GapPurpose, type LineState, type PageGaps } from './find-gaps.ts'
import { numberFieldsOf, printedBeside } from './number-fields.ts'
import type { FaceOf } from './prepare-fields.ts'

/**
 * How a document takes its number: in fields that are prepared, in gaps of a page that nobody has signed yet, in gaps of one
 * that is signed already, or not on the page at all.
 */
export type NumberPlaces = PageGaps & {
  way: 'fields' | 'open' | 'signed' | 'none'
  /** What the page prints beside the gaps: a symbol after the number; the year, or year and month, of the date. */
  printed: { symbol: string; date: string }
}

const REGULAR = { bold: false, italic: false }
const NOTHING: PageGaps = { number: 'none', date: 'none', gaps: [] }

/**
 * Reads the first page, unless fields wait for the number. A page without words, as of a scan, has no lines.
 *
 * @param ports.hasOwnFields whether the document's number fields are the office's own; others are not looked at.
 * @throws AppError `page-unreadable`: what stands on the page is not known, which is not the same as nothing.
 */
export async function numberPlaces(
  source: ByteSource,
  { readPageWords, faces, hasOwnFields }: { readPageWords: ReadPageWords; faces: FaceOf; hasOwnFields: boolean },
): Promise<NumberPlaces> {
  const document = openPdf(source)
  const prepared = hasOwnFields ? numberFieldsOf(document) : []
  const fields = prepared.filter(({ field }) => document.resolve(field.value) === null)
  if (fields.length > 0) {
    const beside = fields.map(({ purpose, field }) => ({ purpose, printed: printedBeside(document, field) }))
    return { ...NOTHING, way: 'fields', printed: printedOf(beside) }
  }
  const found = gapsOf(document, await readPageWords(source, 1), faces)
  const printed = printedOf(found.gaps)
  if (found.gaps.length === 0) return { ...found, printed, way: 'none' }
  return { ...found, printed, way: hasSignature(document) ? 'signed' : 'open' }
}

function printedOf(beside: readonly Pick<Gap, 'purpose' | 'printed'>[]): NumberPlaces['printed'] {
  const of = (purposes: readonly GapPurpose[]) =>
    beside.find(({ purpose }) => purposes.includes(purpose))?.printed ?? ''
  return { symbol: of(['number']), date: of(['day', 'month', 'year']) }
}

/** The lines of the page as it is shown: of one that is turned, those that stand upright then. */
function gapsOf(document: PdfDocument, words: readonly Word[], faces: FaceOf): PageGaps {
  const page = findPage(document, 1)
  if (words.length === 0) return NOTHING
  const box = boxOf(page)
  const found = findGaps(uprightWords(box, words), seenSize(box), measureWith(faces(REGULAR)))
  const widgets = widgetsOn(document, page)
  const isCovered = (gap: Gap) => widgets.some((widget) => holds(widget, gap))
  const [covered, gaps] = [found.gaps.filter(isCovered), found.gaps.filter((gap) => !isCovered(gap))]
  const stateOf = (state: LineState, purposes: readonly string[]): LineState =>
    covered.some(({ purpose }) => purposes.includes(purpose)) ? 'printed' : state
  return {
    gaps,
    number: stateOf(found.number, ['number', 'code']),
    date: stateOf(found.date, ['day', 'month', 'year']),
  }
}

/** Areas of what stands over the page, as seen: other programs write the number into the widget of a signature. */
function widgetsOn(document: PdfDocument, page: PdfPage): Rectangle[] {
  const listed = document.entry(page.dict, 'Annots')
  return (isArray(listed) ? listed : []).flatMap((item) => {
    const annotation = document.resolve(item)
    const box = isDict(annotation) ? rectangle(document, annotation.entries.get('Rect')) : undefined
    if (!box) return []
    const [x, y, right, top] = box
    return [asSeen(boxOf(page), { x, y, width: right - x, height: top - y })]
  })
}

function holds(area: Rectangle, { x, width, baseline, fontSize }: Gap): boolean {
  const middle = { x: x + width / 2, y: baseline + fontSize / 3 }
  const isWithin = (at: number, from: number, length: number) => from < at && at < from + length
  return isWithin(middle.x, area.x, area.width) && isWithin(middle.y, area.y, area.height)
}

/** For what can be made up for later, and for what is only shown: a page that cannot be read has no words. */
export const wordsIfReadable =
  (readPageWords: ReadPageWords): ReadPageWords =>
  async (source, page) => {
    try {
      return await readPageWords(source, page)
    } catch (error) {
      if (error instanceof AppError && error.code === 'page-unreadable') return []
      throw error
    }
  }
