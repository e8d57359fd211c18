import { AppError } from '#contract'
import { decodeStructure } from '../pdf/filters.ts'
import { type FormField, listFields } from '../pdf/form-fields.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isInteger, isRef, isStream, type PdfDict, type PdfStream } from '../pdf/objects.ts'
import { rectangle } from '../pdf/pages.ts'
import { createBudget } from '../shadow/budget.ts'
import {
  type Box,
  boxAround,
  contains,
  cornersOf,
  IDENTITY,
  type Matrix,
  type Point,
  transform,
} from '../shadow/geometry.ts'
import { marksOfForm, type PageMarks, type TextMark } from '../shadow/page-marks.ts'
import { normalLookOf, type TextsOf } from './covered-content-of-page.ts'
import { annotationListOf, placesOf } from './document-places.ts'
import { showsNothing } from './timestamp-widget.ts'

/** Heights, in parts of the letter, at which it must be hidden: a line through text hides none. */
const HEIGHTS = [0.1, 0.3, 0.5]
/** Samples for the width of one size of the font: about four a letter. */
const SAMPLES = 8
/** Samples in a row that make hidden text: a letter under a plain area; more under a picture with a mask, as a seal is. */
const HIDDEN = { plain: 3, masked: 16 }
const MAX_SAMPLES = 4000
/** Of 255; fainter than that, the text below is still seen. */
const OPAQUE = 230

/**
 * The page on which the look of a field hides text: a plain area or picture over a letter, or the dense part of a masked
 * picture over several. A seal on the signature before it, numbers in the gaps of a line hide nothing; for them it is null.
 *
 * @param name Of the field, in the later revision.
 */
export function pageWithHiddenText({ before, after, pageOf, textsOf }: Views, name: string): number | null {
  const widgets = listFields(after).flatMap((field) => (field.name === name ? field.widgets : []))
  for (const widget of widgets) {
    if (showsNothing(after, widget.dict)) continue
    const claimed = isOnItsPage(after, widget) ? pageOf({ widgets: [widget] }) : null
    const pages = claimed === null ? pagesWith(after, widget) : [claimed]
    const found = pages.find((page) => hides(after, widget.dict, () => textsOf(before, page)))
    if (found !== undefined) return found
  }
  return null
}

type Views = {
  before: ObjectView
  after: ObjectView
  pageOf: (field: Pick<FormField, 'widgets'>) => number | null
  textsOf: TextsOf
}
type Widget = FormField['widgets'][number]

/** Whether the page that a widget names shows it. */
function isOnItsPage(view: ObjectView, { ref, dict }: Widget): boolean {
  const page = dict.entries.get('P')
  return isRef(page) && annotationListOf(view, page.num)?.some((item) => isRef(item) && item.num === ref?.num) === true
}

/** The pages that show a widget, whatever it says itself. */
function pagesWith(view: ObjectView, { ref }: Widget): readonly number[] {
  const { pages } = placesOf(view)
  return [...pages].flatMap(([num, page]) =>
    annotationListOf(view, num)?.some((item) => isRef(item) && item.num === ref?.num) === true ? [page] : [],
  )
}

function hides(view: ObjectView, widget: PdfDict, texts: () => readonly TextMark[]): boolean {
  const look = normalLookOf(view, widget)
  const box = rectangle(view, widget.entries.get('Rect'))
  const toLook = look && box ? fromPage(view, look, box) : undefined
  if (!look || !box || !toLook) return false
  const marks = marksOfForm(view, look, createBudget())
  if (marks.pictures.length + marks.fills.length + marks.masked.length === 0) return false
  const near = texts().filter((text) => isNear(text, box))
  if (near.length === 0) return false
  const plain = (point: Point): boolean => isUnderPlain(marks, toLook(point))
  const covers = marks.masked.map(({ matrix, mask }) => underMask(view, mask, matrix))
  const masked = (point: Point): boolean => covers.some((isUnder) => isUnder(toLook(point)))
  return near.some(
    (text) =>
      longestRun(text, plain) >= HIDDEN.plain || longestRun(text, (at) => plain(at) || masked(at)) >= HIDDEN.masked,
  )
}

function isNear({ at, end, size }: TextMark, [left, bottom, right, top]: Box): boolean {
  const around = boxAround([at, end]) ?? [0, 0, 0, 0]
  return around[0] < right && around[2] > left && around[1] - size < top && around[3] + size > bottom
}

/**
 * Leads from the page into the form: its box, turned by its matrix, fills the widget's rectangle.
 *
 * @see ISO 32000-1:2008, 12.5.5, algorithm 8.1.
 */
function fromPage(view: ObjectView, look: PdfStream, [left, bottom, right, top]: Box) {
  const own = rectangle(view, look.dict.entries.get('BBox'))
  const matrix = matrixOf(view, look)
  const inner = own && boxAround(cornersOf(own).map((corner) => transform(matrix, corner)))
  if (!inner || left >= right || bottom >= top) return undefined
  const [across, up] = [(inner[2] - inner[0]) / (right - left), (inner[3] - inner[1]) / (top - bottom)]
  return ([x, y]: Point): Point => [inner[0] + (x - left) * across, inner[1] + (y - bottom) * up]
}

function matrixOf(view: ObjectView, look: PdfStream): Matrix {
  const given = view.entry(look.dict, 'Matrix')
  const numbers = isArray(given) ? given.filter((one) => typeof one === 'number') : []
  return numbers.length === 6 ? (numbers as unknown as Matrix) : IDENTITY
}

function isUnderPlain({ pictures, fills }: PageMarks, point: Point): boolean {
  return pictures.some(({ box }) => contains(box, point)) || fills.some(({ areas }) => isInside(areas, point))
}

/** The even-odd rule (8.5.3.3.3), over all parts of a path. */
function isInside(areas: readonly (readonly Point[])[], [x, y]: Point): boolean {
  let crossings = 0
  for (const corners of areas) {
    for (const [index, [x1, y1]] of corners.entries()) {
      const [x2, y2] = corners[(index + 1) % corners.length] ?? [x1, y1]
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) crossings += 1
    }
  }
  return crossings % 2 === 1
}

/** Whether a masked picture is dense at a point; one whose mask cannot be read counts as dense all over. */
function underMask(view: ObjectView, mask: unknown, [a, b, c, d, e, f]: Matrix): (point: Point) => boolean {
  const alpha = readMask(view, mask)
  const determinant = a * d - b * c
  return ([x, y]) => {
    const u = (d * (x - e) - c * (y - f)) / determinant
    const v = (a * (y - f) - b * (x - e)) / determinant
    return u >= 0 && u < 1 && v > 0 && v <= 1 && alpha(u, 1 - v) >= OPAQUE
  }
}

function readMask(view: ObjectView, mask: unknown): (u: number, v: number) => number {
  const dense = (): number => 255
  const stream = mask as PdfStream
  if (!isStream(stream)) return dense
  const [width, height, bits] = ['Width', 'Height', 'BitsPerComponent'].map((key) => view.entry(stream.dict, key))
  if (!isInteger(width) || !isInteger(height) || width < 1 || height < 1 || bits !== 8) return dense
  const data = decoded(view, stream)
  if (!data || data.length < width * height) return dense
  return (u, v) => data[Math.floor(v * height) * width + Math.floor(u * width)] ?? 255
}

function decoded(view: ObjectView, stream: PdfStream): Uint8Array | undefined {
  try {
    return decodeStructure(view.source, stream)
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

/** The longest stretch of a text, in samples, that is hidden from foot to head. */
function longestRun({ at, end, size }: TextMark, isHidden: (point: Point) => boolean): number {
  const length = Math.hypot(end[0] - at[0], end[1] - at[1])
  if (length === 0 || size === 0) return 0
  const count = Math.min(MAX_SAMPLES, Math.ceil((length / size) * SAMPLES))
  const [along, up] = [
    [(end[0] - at[0]) / length, (end[1] - at[1]) / length] as const,
    [-(end[1] - at[1]) / length, (end[0] - at[0]) / length] as const,
  ]
  let [run, longest] = [0, 0]
  for (let index = 0; index < count; index += 1) {
    const part = ((index + 0.5) / count) * length
    const foot = [at[0] + along[0] * part, at[1] + along[1] * part] as const
    const all = HEIGHTS.every((height) => isHidden([foot[0] + up[0] * size * height, foot[1] + up[1] * size * height]))
    run = all ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}
