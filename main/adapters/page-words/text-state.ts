/** [a b c d e f] of ISO 32000-1:2008, 8.3.3. */
export type Matrix = readonly [number, number, number, number, number, number]
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

export type Font = { name: string; bold: boolean; italic: boolean; vertical: boolean; unit: number }

/** Graphics and text state, as far as it moves letters. ISO 32000-1:2008, 8.4.1 and 9.3.1. */
export type TextState = {
  matrix: Matrix
  text: Matrix
  /** Where the next letter and the present line begin, in text space. */
  x: number
  y: number
  lineX: number
  lineY: number
  font: Font | null
  size: number
  charSpacing: number
  wordSpacing: number
  scale: number
  leading: number
  rise: number
}

export const START: TextState = {
  matrix: IDENTITY,
  text: IDENTITY,
  x: 0,
  y: 0,
  lineX: 0,
  lineY: 0,
  font: null,
  size: 0,
  charSpacing: 0,
  wordSpacing: 0,
  scale: 1,
  leading: 0,
  rise: 0,
}

/** What `inner` maps, mapped on by `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer
  const [ia, ib, ic, id, ie, jf] = inner
  return [a * ia + c * ib, b * ia + d * ib, a * ic + c * id, b * ic + d * id, a * ie + c * jf + e, b * ie + d * jf + f]
}

export function toMatrix(value: unknown): Matrix {
  const numbers = isNumbers(value) ? Array.from(value) : []
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers
  return numbers.length === 6 ? [a, b, c, d, e, f] : IDENTITY
}

function isNumbers(value: unknown): value is ArrayLike<number> & Iterable<number> {
  return Array.isArray(value) || value instanceof Float32Array || value instanceof Float64Array
}

/** Where the origin of the text space lies on the page, how large a unit of it is there, and which way it runs. */
export function placeOf({ matrix, text, x, y, rise, size }: TextState): {
  x: number
  y: number
  along: number
  fontSize: number
  angle: number
} {
  const [a, b, c, d, e, f] = multiply(matrix, text)
  const [left, base] = [x, y + rise]
  const turn = size < 0 ? 180 : 0
  return {
    x: a * left + c * base + e,
    y: b * left + d * base + f,
    along: Math.hypot(a, b),
    fontSize: Math.abs(size) * Math.hypot(c, d),
    angle: (Math.round((Math.atan2(b, a) * 180) / Math.PI) + turn + 360) % 360,
  }
}
