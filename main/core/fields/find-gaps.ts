import type { SeenWord, Size } from '#core/placement/page-space'
import { linesOf, type Measure, type Piece } from './line-pieces.ts'

/** What is written into a gap: the number alone, number and symbol, day, month, or the year or its last digits. */
export type GapPurpose = 'number' | 'code' | 'day' | 'month' | 'year'

/** A place that the page leaves open in one of its lines, in points of the page as its reader sees it. */
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
  /**
   * What is printed of the rest: the symbol after a number; of a date the year (`2026`) or year and month (`2026-07`), `_` for
   * each open digit (`20__`).
   */
  printed: string
}

/** `gap`: left open; `printed`: written already; `narrow`: open, but with no room for two digits; `none`: no such line. */
export type LineState = 'gap' | 'printed' | 'narrow' | 'none'
export type PageGaps = { number: LineState; date: LineState; gaps: readonly Gap[] }

/** In parts of the font's size: two digits, the room after a word, how far the number may stand from `Số:`. */
const LEAST = 1
const AFTER = 0.25
const NUMBER_WITHIN = 12
/** In parts of the font's size: a digit of a year, and how far its text keeps from the next column. */
const DIGIT = 0.5
const YEAR_DIGITS = 4
const APART = 0.5
/** Digits are set a little closer where the room lacks this much. */
const NEARLY = 0.9
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
 * @param page Its size as it is shown.
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, Mục II.3 and II.4.
 */
export function findGaps(words: readonly SeenWord[], page: Size, measure: Measure): PageGaps {
  const lines = linesOf(
    words.filter(({ baseline }) => baseline > page.height * UPPER_PART),
    measure,
  )
  const number = first(lines, numberIn)
  const date = first(lines, (line) => dateIn(line, page.width))
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

/** `ngày … tháng … năm 2026`: each of the three may be open. */
function dateIn(line: readonly Piece[], right: number): Found {
  const [day, month, year] = dateWords(line)
  if (day < 0 || month < 0 || year < 0) return NONE
  const years = yearAfter(line, year, right)
  const months = openBetween(line, [month, year], 'month')
  const days = openBetween(line, [day, month], 'day')
  if (years.gaps.length > 0 && !isOpenDate(line, { day, days, years })) return NONE
  const printed = printedOf(years.digits, months.digits)
  const all = allOf([days, months, years])
  return { ...all, gaps: all.gaps.map((gap) => ({ ...gap, printed })) }
}

/** Where dots stand for the year, or the day is open too: a line of the text may end at `…, ngày 05 tháng 3 năm`. */
function isOpenDate(line: readonly Piece[], { day, days, years }: { day: number; days: Found; years: Found }): boolean {
  const follows = /,(ngày)?$/iu.test(line[/^ngày$/iu.test(line[day]?.text ?? '') ? day - 1 : day]?.text ?? '')
  return follows && (days.state !== 'printed' || years.gaps.some(({ hasDots }) => hasDots))
}

function printedOf(year = '', month: string | undefined): string {
  if (year === '' && month === undefined) return ''
  const digits = year.padEnd(YEAR_DIGITS, '_')
  return month === undefined ? digits : `${digits}-${month.padStart(2, '0')}`
}

/** `năm 2026`, `năm 20…`, `năm …`, `năm` at the end of its column. */
function yearAfter(line: readonly Piece[], at: number, right: number): Part {
  const word = line[at]
  if (!word) return NONE
  const next = line[at + 1]?.text ?? ''
  const written = /^\d{4}/.exec(next)?.[0]
  if (written !== undefined) return { state: 'printed', gaps: [], digits: written }
  const digits = /^\d{1,3}$/.test(next) ? next : ''
  const anchor = (digits === '' ? undefined : line[at + 1]) ?? word
  const missing = YEAR_DIGITS - digits.length
  const x = anchor.end + (digits === '' ? AFTER * anchor.fontSize : 0)
  return { ...openYear(anchor, line.slice(line.indexOf(anchor) + 1), { x, missing, right }), digits }
}

/** The room for the missing digits: dots, or what is free up to the next column or the edge of the page. */
function openYear(
  anchor: Piece,
  rest: readonly Piece[],
  { x, missing, right }: { x: number; missing: number; right: number },
): Found {
  const next = rest.find(({ kind }) => kind === 'text')
  const dots = next ? rest.slice(0, rest.indexOf(next)) : rest
  const limit = Math.min(right, next?.x ?? Infinity) - APART * anchor.fontSize
  const needed = missing * DIGIT * anchor.fontSize
  const end = Math.min(Math.max(x + needed, dots.at(-1)?.end ?? 0), limit)
  if (end - x < needed * NEARLY) return next ? NONE : { state: 'narrow', gaps: [] }
  return gapBetween(anchor, { x, end, align: 'left', hasDots: dots.length > 0, printed: '' }, 'year')
}

/** Where `ngày`, `tháng` and `năm` stand in a line, one after the other. */
function dateWords(line: readonly Piece[]): [number, number, number] {
  const day = line.findIndex(({ text }) => /ngày$/iu.test(text))
  const month = line.findIndex(({ text }, index) => index > day && /^tháng$/iu.test(text))
  const year = line.findIndex(({ text }, index) => index > month && /^năm$/iu.test(text))
  return [day, month, year]
}

function allOf(parts: readonly Found[]): Found {
  const states = parts.map(({ state }) => state)
  if (states.includes('none')) return NONE
  if (states.includes('narrow')) return { state: 'narrow', gaps: [] }
  const gaps = parts.flatMap((part) => part.gaps)
  return { state: gaps.length > 0 ? 'gap' : 'printed', gaps }
}

/** `digits`: what is printed there already. */
type Part = Found & { digits?: string }

function openBetween(line: readonly Piece[], [from, to]: readonly [number, number], purpose: 'day' | 'month'): Part {
  const [before, after] = [line[from], line[to]]
  if (!before || !after) return NONE
  const between = line.slice(from + 1, to)
  const digits = between.flatMap(({ kind, text }) => (kind === 'text' ? [text] : [])).join('')
  if (digits !== '') return /^\d{1,2}$/.test(digits) ? { state: 'printed', gaps: [], digits } : NONE
  const hasDots = between.length > 0
  return gapBetween(before, { x: before.end, end: after.x, align: 'centre', hasDots, printed: '' }, purpose)
}

type Span = Pick<Gap, 'x' | 'align' | 'hasDots' | 'printed'> & { end: number }

function gapBetween(anchor: Piece, { end, ...span }: Span, purpose: GapPurpose): Found {
  const { baseline, fontSize, bold, italic } = anchor
  const width = end - span.x
  if (width < LEAST * fontSize && purpose !== 'year') return { state: 'narrow', gaps: [] }
  return { state: 'gap', gaps: [{ ...span, purpose, width, baseline, fontSize, bold, italic }] }
}
