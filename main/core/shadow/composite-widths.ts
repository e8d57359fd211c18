import type { ObjectView } from '#core/pdf/object-view'
import {
  isArray,
  isDict,
  isInteger,
  isName,
  isStream,
  type PdfArray,
  type PdfDict,
  type PdfObject,
} from '#core/pdf/objects'
import type { Budget } from './budget.ts'
import { contentOf } from './content-of-stream.ts'

type CompositeWidths = { bytes: 1 | 2; widthOf: (code: number) => number; isVertical: boolean }

/** What it takes of a budget to read one width. */
const BYTES_PER_WIDTH = 4
/** Where nothing tells which letter a code names. */
const AT_LEAST = 0.5

/**
 * Type0: /W and /DW of its descendant. Identity takes two bytes for each letter, and so is every other CMap read that does not
 * say that it takes one; of those, which letter a code names is not looked up, and each is as wide as /DW says.
 *
 * @see ISO 32000-1:2008, 9.7.4.3, 9.7.5.2.
 */
export function compositeWidths(view: ObjectView, font: PdfDict, budget: Budget): CompositeWidths | undefined {
  const below = view.entry(font, 'DescendantFonts')
  const descendant = isArray(below) ? view.resolve(below[0]) : null
  if (!isDict(descendant)) return { bytes: 2, widthOf: () => AT_LEAST, isVertical: false }
  const map = view.entry(font, 'Encoding')
  const content = isStream(map) ? (contentOf(view, map, budget) ?? '') : ''
  const bytes = BYTEWISE.test(content) ? 1 : 2
  if (isVertical(view, map)) return { bytes, widthOf: downwards(view, descendant), isVertical: true }
  const usual = numberOr(view.entry(descendant, 'DW'), 1000) / 1000
  const isSame = isName(map, 'Identity-H') || isIdentity(content)
  if (!isSame) return { bytes, widthOf: () => Math.max(usual, AT_LEAST), isVertical: false }
  const widths = listedWidths(view, descendant, budget)
  return widths && { bytes: 2, widthOf: (code) => widths(code) ?? usual, isVertical: false }
}

/** Its codes are single bytes, all of them. ISO 32000-1:2008, 9.7.5.3. */
const BYTEWISE = /begincodespacerange\s*(<[0-9a-f]{2}>\s*)+endcodespacerange/i

const isVertical = (view: ObjectView, map: PdfObject): boolean =>
  isName(map) ? map.name.endsWith('-V') : isStream(map) && view.entry(map.dict, 'WMode') === 1

/** Also a CMap of the file's own that says the same. */
const isIdentity = (content: string): boolean =>
  SAME.test(content) && content.split('begincid').length === 2 && !content.includes('usecmap')
const SAME = /begincidrange\s*<0000>\s*<ffff>\s*0\s*endcidrange/i

/** As /DW2 says; /W2, of single letters, is not read. */
function downwards(view: ObjectView, descendant: PdfDict): (code: number) => number {
  const list = view.entry(descendant, 'DW2')
  const down = numberOr(isArray(list) ? view.resolve(list[1]) : null, -1000) / 1000
  return () => down
}

type Range = { from: number; to: number; width: number }

/** /W: `first [widths]` and `first last width`; undefined where the budget does not suffice. */
function listedWidths(view: ObjectView, descendant: PdfDict, budget: Budget) {
  const single = new Map<number, number>()
  const ranges: Range[] = []
  const list = view.entry(descendant, 'W')
  const items = isArray(list) ? list : []
  for (let at = 0; at < items.length; ) {
    const [from, next] = [view.resolve(items[at]), view.resolve(items[at + 1])]
    if (!budget.take('bytes', ((isArray(next) ? next.length : 0) + 1) * BYTES_PER_WIDTH)) return undefined
    if (isInteger(from) && isArray(next)) addSingle(view, single, { from, next })
    else if (isInteger(from) && isInteger(next)) {
      ranges.push({ from, to: next, width: numberOr(view.resolve(items[at + 2]), 0) / 1000 })
      at += 1
    }
    at += isInteger(from) ? 2 : 1
  }
  ranges.sort((a, b) => a.from - b.from)
  return (code: number): number | undefined => single.get(code) ?? widthIn(ranges, code)
}

function addSingle(view: ObjectView, single: Map<number, number>, { from, next }: { from: number; next: PdfArray }) {
  for (const [index, one] of next.entries()) single.set(from + index, numberOr(view.resolve(one), 0) / 1000)
}

/** By halves: there may be very many ranges. */
function widthIn(ranges: readonly Range[], code: number): number | undefined {
  let [low, high] = [0, ranges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.from ?? 0) <= code) low = middle + 1
    else high = middle
  }
  const range = ranges[low - 1]
  return range && code <= range.to ? range.width : undefined
}

const numberOr = (object: PdfObject, fallback: number): number => (typeof object === 'number' ? object : fallback)
