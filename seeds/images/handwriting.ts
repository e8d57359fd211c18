import { drawText } from '#seeds/images/lettering'
import { encodePng } from '#seeds/images/png'
import { createRaster, drawStroke, type PenPoint, type Point } from '#seeds/images/raster'
import { boldOutlines } from '#seeds/pdf/fonts'
import { createRandom, type Random } from '#seeds/plan/random'

/** Ink blue; NĐ 30/2020, PL I, I.II.7.d wants the leader's signature blue on a transparent ground. */
const BLUE = [24, 62, 158] as const
/** 60 mm at 170 dpi. */
const WIDTH = 400
const HEIGHT = 188
/** The strokes are drawn for a width of 560. */
const UNIT = WIDTH / 560
const STEPS = 14

/** A smooth way through the points (Catmull-Rom), thin where the pen is fast. */
function smooth(points: readonly Point[]): PenPoint[] {
  const way: PenPoint[] = []
  const at = (index: number): Point => points[Math.min(points.length - 1, Math.max(0, index))] ?? [0, 0]
  for (let index = 0; index < points.length - 1; index++) {
    const [p0, p1, p2, p3] = [at(index - 1), at(index), at(index + 1), at(index + 2)]
    const speed = Math.hypot(p2[0] - p1[0], p2[1] - p1[1])
    for (let step = 0; step < STEPS; step++) {
      const t = step / STEPS
      const along = (axis: 0 | 1) =>
        0.5 *
        (2 * p1[axis] +
          (p2[axis] - p0[axis]) * t +
          (2 * p0[axis] - 5 * p1[axis] + 4 * p2[axis] - p3[axis]) * t * t +
          (3 * p1[axis] - p0[axis] - 3 * p2[axis] + p3[axis]) * t ** 3)
      const radius = Math.max(1.7, 4.6 - speed / 42 + Math.sin(t * Math.PI) * 0.5)
      way.push([along(0) * UNIT, along(1) * UNIT, radius * UNIT])
    }
  }
  const last = at(points.length - 1)
  return [...way, [last[0] * UNIT, last[1] * UNIT, 1.2 * UNIT]]
}

/** A tall looped capital, some waves, and a long stroke back under them: what most signatures are. */
function strokes(random: Random): Point[][] {
  const around = (value: number, by: number) => value + (random.next() - 0.5) * 2 * by
  const base = around(150, 8)
  const capital: Point[] = [
    [around(78, 12), base - around(20, 10)],
    [around(104, 10), base - around(98, 14)],
    [around(148, 12), base - around(104, 10)],
    [around(128, 10), base - around(14, 12)],
    [around(82, 12), base + around(44, 12)],
    [around(70, 10), base + around(10, 10)],
    [around(150, 10), base - around(22, 8)],
  ]
  const waves: Point[] = []
  const count = random.int(4, 7)
  for (let wave = 0; wave < count; wave++) {
    const x = 178 + wave * (190 / count)
    const fade = 1 - wave / (count * 1.5)
    waves.push([around(x, 5), base - around(34, 14) * fade], [around(x + 16, 4), base + around(16, 8) * fade])
  }
  const end: Point = [around(468, 20), base - around(56, 16)]
  const under: Point[] = [
    [around(486, 12), base - around(20, 12)],
    [around(300, 20), base + around(58, 8)],
    [around(140, 22), base + around(72, 8)],
    [around(330, 24), base + around(44, 8)],
    [around(498, 14), base + around(30, 10)],
  ]
  return random.next() < 0.5 ? [[...capital, ...waves, end, ...under]] : [[...capital, ...waves, end], under.slice(1)]
}

/** A signature that nobody has ever written, the same for the same name; it says MẪU in small letters. */
export function drawSignature(name: string): Uint8Array {
  const raster = createRaster(WIDTH, HEIGHT)
  for (const stroke of strokes(createRandom(`signature ${name}`))) drawStroke(raster, smooth(stroke))
  drawText(raster, boldOutlines(), 'MẪU', { centre: [WIDTH - 30, HEIGHT - 8], size: 15 })
  return encodePng(raster, BLUE)
}
