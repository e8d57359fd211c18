import type { Word } from '#core/placement/words'
import { linesOf, type Measure, type Piece } from './line-pieces.ts'

/** What is written into a gap: the number alone, number and symbol, day or month. */
export type GapPurpose = 'number' | 'code' | 'day' | 'month'

/** A place that the page leaves open in one of its lines, in points of the page's own space. */
export type Gap = {
  purpose: GapPurpose
  x: number
  width: number
  /** Of the words around it, as their size and their style are. */
  baseline: number
  fontSize: number
  bold: boolean
  italic: boolean
  align: 'left' | 'centre' | 'right'
  /** The page has dots there, which the text is to cover. */
  hasDots: boolean
  /** What is printed of the rest: the symbol after a number, the year (`2026`) or year and month (`2026-07`) after a day. */
  printed: string
}

/** `gap`: left open; `printed`: written already; `narrow`: open, but with no room for two digits; `none`: no such line. */
export type LineState = 'gap' | 'printed' | 'narrow' | 'none'
export type PageGaps = { number: LineState; date: LineState; gaps: readonly Gap[] }

/** In parts of the font's size: two digits, the room after a word, how far the number may stand from `Số:`. */
const LEAST = 1
const AFTER = 0.25
const NUMBER_WITHIN = 12
/** Room for a whole code: `1234/QĐ-UBND-VX`. */
const CODE_ROOM = 10
/** Number and date stand in the upper part of the first page (NĐ 30/2020, PL I, diagram, cells 3 and 4). */
const UPPER_PART = 0.55

type Found = { state: LineState; gaps: readonly Gap[] }
const NONE: Found = { state: 'none', gaps: [] }

/**
 * Finds where a page leaves number and date open: `Số:      /QĐ-UBND`, `Số: …/QĐ-UBND`, `ngày … tháng … năm 2026`. What is
 * printed stays; only what is missing becomes a gap.
 *
 * @param box Of the page, as [left, bottom, right, top].
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, Mục II.3 and II.4.
 */
export function findGaps(
  words: readonly Word[],
  box: readonly [number, number, number, number],
  measure: Measure,
): PageGaps {
  const from = box[1] + (box[3] - box[1]) * UPPER_PART
  const lines = linesOf(
    words.filter(({ baseline }) => baseline > from),
    measure,
  )
  const number = first(lines, numberIn)
  const date = first(lines, dateIn)
  return { number: number.state, date: date.state, gaps: [...number.gaps, ...date.gaps] }
}

function first(lines: readonly (readonly Piece[])[], find: (line: readonly Piece[]) => Found): Found {
  for (const line of lines) {
    const found = find(line)
    if (found.state !== 'none') return found
  }
  return NONE
}

/** `Số:` at the beginning of its column, and what follows. */
function numberIn(line: readonly Piece[]): Found {
  const at = line.findIndex((piece, index) => isNumberWord(piece, line[index + 1]) && beginsColumn(line, index))
  if (at < 0) return NONE
  const start = line[at]?.text === 'Số' ? at + 2 : at + 1
  const anchor = line[start - 1]
  return anchor ? numberAfter(anchor, line.slice(start)) : NONE
}

function numberAfter(anchor: Piece, rest: readonly Piece[]): Found {
  const next = rest.find(({ kind }) => kind === 'text')
  const dots = rest.slice(0, next ? rest.indexOf(next) : rest.length)
  const free = (dots.at(-1) ?? anchor).end
  const near = next && next.x - free < NUMBER_WITHIN * anchor.fontSize ? next : undefined
  if (near && /^\d/.test(near.text)) return { state: 'printed', gaps: [] }
  if (!near || !/^[/–-]/.test(near.text)) return wholeCode(anchor, { dots, limit: next?.x })
  const x = anchor.end + AFTER * anchor.fontSize
  const printed = near.text.slice(1)
  return gapBetween(anchor, { x, end: near.x, align: 'right', hasDots: dots.length > 0, printed }, 'number')
}

const isNumberWord = ({ text }: Piece, next: Piece | undefined): boolean =>
  text === 'Số:' || (text === 'Số' && next?.text.startsWith(':') === true)

function beginsColumn(line: readonly Piece[], index: number): boolean {
  const [before, own] = [line[index - 1], line[index]]
  return !before || !own || own.x - before.end > own.fontSize
}

/** Nothing is printed after `Số:`: number and symbol are both to be written. */
function wholeCode(anchor: Piece, { dots, limit }: { dots: readonly Piece[]; limit: number | undefined }): Found {
  const { fontSize } = anchor
  const x = anchor.end + AFTER * fontSize
  const end = Math.max(x + CODE_ROOM * fontSize, dots.at(-1)?.end ?? 0)
  const hasDots = dots.length > 0
  const span = { x, end: Math.min(end, (limit ?? Infinity) - fontSize), align: 'left' as const, hasDots, printed: '' }
  return gapBetween(anchor, span, 'code')
}

/** `ngày … tháng … năm 2026`: each of the first two may be open. */
function dateIn(line: readonly Piece[]): Found {
  const [day, month, year] = dateWords(line)
  const written = /^\d{4}/.exec(line[year + 1]?.text ?? '')?.[0]
  if (day < 0 || month < 0 || year < 0 || written === undefined) return NONE
  const months = openBetween(line, [month, year], { purpose: 'month', printed: written })
  const printed = months.digits === undefined ? written : `${written}-${months.digits.padStart(2, '0')}`
  return bothOf(openBetween(line, [day, month], { purpose: 'day', printed }), months)
}

/** Where `ngày`, `tháng` and `năm` stand in a line, one after the other. */
function dateWords(line: readonly Piece[]): [number, number, number] {
  const day = line.findIndex(({ text }) => /ngày$/iu.test(text))
  const month = line.findIndex(({ text }, index) => index > day && /^tháng$/iu.test(text))
  const year = line.findIndex(({ text }, index) => index > month && /^năm$/iu.test(text))
  return [day, month, year]
}

function bothOf(day: Found, month: Found): Found {
  const states = [day.state, month.state]
  if (states.includes('none')) return NONE
  if (states.includes('narrow')) return { state: 'narrow', gaps: [] }
  const gaps = [...day.gaps, ...month.gaps]
  return { state: gaps.length > 0 ? 'gap' : 'printed', gaps }
}

/** `digits`: what is printed there already. */
function openBetween(
  line: readonly Piece[],
  [from, to]: readonly [number, number],
  { purpose, printed }: Pick<Gap, 'purpose' | 'printed'>,
): Found & { digits?: string } {
  const [before, after] = [line[from], line[to]]
  if (!before || !after) return NONE
  const between = line.slice(from + 1, to)
  const digits = between.flatMap(({ kind, text }) => (kind === 'text' ? [text] : [])).join('')
  if (digits !== '') return /^\d{1,2}$/.test(digits) ? { state: 'printed', gaps: [], digits } : NONE
  const hasDots = between.length > 0
  return gapBetween(before, { x: before.end, end: after.x, align: 'centre', hasDots, printed }, purpose)
}

type Span = Pick<Gap, 'x' | 'align' | 'hasDots' | 'printed'> & { end: number }

function gapBetween(anchor: Piece, { end, ...span }: Span, purpose: GapPurpose): Found {
  const { baseline, fontSize, bold, italic } = anchor
  const width = end - span.x
  if (width < LEAST * fontSize) return { state: 'narrow', gaps: [] }
  return { state: 'gap', gaps: [{ ...span, purpose, width, baseline, fontSize, bold, italic }] }
}
