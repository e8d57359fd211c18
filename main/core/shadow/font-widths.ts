import type { ObjectView } from '#core/pdf/object-view'
import { isArray, isDict, isInteger, isName, type PdfDict, type PdfObject } from '#core/pdf/objects'
import { rectangle } from '#core/pdf/pages'
import type { Budget } from './budget.ts'
import { compositeWidths } from './composite-widths.ts'
import { standardWidths, type Widths } from './standard-widths.ts'

/** How far the letters of a font lead, in parts of its size. ISO 32000-1:2008, 9.2.4. */
export type FontWidths = {
  /** How many bytes one letter takes. */
  bytes: 1 | 2
  widthOf: (code: number) => number
  /** Whether a letter is a space. */
  isBlank: (code: number) => boolean
  /** How high the box is that its letters stand in, where their size does not say it: those that the file draws itself. */
  box: number | null
  /** Whether its letters stand one below another (9.7.4.3). */
  isVertical: boolean
}

const isSpace = (code: number): boolean => code === SPACE
const SPACE = 32
const isNever = (): boolean => false

/** A font that is not there. */
export const NO_FONT: FontWidths = {
  ...{ bytes: 1, widthOf: () => 0.5, isBlank: isSpace, box: null, isVertical: false },
}

/** What it takes of a budget to read one width. */
const BYTES_PER_WIDTH = 4

const knownOfViews = new WeakMap<ObjectView, WeakMap<PdfDict, FontWidths>>()

/** The widths of a font, read once for each revision of a file; undefined where there is more to read than the budget has. */
export function widthsOf(view: ObjectView, font: PdfObject, budget: Budget): FontWidths | undefined {
  if (!isDict(font)) return NO_FONT
  const known = knownOfViews.get(view) ?? new WeakMap<PdfDict, FontWidths>()
  knownOfViews.set(view, known)
  const remembered = known.get(font)
  if (remembered) return remembered
  const widths = readWidths(view, font, budget)
  if (widths) known.set(font, widths)
  return widths
}

function readWidths(view: ObjectView, font: PdfDict, budget: Budget): FontWidths | undefined {
  const subtype = view.entry(font, 'Subtype')
  if (isName(subtype, 'Type0')) {
    const composite = compositeWidths(view, font, budget)
    return composite && { isBlank: isNever, box: null, ...composite }
  }
  if (!budget.take('bytes', 256 * BYTES_PER_WIDTH)) return undefined
  return isName(subtype, 'Type3') ? drawnWidths(view, font) : simpleWidths(view, font)
}

/**
 * Type1, MMType1 and TrueType (9.6.2): /Widths from /FirstChar on, else /MissingWidth. Where neither says anything, the widths
 * are in the font's program, and those of the standard font that is most like it are near enough.
 */
function simpleWidths(view: ObjectView, font: PdfDict): FontWidths {
  const title = view.entry(font, 'BaseFont')
  const differences = differencesOf(view, font)
  const name = isName(title) ? title.name.replace(/^[A-Z]{6}\+/, '') : ''
  const descriptor = view.entry(font, 'FontDescriptor')
  const missing = isDict(descriptor) ? view.entry(descriptor, 'MissingWidth') : null
  const widths = new Float64Array(256).fill(typeof missing === 'number' && missing > 0 ? missing / 1000 : NaN)
  fillIn(view, font, { widths, scale: 0.001 })
  let standard: Widths | undefined
  const widthOf = (code: number): number => {
    const width = widths[code] ?? 0
    if (!Number.isNaN(width)) return width
    standard ??= standardWidths(name, differences)
    return standard[code] ?? 0
  }
  const space = differences.get(SPACE)
  const hasSpace =
    (space === undefined || space === 'space') && !(view.entry(font, 'Encoding') === null && isCounted(widths))
  return { ...NO_FONT, widthOf, isBlank: hasSpace ? isSpace : isNever }
}

/** Codes of control characters are letters only where a writer counts the glyphs that it embeds: one of them has code 32. */
const isCounted = (widths: Widths): boolean => widths.subarray(1, SPACE).some((width) => width > 0)

/** Type3 (9.6.5): its widths and its box are in a space of its own. */
function drawnWidths(view: ObjectView, font: PdfDict): FontWidths {
  const given = view.entry(font, 'FontMatrix')
  const matrix = (isArray(given) ? given : []).map((one) => view.resolve(one))
  const [across, up] = [matrix[0], matrix[3]].map((one) => (typeof one === 'number' ? one : 0.001)) as [number, number]
  const widths = new Float64Array(256)
  fillIn(view, font, { widths, scale: across })
  const box = rectangle(view, font.entries.get('FontBBox'))
  const height = box ? (box[3] - box[1]) * Math.abs(up) : 0
  return { ...NO_FONT, widthOf: (code) => widths[code] ?? 0, isBlank: isNever, box: height }
}

function fillIn(view: ObjectView, font: PdfDict, { widths, scale }: { widths: Widths; scale: number }): void {
  const [first, list] = [view.entry(font, 'FirstChar'), view.entry(font, 'Widths')]
  const from = isInteger(first) ? first : 0
  for (const [index, one] of isArray(list) ? list.slice(0, 256).entries() : []) {
    const width = view.resolve(one)
    if (typeof width === 'number' && from + index in widths) widths[from + index] = width * scale
  }
}

/** Names of glyphs by their codes (9.6.6). */
function differencesOf(view: ObjectView, font: PdfDict): ReadonlyMap<number, string> {
  const encoding = view.entry(font, 'Encoding')
  const list = isDict(encoding) ? view.entry(encoding, 'Differences') : null
  const names = new Map<number, string>()
  let code = 0
  for (const one of isArray(list) ? list.slice(0, 512) : []) {
    if (isInteger(one)) code = one
    else if (isName(one)) names.set(code++, one.name)
  }
  return names
}
