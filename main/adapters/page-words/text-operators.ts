import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Word } from '#core/placement/words'
import { type Font, IDENTITY, multiply, placeOf, START, type TextState, toMatrix } from './text-state.ts'
import { createWordBuilder, type Letter } from './word-builder.ts'

const MAX_NESTING = 4096

/** A page's operators as pdf.js reads them: fonts decoded, spaced text as letters and numbers. */
export type PageOperators = { fnArray: readonly number[]; argsArray: readonly unknown[] }

type Page = { fontOf: (loadedName: string) => Font | null; add: (letter: Letter) => void }
type Change = (state: TextState, args: readonly unknown[], page: Page) => TextState

/**
 * Follows a page's text operators and puts its letters together to words, with the exact place of each: pdf.js's own text
 * runs have no places for the words within them.
 *
 * @see ISO 32000-1:2008, 9.4 (text objects), 9.3 (text state).
 */
export function wordsOf({ fnArray, argsArray }: PageOperators, fontOf: Page['fontOf']): Word[] {
  const builder = createWordBuilder()
  const page: Page = { fontOf, add: builder.add }
  const saved: TextState[] = []
  let state = START
  for (const [index, operator] of fnArray.entries()) {
    const args = argsOf(argsArray[index])
    if (SAVING.has(operator) && saved.length < MAX_NESTING) saved.push(state)
    const change = CHANGES.get(operator)
    if (change) state = change(state, args, page)
    if (RESTORING.has(operator)) state = saved.pop() ?? state
  }
  return builder.end()
}

const SAVING = new Set<number>([OPS.save, OPS.paintFormXObjectBegin])
const RESTORING = new Set<number>([OPS.restore, OPS.paintFormXObjectEnd])

const argsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)

const moved = (state: TextState, x: number, y: number): TextState => {
  const [lineX, lineY] = [state.lineX + x, state.lineY + y]
  return { ...state, lineX, lineY, x: lineX, y: lineY }
}

const withFont = (state: TextState, [name, size]: readonly unknown[], { fontOf }: Page): TextState => ({
  ...state,
  font: typeof name === 'string' ? fontOf(name) : null,
  size: numberOf(size),
})

const atStart = { x: 0, y: 0, lineX: 0, lineY: 0 }

const CHANGES: ReadonlyMap<number, Change> = new Map<number, Change>([
  // pdf.js gives a matrix's six numbers as arguments of cm and as one array elsewhere.
  [OPS.transform, (state, args) => ({ ...state, matrix: multiply(state.matrix, toMatrix(args)) })],
  [OPS.paintFormXObjectBegin, (state, [matrix]) => ({ ...state, matrix: multiply(state.matrix, toMatrix(matrix)) })],
  [OPS.beginText, (state) => ({ ...state, ...atStart, text: IDENTITY })],
  [OPS.setTextMatrix, (state, [matrix]) => ({ ...state, ...atStart, text: toMatrix(matrix) })],
  [OPS.moveText, (state, [x, y]) => moved(state, numberOf(x), numberOf(y))],
  [OPS.setLeadingMoveText, (state, [x, y]) => moved({ ...state, leading: numberOf(y) }, numberOf(x), numberOf(y))],
  [OPS.nextLine, (state) => moved(state, 0, state.leading)],
  [OPS.setLeading, (state, [leading]) => ({ ...state, leading: -numberOf(leading) })],
  [OPS.setCharSpacing, (state, [spacing]) => ({ ...state, charSpacing: numberOf(spacing) })],
  [OPS.setWordSpacing, (state, [spacing]) => ({ ...state, wordSpacing: numberOf(spacing) })],
  [OPS.setHScale, (state, [percent]) => ({ ...state, scale: numberOf(percent) / 100 })],
  [OPS.setTextRise, (state, [rise]) => ({ ...state, rise: numberOf(rise) })],
  [OPS.setFont, withFont],
  [OPS.setGState, withGraphicsState],
  [OPS.showText, showText],
])

/** A font may also come with a graphics state dictionary. ISO 32000-1:2008, Table 58, Font. */
function withGraphicsState(state: TextState, [entries]: readonly unknown[], page: Page): TextState {
  const font = argsOf(entries).find((entry) => argsOf(entry)[0] === 'Font')
  return font === undefined ? state : withFont(state, argsOf(argsOf(font)[1]), page)
}

type Glyph = { unicode: string; width: number; isSpace: boolean }

const isGlyph = (value: unknown): value is Glyph => typeof value === 'object' && value !== null && 'unicode' in value

/** ISO 32000-1:2008, 9.4.4: each letter moves the next by its width, its spacing and the horizontal scaling. */
function showText(state: TextState, [glyphs]: readonly unknown[], page: Page): TextState {
  const { font, size, scale, charSpacing, wordSpacing } = state
  if (!font || font.vertical || size === 0) return state
  let at = state
  for (const glyph of argsOf(glyphs)) {
    if (typeof glyph === 'number') at = { ...at, x: at.x - (glyph / 1000) * size * scale }
    if (!isGlyph(glyph)) continue
    const width = glyph.width * font.unit * size * scale
    const { x, y, along, fontSize, angle } = placeOf(at)
    page.add({ text: glyph.unicode, x, y, width: Math.abs(width) * along, fontSize, angle, font })
    at = { ...at, x: at.x + width + (charSpacing + (glyph.isSpace ? wordSpacing : 0)) * scale }
  }
  return at
}
