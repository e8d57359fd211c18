import type { Font, Path } from 'fontkit'
import { fillOutline, type Point, type Raster } from '#seeds/images/raster'

const CURVE_STEPS = 5
/** Height of capitals as a share of the type size. */
const CAPITAL = 0.66

function curve(points: readonly Point[], t: number): Point {
  let left = points
  while (left.length > 1) {
    left = left.slice(1).map(([x, y], index) => {
      const [px, py] = left[index] ?? [x, y]
      return [px + (x - px) * t, py + (y - py) * t] as const
    })
  }
  return left[0] ?? [0, 0]
}

/** A glyph's outline with its curves cut into short lines. */
function flatten(path: Path): Point[][] {
  const rings: Point[][] = []
  for (const { command, args } of path.commands) {
    if (command === 'closePath') continue
    const points = Array.from(
      { length: args.length / 2 },
      (_, index): Point => [args[index * 2] ?? 0, args[index * 2 + 1] ?? 0],
    )
    if (command === 'moveTo') rings.push([])
    const ring = rings.at(-1)
    if (ring === undefined) continue
    const start = ring.at(-1)
    if (start === undefined || points.length === 1) ring.push(...points)
    else for (let step = 1; step <= CURVE_STEPS; step++) ring.push(curve([start, ...points], step / CURVE_STEPS))
  }
  return rings.filter((ring) => ring.length > 2)
}

const glyphsOf = (font: Font, text: string) =>
  [...text].map((letter) => font.glyphForCodePoint(letter.codePointAt(0) ?? 32))

/** Letters on a straight line, centred about a point on the baseline. */
export function drawText(raster: Raster, font: Font, text: string, at: { centre: Point; size: number }): void {
  const scale = at.size / font.unitsPerEm
  const glyphs = glyphsOf(font, text)
  let x = at.centre[0] - (glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0) * scale) / 2
  for (const glyph of glyphs) {
    const from = x
    const outline = flatten(glyph.path).map((ring) =>
      ring.map(([gx, gy]): Point => [from + gx * scale, at.centre[1] - gy * scale]),
    )
    if (outline.length > 0) fillOutline(raster, outline)
    x += glyph.advanceWidth * scale
  }
}

export type Arc = { centre: Point; radius: number; size: number; side: 'top' | 'bottom'; widest: number }

/** Letters around a circle, upright at its top or at its bottom, made smaller where they need more than `widest` (radians). */
export function drawArcText(raster: Raster, font: Font, text: string, arc: Arc): void {
  const glyphs = glyphsOf(font, text)
  const units = glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0)
  const scale = Math.min(arc.size / font.unitsPerEm, (arc.widest * arc.radius) / units)
  // At the bottom letters run against the clock and stand with their heads to the centre.
  const turn = arc.side === 'top' ? 1 : -1
  const middle = arc.side === 'top' ? 0 : Math.PI
  const baseline = arc.side === 'top' ? arc.radius : arc.radius + CAPITAL * scale * font.unitsPerEm
  let passed = (-units * scale) / arc.radius / 2
  for (const glyph of glyphs) {
    const half = (glyph.advanceWidth * scale) / arc.radius / 2
    passed += half
    const angle = middle + turn * passed
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
    const place = ([gx, gy]: Point): Point => {
      const along = turn * (gx - glyph.advanceWidth / 2) * scale
      const out = baseline + turn * gy * scale
      return [arc.centre[0] + out * sin + along * cos, arc.centre[1] - out * cos + along * sin]
    }
    const outline = flatten(glyph.path).map((ring) => ring.map(place))
    if (outline.length > 0) fillOutline(raster, outline)
    passed += half
  }
}
