import type { Box, Point } from './geometry.ts'

/** From one point to another. */
export type Line = readonly [Point, Point]
/** Parts of a line, 0 being its beginning and 1 its end. */
type Stretch = readonly [from: number, to: number]

type Area = { areas: readonly (readonly Point[])[]; isEvenOdd: boolean; clip: Box | null }

/** The stretches of a line that lie inside an area, by its own rule. ISO 32000-1:2008, 8.5.3.3. */
export function crossedBy({ areas, isEvenOdd, clip }: Area, line: Line): readonly Stretch[] {
  const within = clip === null ? ([0, 1] as const) : insideBox(clip, line)
  if (!within) return []
  const crossings = areas.flatMap((corners) => crossingsOf(corners, line)).sort((a, b) => a.at - b.at)
  const inside: Stretch[] = []
  let winding = 0
  for (const [index, { at, turn }] of crossings.entries()) {
    winding += isEvenOdd ? 1 : turn
    const isInside = isEvenOdd ? winding % 2 === 1 : winding !== 0
    const to = crossings[index + 1]?.at ?? at
    const [start, end] = [Math.max(at, within[0]), Math.min(to, within[1])]
    if (isInside && start < end) inside.push([start, end])
  }
  return inside
}

/** Where the edges of a closed shape cross the line, and from which side. */
function crossingsOf(corners: readonly Point[], [from, to]: Line): { at: number; turn: number }[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const square = dx * dx + dy * dy
  const found: { at: number; turn: number }[] = []
  let last = corners.at(-1)
  for (const corner of corners) {
    const [x1, y1] = last ?? corner
    const [x2, y2] = corner
    last = corner
    const side1 = dx * (y1 - from[1]) - dy * (x1 - from[0])
    const side2 = dx * (y2 - from[1]) - dy * (x2 - from[0])
    if (side1 > 0 === side2 > 0) continue
    const part = side1 / (side1 - side2)
    const [x, y] = [x1 + part * (x2 - x1) - from[0], y1 + part * (y2 - y1) - from[1]]
    found.push({ at: (x * dx + y * dy) / square, turn: side1 > 0 ? -1 : 1 })
  }
  return found
}

/** The stretch of a line within an upright box. */
function insideBox([left, bottom, right, top]: Box, [from, to]: Line): Stretch | undefined {
  let [start, end] = [0, 1]
  const sides = [
    [from[0], to[0] - from[0], left, right],
    [from[1], to[1] - from[1], bottom, top],
  ] as const
  for (const [at, step, low, high] of sides) {
    if (step === 0) {
      if (at < low || at > high) return undefined
      continue
    }
    const [one, other] = [(low - at) / step, (high - at) / step]
    start = Math.max(start, Math.min(one, other))
    end = Math.min(end, Math.max(one, other))
  }
  return start < end ? [start, end] : undefined
}
