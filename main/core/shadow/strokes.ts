import { type Box, cornersOf, type Point } from './geometry.ts'
import type { GraphicsState, Path } from './graphics-state.ts'

const STROKING = new Set(['S', 's', 'B', 'B*', 'b', 'b*'])
/** Operators that close the last part of a path before they draw it. */
const CLOSING = new Set(['s', 'b', 'b*'])

/** The areas that an operator draws along a path: a rectangle for each straight part. ISO 32000-1:2008, 8.5.3.2. */
export function strokedBy(
  { points, starts }: Path,
  { matrix, lineWidth, lineCap }: GraphicsState,
  operator: string,
): readonly (readonly Point[])[] {
  const width = lineWidth * Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
  if (!STROKING.has(operator) || width === 0) return []
  return starts.flatMap((start, index) => {
    const part = points.slice(start, starts[index + 1])
    const first = part[0]
    const line = CLOSING.has(operator) && index === starts.length - 1 && first ? [...part, first] : part
    return line.slice(1).flatMap((to, at) => {
      const from = line[at]
      return from ? [segment(from, to, { half: width / 2, isLonger: lineCap !== 0 })] : []
    })
  })
}

/** All turn the same way round, so that none takes another away. A cap makes a line longer (8.4.3.3). */
function segment([x1, y1]: Point, [x2, y2]: Point, { half, isLonger }: { half: number; isLonger: boolean }) {
  const length = Math.hypot(x2 - x1, y2 - y1)
  const [dx, dy] = length === 0 ? [half, 0] : [((x2 - x1) / length) * half, ((y2 - y1) / length) * half]
  const [ex, ey] = isLonger ? [dx, dy] : [0, 0]
  return [
    [x1 - ex - dy, y1 - ey + dx],
    [x2 + ex - dy, y2 + ey + dx],
    [x2 + ex + dy, y2 + ey - dx],
    [x1 - ex + dy, y1 - ey - dx],
  ] as const
}

/** A shading fills what is clipped (8.7.4.2); where nothing is, everything. */
export const shadedBy = ({ clip, clipAreas }: GraphicsState): readonly (readonly Point[])[] =>
  clipAreas ?? [cornersOf(clip ?? EVERYTHING)]
const EVERYTHING: Box = [-100_000, -100_000, 100_000, 100_000]
