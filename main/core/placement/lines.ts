import type { Rectangle, SeenWord } from './page-space.ts'

/** Words of one line and one column, from left to right. */
export type Line = {
  words: readonly SeenWord[]
  text: string
  x: number
  right: number
  baseline: number
  fontSize: number
  bold: boolean
  italic: boolean
}

/** In parts of the font's size: how far a raised word may stand from its line, and the gap between two columns. */
const RAISED = 0.38
const COLUMN_GAP = 1.8
/** Height of capitals with their marks above the baseline, and of letters below it. */
const ABOVE = 0.92
const BELOW = 0.24

/** Letters of a line that its cell is told by: no line of a paper has more, and patterns are slow on endless ones. */
const MAX_TEXT = 500

/** Puts a page's words into lines, from the top; what stands far apart on one height are lines of two columns. */
export function linesOf(words: readonly SeenWord[]): Line[] {
  const rows: SeenWord[][] = []
  for (const word of words.toSorted((a, b) => b.baseline - a.baseline)) {
    const row = rows.at(-1)
    const first = row?.[0]
    const reach = Math.max(first?.fontSize ?? 0, word.fontSize) * RAISED
    if (row && first && first.baseline - word.baseline < reach) row.push(word)
    else rows.push([word])
  }
  return rows.flatMap((row) => columnsOf(row.toSorted((a, b) => a.x - b.x)).map(toLine))
}

function columnsOf(row: readonly SeenWord[]): SeenWord[][] {
  const columns: SeenWord[][] = []
  for (const word of row) {
    const column = columns.at(-1)
    const before = column?.at(-1)
    const gap = before ? word.x - before.x - before.width : Infinity
    if (column && gap < COLUMN_GAP * Math.max(before?.fontSize ?? 0, word.fontSize)) column.push(word)
    else columns.push([word])
  }
  return columns
}

function toLine(words: SeenWord[]): Line {
  const largest = words.reduce((most, word) => (word.fontSize > most.fontSize ? word : most))
  return {
    words,
    text: words
      .map(({ text }) => text)
      .join(' ')
      .slice(0, MAX_TEXT),
    x: Math.min(...words.map(({ x }) => x)),
    right: Math.max(...words.map(({ x, width }) => x + width)),
    baseline: largest.baseline,
    fontSize: largest.fontSize,
    bold: words.every(({ bold }) => bold),
    italic: words.every(({ italic }) => italic),
  }
}

export const centreOf = ({ x, right }: Pick<Line, 'x' | 'right'>): number => (x + right) / 2
export const topOf = ({ baseline, fontSize }: Pick<Line, 'baseline' | 'fontSize'>): number =>
  baseline + ABOVE * fontSize
export const bottomOf = ({ baseline, fontSize }: Pick<Line, 'baseline' | 'fontSize'>): number =>
  baseline - BELOW * fontSize

/** The area that a line's letters take. */
export function areaOf(line: Line): Rectangle {
  const y = bottomOf(line)
  return { x: line.x, y, width: line.right - line.x, height: topOf(line) - y }
}

export function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
