export const IDENTITY = [1, 0, 0, 1, 0, 0]
/** `first` applied before `then`. */
export function multiply(first, then) {
  const [a, b, c, d, e, f] = first
  const [A, B, C, D, E, F] = then
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F]
}
export function transform([a, b, c, d, e, f], [x, y]) {
  return [a * x + c * y + e, b * x + d * y + f]
}
/** The upright box around some points; undefined for none. */
export function boxAround(points) {
  if (points.length === 0) return undefined
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
export function cornersOf([left, bottom, right, top]) {
  return [
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ]
}
/** What two boxes share; undefined where they do not meet. */
export function intersection(a, b) {
  const box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]
  return box[0] < box[2] && box[1] < box[3] ? box : undefined
}
export const areaOf = ([left, bottom, right, top]) => Math.max(0, right - left) * Math.max(0, top - bottom)
export const contains = ([left, bottom, right, top], [x, y]) => x >= left && x <= right && y >= bottom && y <= top
