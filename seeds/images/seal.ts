import { drawArcText, drawText } from '#seeds/images/lettering'
import { encodePng } from '#seeds/images/png'
import { createRaster, drawRing, fillOutline, type Point } from '#seeds/images/raster'
import { boldOutlines } from '#seeds/pdf/fonts'

/** Seal red; NĐ 30/2020, PL I, I.II.8.a wants the seal red on a transparent ground. */
const RED = [214, 24, 32] as const
/** 38 mm at 200 dpi. */
const SIZE = 300
const CENTRE: Point = [SIZE / 2, SIZE / 2]
/** Lengths below are drawn for a seal of 440. */
const UNIT = SIZE / 440

function star([cx, cy]: Point, radius: number): Point[] {
  return Array.from({ length: 10 }, (_, index) => {
    const angle = (index * Math.PI) / 5
    const reach = index % 2 === 0 ? radius : radius * 0.382
    return [cx + reach * Math.sin(angle), cy - reach * Math.cos(angle)]
  })
}

/**
 * A round seal that looks like one and is none: it says MẪU and that it is simulated. No state emblem stands on it.
 */
export function drawSeal(agencyName: string): Uint8Array {
  const raster = createRaster(SIZE, SIZE)
  const font = boldOutlines()
  drawRing(raster, CENTRE, { radius: 212 * UNIT, width: 8 * UNIT })
  drawRing(raster, CENTRE, { radius: 201 * UNIT, width: 2.5 * UNIT })
  drawRing(raster, CENTRE, { radius: 140 * UNIT, width: 3 * UNIT })
  const ring = { centre: CENTRE, radius: 154 * UNIT, size: 44 * UNIT }
  drawArcText(raster, font, agencyName.toUpperCase(), { ...ring, side: 'top', widest: 3.4 })
  drawArcText(raster, font, 'DỮ LIỆU MÔ PHỎNG', { ...ring, side: 'bottom', widest: 2 })
  fillOutline(raster, [star([SIZE / 2, SIZE / 2 - 42 * UNIT], 66 * UNIT)])
  drawText(raster, font, 'MẪU', { centre: [SIZE / 2, SIZE / 2 + 86 * UNIT], size: 74 * UNIT })
  return encodePng(raster, RED)
}
