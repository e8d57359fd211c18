import { boxAround, cornersOf, IDENTITY, intersection, multiply, transform } from './geometry.ts'
export const INITIAL = {
  matrix: IDENTITY,
  clip: null,
  isTransparent: false,
  fontSize: 12,
  leading: 0,
  renderMode: 0,
  font: '',
}
/** Nothing can be painted outside of nothing. */
export const NOWHERE = [0, 0, 0, 0]
export const clipped = (state, box) =>
  box === undefined ? state : { ...state, clip: state.clip === null ? box : (intersection(state.clip, box) ?? NOWHERE) }
/** Takes an operator of path construction or clipping; says whether it was one. ISO 32000-1:2008, Tables 59 and 61. */
export function addToPath(path, matrix, operator, numbers) {
  if (operator === 'W' || operator === 'W*') path.isClip = true
  else if (operator === 're') path.points.push(...rectangleAt(numbers).map((corner) => transform(matrix, corner)))
  else if (/^[mlcvy]$/.test(operator)) path.points.push(...pairsOf(numbers).map((point) => transform(matrix, point)))
  else return operator === 'h'
  return true
}
function rectangleAt([x = 0, y = 0, width = 0, height = 0]) {
  return cornersOf([x, y, x + width, y + height])
}
const pairsOf = (numbers) =>
  Array.from({ length: numbers.length >> 1 }, (_, index) => [numbers[2 * index] ?? 0, numbers[2 * index + 1] ?? 0])
const PAINTING = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'n'])
/** A painted path is over, and clips from here on where it was meant to. */
export function endPath(path, state, operator) {
  if (!PAINTING.has(operator)) return state
  const next = path.isClip ? clipped(state, boxAround(path.points) ?? NOWHERE) : state
  path.points = []
  path.isClip = false
  return next
}
export function moveText(position, x, y) {
  const line = multiply([1, 0, 0, 1, x, y], position.line)
  return { line, at: line }
}
