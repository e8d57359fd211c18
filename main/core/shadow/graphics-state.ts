import { NO_FONT } from './font-widths.ts'
import {
  type Box,
  boxAround,
  cornersOf,
  IDENTITY,
  intersection,
  type Matrix,
  multiply,
  type Point,
  transform,
} from './geometry.ts'
import type { TextState } from './shown-text.ts'

/** As much of the graphics state as says where texts and pictures come to lie. ISO 32000-1:2008, 8.4.1, 9.3. */
export type GraphicsState = {
  matrix: Matrix
  /** What may still be painted on; null for everything. */
  clip: Box | null
  /** The parts of the path that clips last; null where none does. */
  clipAreas: readonly (readonly Point[])[] | null
  /** Of fills, pictures and texts, and of lines. */
  alpha: number
  strokeAlpha: number
  /** Whether a soft mask says how much is painted (11.6.5.3). */
  isMasked: boolean
  /** Whether dark text below stays dark, as under a highlighter (11.3.5.2). */
  isBlended: boolean
  lineWidth: number
  lineCap: number
} & TextState

export const INITIAL: GraphicsState = {
  matrix: IDENTITY,
  clip: null,
  clipAreas: null,
  alpha: 1,
  strokeAlpha: 1,
  isMasked: false,
  isBlended: false,
  lineWidth: 1,
  lineCap: 0,
  font: NO_FONT,
  fontName: '',
  fontSize: 12,
  charSpacing: 0,
  wordSpacing: 0,
  scaling: 1,
  rise: 0,
  leading: 0,
  renderMode: 0,
}

/** Through anything fainter the text below is still read. */
const FAINT = 0.5

/** Whether fills, pictures and texts hide what is below them. */
export const hidesBelow = ({ alpha, isBlended }: GraphicsState): boolean => alpha >= FAINT && !isBlended

/** The same of lines. */
export const linesHideBelow = ({ strokeAlpha, isBlended }: GraphicsState): boolean => strokeAlpha >= FAINT && !isBlended

/** Nothing can be painted outside of nothing. */
export const NOWHERE: Box = [0, 0, 0, 0]

export const clipped = (state: GraphicsState, box: Box | undefined): GraphicsState =>
  box === undefined ? state : { ...state, clip: state.clip === null ? box : (intersection(state.clip, box) ?? NOWHERE) }

/** The corners of the path under construction; curves count by their points. `starts`: where its parts begin. */
export type Path = { points: Point[]; starts: number[]; isClip: boolean }

/** Takes an operator of path construction or clipping; says whether it was one. ISO 32000-1:2008, Tables 59 and 61. */
export function addToPath(path: Path, matrix: Matrix, operator: string, numbers: readonly number[]): boolean {
  if (operator === 'm' || operator === 're') path.starts.push(path.points.length)
  if (operator === 'W' || operator === 'W*') path.isClip = true
  else if (operator === 're') path.points.push(...rectangleAt(numbers).map((corner) => transform(matrix, corner)))
  else if (LEADING_ON.has(operator)) path.points.push(...pairsOf(numbers).map((point) => transform(matrix, point)))
  else if (operator === 'h') path.points.push(...path.points.slice(path.starts.at(-1), (path.starts.at(-1) ?? 0) + 1))
  else return false
  return true
}

/** Operators whose numbers are points of the path. */
const LEADING_ON = new Set(['m', 'l', 'c', 'v', 'y'])

function rectangleAt([x = 0, y = 0, width = 0, height = 0]: readonly number[]): readonly Point[] {
  const corners = cornersOf([x, y, x + width, y + height])
  return [...corners, ...corners.slice(0, 1)]
}

const pairsOf = (numbers: readonly number[]): Point[] =>
  Array.from({ length: numbers.length >> 1 }, (_, index) => [numbers[2 * index] ?? 0, numbers[2 * index + 1] ?? 0])

const PAINTING = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'n'])

/** Whether an operator ends a path, or paints what is clipped. */
export const isPainting = (operator: string): boolean => PAINTING.has(operator) || operator === 'sh'

const FILLING = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*'])

/** The areas that an operator fills, each by its corners; none where it is another. */
export function filledBy({ points, starts }: Path, operator: string): readonly (readonly Point[])[] {
  return FILLING.has(operator) ? partsOf({ points, starts }) : []
}

const partsOf = ({ points, starts }: Pick<Path, 'points' | 'starts'>): readonly (readonly Point[])[] =>
  starts.map((start, index) => points.slice(start, starts[index + 1]))

/** A painted path is over, and clips from here on where it was meant to. */
export function endPath(path: Path, state: GraphicsState, operator: string): GraphicsState {
  if (!PAINTING.has(operator)) return state
  const next = path.isClip ? { ...clipped(state, boxAround(path.points) ?? NOWHERE), clipAreas: partsOf(path) } : state
  path.points = []
  path.starts = []
  path.isClip = false
  return next
}

/** Where text is set. ISO 32000-1:2008, 9.4.2. */
export type TextPosition = { line: Matrix; at: Matrix }

export function moveText(position: TextPosition, x: number, y: number): TextPosition {
  const line = multiply([1, 0, 0, 1, x, y], position.line)
  return { line, at: line }
}

/** What an operator sets of the state by itself, by the numbers before it. ISO 32000-1:2008, Tables 57 and 105. */
export const SETTERS: ReadonlyMap<string, Setter> = new Map<string, Setter>([
  ['w', ([lineWidth = 0]) => ({ lineWidth })],
  ['J', ([lineCap = 0]) => ({ lineCap })],
  ['Tc', ([charSpacing = 0]) => ({ charSpacing })],
  ['Tw', ([wordSpacing = 0]) => ({ wordSpacing })],
  ['Tz', ([percent = 100]) => ({ scaling: percent / 100 })],
  ['Ts', ([rise = 0]) => ({ rise })],
  ['TL', ([leading = 0]) => ({ leading })],
  ['TD', ([, down = 0]) => ({ leading: -down })],
  ['Tr', ([renderMode = 0]) => ({ renderMode })],
  ['"', ([wordSpacing = 0, charSpacing = 0]) => ({ wordSpacing, charSpacing })],
])
type Setter = (numbers: readonly number[]) => Partial<GraphicsState>
