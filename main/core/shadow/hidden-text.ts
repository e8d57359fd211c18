import { AppError } from '#contract'
import { decodeStructure } from '#core/pdf/filters'
import type { ObjectView } from '#core/pdf/object-view'
import { isArray, isInteger, isStream, type PdfStream } from '#core/pdf/objects'
import { rectangle } from '#core/pdf/pages'
import type { Budget } from './budget.ts'
import {
  type Box,
  boxAround,
  cornersOf,
  IDENTITY,
  intersection,
  type Matrix,
  type Point,
  transform,
} from './geometry.ts'
import { crossedBy, type Line } from './line-crossings.ts'
import { type FillMark, marksOfForm, type PageMarks, type TextMark } from './page-marks.ts'

/** Heights, in parts of the letter; hidden at two of them it cannot be read: a line through text hides none. */
const HEIGHTS = [0.1, 0.3, 0.5] as const
const HIDDEN_HEIGHTS = 2
/** Samples for the width of one size of the font, and at least for a letter, however narrow. */
const SAMPLES = 8
const SAMPLES_OF_LETTER = 3.5
/** Samples in a row that make hidden text: a letter under a plain area; more under a picture with a mask, as a seal is. */
const HIDDEN = { plain: 3, masked: 16 }
const MAX_SAMPLES = 4000
/** Letters so many times as large as those below them hide them. */
const LARGE = 4
/** What looking at an area costs beside its edges, and how many boxes are asked for in the time of one edge. */
const PER_AREA = 8
const BOXES_AT_ONCE = 8
/** Of 255; fainter than that, the text below is still seen. */
const OPAQUE = 230

/** The texts of a page, and whether all of it could be read. */
export type PageTexts = Pick<PageMarks, 'texts' | 'isWhole'>
/** `unknown` where it cannot be read, or is more work than a document is worth. */
export type Hiding = 'text' | 'nothing' | 'unknown'

/** The same drawing's look in an earlier revision, in the same rectangle. */
export type EarlierLook = { view: ObjectView; look: PdfStream }

/**
 * Whether a drawing that fills a rectangle of the page hides text: a letter under an area, several under a mask. What an area
 * hid already, that its earlier look has in the same form, is no news.
 */
export function hidingOf(
  view: ObjectView,
  { look, box, earlier }: { look: PdfStream; box: Box; earlier?: EarlierLook | undefined },
  { textsOf, budget }: { textsOf: () => PageTexts; budget: Budget },
): Hiding {
  const toLook = fromPage(view, look, box)
  if (!toLook) return 'nothing'
  const marks = marksOfForm(view, look, budget)
  const covers = coversOf(view, { ...marks, fills: withoutKnown(marks.fills, earlier, budget) })
  if (covers.length === 0) return marks.isWhole ? 'nothing' : 'unknown'
  const { texts, isWhole } = textsOf()
  if (!budget.take('comparisons', texts.length)) return 'unknown'
  for (const text of texts) {
    if (!isNear(text, box)) continue
    const hiding = hidingOfText(text, { toLook, covers, budget })
    if (hiding !== 'nothing') return hiding
  }
  return isWhole && marks.isWhole ? 'nothing' : 'unknown'
}

/**
 * Paints straight areas of a plain colour, and text. Behind anything else (what clips, is seen at times only, lets through,
 * has a pattern) it is not certain that an earlier area hid all that its marks say.
 */
const CERTAIN: ReadonlySet<string> = new Set(
  `q Q cm g rg k m l h re f F f* BMC EMC BT ET Tf Tc Tw Tz TL Ts Td TD Tm T* Tj TJ ' "`.split(' '),
)

function withoutKnown(fills: PageMarks['fills'], earlier: EarlierLook | undefined, budget: Budget): PageMarks['fills'] {
  if (!earlier || fills.length === 0 || earlier.look.dict.entries.has('OC')) return fills
  const { fills: before } = marksOfForm(earlier.view, earlier.look, budget, { only: CERTAIN })
  const known = new Set(before.map((fill) => JSON.stringify(fill)))
  return fills.filter((fill) => !known.has(JSON.stringify(fill)))
}

/** Something that hides what is below it: an area, or what a mask leaves of one. Its box is asked for first. */
type Cover = { box: Box; fill: FillMark; edges: number; isDense?: (point: Point) => boolean; letter?: number }

/** By their left edges. */
function coversOf(view: ObjectView, { fills, pictures, masked, texts }: PageMarks): readonly Cover[] {
  const areas = [...fills, ...pictures.map(({ box }) => plain([cornersOf(box)]))]
  const covers = areas.flatMap((fill) => coverOf(fill))
  const dense = masked.flatMap(({ matrix, mask }) => {
    const corners = cornersOf([0, 0, 1, 1]).map((corner) => transform(matrix, corner))
    return coverOf(plain([corners])).map((cover) => ({
      ...cover,
      isDense: underMask(view, mask, matrix),
    }))
  })
  const letters = texts.flatMap((text) =>
    text.isPlain ? coverOf(plain([lettersBox(text)])).map((cover) => ({ ...cover, letter: text.size })) : [],
  )
  return [...covers, ...dense, ...letters].sort((a, b) => a.box[0] - b.box[0])
}

const plain = (areas: FillMark['areas']): FillMark => ({ areas, isEvenOdd: false, clip: null, isMasked: false })

/** Letters stand on their line, most of them two thirds as high as their size. */
function lettersBox({ at, end, size }: TextMark): readonly Point[] {
  const length = Math.hypot(end[0] - at[0], end[1] - at[1]) || 1
  const [x, y] = [(-(end[1] - at[1]) / length) * size * 0.7, ((end[0] - at[0]) / length) * size * 0.7]
  return [at, end, [end[0] + x, end[1] + y], [at[0] + x, at[1] + y]]
}

function coverOf(fill: FillMark): readonly Cover[] {
  const around = boxAround(fill.areas.flat())
  const box = around && fill.clip ? intersection(around, fill.clip) : around
  return box ? [{ box, fill, edges: fill.areas.reduce((sum, { length }) => sum + length, 0) }] : []
}

/** Whether a text may reach into a box. */
export function isNear({ at, end, size }: TextMark, [left, bottom, right, top]: Box): boolean {
  const isAcross = Math.min(at[0], end[0]) - size < right && Math.max(at[0], end[0]) + size > left
  return isAcross && Math.min(at[1], end[1]) - size < top && Math.max(at[1], end[1]) + size > bottom
}

type Covering = { toLook: (point: Point) => Point; covers: readonly Cover[]; budget: Budget }

function hidingOfText(text: TextMark, { toLook, covers, budget }: Covering): Hiding {
  const { lines, count } = samplesOf(text, toLook)
  if (count === 0) return 'nothing'
  const large = text.size * scaleOf(toLook) * LARGE
  const near = coversNear(boxAround(lines.flat()), covers).filter(
    ({ letter }) => letter === undefined || letter > large,
  )
  const work = near.reduce(
    (sum, { edges, isDense }) => sum + PER_AREA + (isDense ? count : edges),
    covers.length / BOXES_AT_ONCE,
  )
  if (!budget.take('comparisons', work * HEIGHTS.length)) return 'unknown'
  return near.length > 0 && isHidden(lines, near, count) ? 'text' : 'nothing'
}

/** How much longer what is upright gets on the way into the look. */
function scaleOf(toLook: Covering['toLook']): number {
  const [from, to] = [toLook([0, 0]), toLook([0, 1])]
  return Math.hypot(to[0] - from[0], to[1] - from[1])
}

/** The heights of the letters as lines in the look, and how many samples are taken of each. */
function samplesOf(
  { at, end, size, letters }: TextMark,
  toLook: Covering['toLook'],
): { lines: readonly Line[]; count: number } {
  const length = Math.hypot(end[0] - at[0], end[1] - at[1])
  if (length === 0 || size === 0) return { lines: [], count: 0 }
  const up = [(-(end[1] - at[1]) / length) * size, ((end[0] - at[0]) / length) * size] as const
  const lines = HEIGHTS.map((height) => {
    const raised = ([x, y]: Point): Point => toLook([x + up[0] * height, y + up[1] * height])
    return [raised(at), raised(end)] as const
  })
  const count = Math.ceil(Math.max((length / size) * SAMPLES, letters * SAMPLES_OF_LETTER))
  return { lines, count: Math.min(MAX_SAMPLES, count) }
}

/** Whether enough letters are hidden at enough of their heights. */
function isHidden(lines: readonly Line[], near: readonly Cover[], count: number): boolean {
  const areas = near.filter(({ isDense }) => !isDense)
  const dense = near.filter(({ isDense }) => isDense)
  const open = areas.filter(({ fill }) => !fill.isMasked)
  const plainly = lines.map((line) => samplesUnder(open, line, count))
  if (longestRun(plainly) >= HIDDEN.plain) return true
  if (near.length === open.length) return false
  const anyhow = lines.map((line) => withDense(samplesUnder(areas, line, count), dense, line))
  return longestRun(anyhow) >= HIDDEN.masked
}

function coversNear(box: Box | undefined, covers: readonly Cover[]): readonly Cover[] {
  const near: Cover[] = []
  if (!box) return near
  for (const cover of covers) {
    if (cover.box[0] > box[2]) break
    if (cover.box[2] >= box[0] && cover.box[1] <= box[3] && cover.box[3] >= box[1]) near.push(cover)
  }
  return near
}

/** 1 for each sample of a line that lies under one of the areas. */
function samplesUnder(covers: readonly Cover[], line: Line, count: number): Uint8Array {
  const changes = new Int32Array(count + 1)
  for (const { fill } of covers) {
    for (const [from, to] of crossedBy(fill, line)) {
      const first = Math.max(0, Math.ceil(from * count - 0.5))
      const after = Math.min(count, Math.floor(to * count - 0.5) + 1)
      if (first >= after) continue
      changes[first] = (changes[first] ?? 0) + 1
      changes[after] = (changes[after] ?? 0) - 1
    }
  }
  let depth = 0
  return Uint8Array.from({ length: count }, (_, index) => {
    depth += changes[index] ?? 0
    return depth > 0 ? 1 : 0
  })
}

function withDense(under: Uint8Array, covers: readonly Cover[], [from, to]: Line): Uint8Array {
  if (covers.length === 0) return under
  return under.map((isUnder, index) => {
    const part = (index + 0.5) / under.length
    const point = [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])] as const
    return isUnder === 1 || covers.some(({ isDense }) => isDense?.(point)) ? 1 : 0
  })
}

function longestRun(heights: readonly Uint8Array[]): number {
  let [run, longest] = [0, 0]
  for (let index = 0; index < (heights[0]?.length ?? 0); index += 1) {
    const hidden = heights.reduce((sum, under) => sum + (under[index] ?? 0), 0)
    run = hidden >= HIDDEN_HEIGHTS ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}

/**
 * Leads from the page into the form: its box, turned by its matrix, fills the annotation's rectangle.
 *
 * @see ISO 32000-1:2008, 12.5.5, algorithm 8.1.
 */
function fromPage(view: ObjectView, look: PdfStream, [left, bottom, right, top]: Box) {
  const inner = turnedBoxOf(view, look)
  if (!inner || left >= right || bottom >= top) return undefined
  const [across, up] = [(inner[2] - inner[0]) / (right - left), (inner[3] - inner[1]) / (top - bottom)]
  return ([x, y]: Point): Point => [inner[0] + (x - left) * across, inner[1] + (y - bottom) * up]
}

/** A form's box, turned by its matrix. */
export function turnedBoxOf(view: ObjectView, look: PdfStream): Box | undefined {
  const own = rectangle(view, look.dict.entries.get('BBox'))
  const matrix = matrixOf(view, look)
  return own && boxAround(cornersOf(own).map((corner) => transform(matrix, corner)))
}

function matrixOf(view: ObjectView, look: PdfStream): Matrix {
  const given = view.entry(look.dict, 'Matrix')
  const numbers = isArray(given) ? given.filter((one) => typeof one === 'number') : []
  return numbers.length === 6 ? (numbers as unknown as Matrix) : IDENTITY
}

/**
 * Whether a masked picture is dense at a point; one whose mask cannot be read counts as dense all over. It is read when the
 * first point is asked for: most seals stand on no text.
 */
function underMask(view: ObjectView, mask: unknown, [a, b, c, d, e, f]: Matrix): (point: Point) => boolean {
  let alpha: ((u: number, v: number) => number) | undefined
  const determinant = a * d - b * c
  return ([x, y]) => {
    const u = (d * (x - e) - c * (y - f)) / determinant
    const v = (a * (y - f) - b * (x - e)) / determinant
    if (u < 0 || u >= 1 || v <= 0 || v > 1) return false
    alpha ??= readMask(view, mask)
    return alpha(u, 1 - v) >= OPAQUE
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
