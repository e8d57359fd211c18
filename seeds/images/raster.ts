export type Point = readonly [x: number, y: number]

/** A picture of one ink: how much of it covers each pixel, 0 to 1. `y` grows downwards. */
export type Raster = { width: number; height: number; cover: Float32Array }

export function createRaster(width: number, height: number): Raster {
  return { width, height, cover: new Float32Array(width * height) }
}

type Box = { left: number; right: number; top: number; bottom: number }

/** Lays ink where `inside` (a distance in pixels, positive inside) says so, with a soft edge of one pixel. */
function ink(raster: Raster, box: Box, inside: (x: number, y: number) => number): void {
  const [left, top] = [Math.max(0, Math.floor(box.left)), Math.max(0, Math.floor(box.top))]
  const right = Math.min(raster.width - 1, Math.ceil(box.right))
  const bottom = Math.min(raster.height - 1, Math.ceil(box.bottom))
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const cover = Math.min(1, Math.max(0, inside(x + 0.5, y + 0.5) + 0.5))
      const at = y * raster.width + x
      if (cover > (raster.cover[at] ?? 0)) raster.cover[at] = cover
    }
  }
}

/** A circle's line. */
export function drawRing(raster: Raster, [cx, cy]: Point, { radius, width }: { radius: number; width: number }): void {
  const reach = radius + width
  const box = { left: cx - reach, right: cx + reach, top: cy - reach, bottom: cy + reach }
  ink(raster, box, (x, y) => width / 2 - Math.abs(Math.hypot(x - cx, y - cy) - radius))
}

export type PenPoint = readonly [x: number, y: number, radius: number]

/** One stroke of a pen whose pressure changes along the way. */
export function drawStroke(raster: Raster, points: readonly PenPoint[]): void {
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [points[index - 1], points[index]]
    if (from === undefined || to === undefined) continue
    const [x1, y1, r1] = from
    const [x2, y2, r2] = to
    const length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    const reach = Math.max(r1, r2) + 1
    const box = {
      left: Math.min(x1, x2) - reach,
      right: Math.max(x1, x2) + reach,
      top: Math.min(y1, y2) - reach,
      bottom: Math.max(y1, y2) + reach,
    }
    ink(raster, box, (x, y) => {
      const along = length === 0 ? 0 : ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length
      const t = Math.min(1, Math.max(0, along))
      return r1 + (r2 - r1) * t - Math.hypot(x - (x1 + (x2 - x1) * t), y - (y1 + (y2 - y1) * t))
    })
  }
}

/** Sub-lines per pixel of a filled outline. */
const SUBLINES = 4

type Crossing = { x: number; winding: number }

function crossings(outline: readonly (readonly Point[])[], y: number): Crossing[] {
  const found: Crossing[] = []
  for (const ring of outline) {
    for (const [index, from] of ring.entries()) {
      const to = ring[(index + 1) % ring.length] ?? from
      if (from[1] <= y === to[1] <= y) continue
      const x = from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0])
      found.push({ x, winding: to[1] > from[1] ? 1 : -1 })
    }
  }
  return found.sort((left, right) => left.x - right.x)
}

function addSpan(raster: Raster, row: number, from: number, to: number): void {
  const first = Math.max(0, Math.floor(from))
  const last = Math.min(raster.width - 1, Math.floor(to))
  for (let x = first; x <= last; x++) {
    const part = Math.min(x + 1, to) - Math.max(x, from)
    const at = row * raster.width + x
    if (part > 0) raster.cover[at] = Math.min(1, (raster.cover[at] ?? 0) + part / SUBLINES)
  }
}

/** Fills an outline of several rings by the nonzero winding rule, as glyphs want it. */
export function fillOutline(raster: Raster, outline: readonly (readonly Point[])[]): void {
  const heights = outline.flatMap((ring) => ring.map(([, y]) => y))
  const top = Math.max(0, Math.floor(Math.min(...heights)))
  const bottom = Math.min(raster.height - 1, Math.ceil(Math.max(...heights)))
  for (let row = top; row <= bottom; row++) {
    for (let subline = 0; subline < SUBLINES; subline++) {
      let winding = 0
      let start = 0
      for (const crossing of crossings(outline, row + (subline + 0.5) / SUBLINES)) {
        if (winding === 0) start = crossing.x
        winding += crossing.winding
        if (winding === 0) addSpan(raster, row, start, crossing.x)
      }
    }
  }
}
