import { drawArcText, drawText } from '#seeds/images/lettering'
import { encodePng } from '#seeds/images/png'
import { createRaster, drawRing, fillOutline, type Point } from '#seeds/images/raster'
import { boldOutlines } from '#seeds/pdf/fonts'

/** Seal red; NĐ 30/2020, PL I, I.II.8.a wants the seal red on a transparent ground. */
const RED = [214, 24, 32] as const
const SIZE = 440
const CENTRE: Point = [SIZE / 2, SIZE / 2]

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
  drawRing(raster, CENTRE, { radius: 212, width: 8 })
  drawRing(raster, CENTRE, { radius: 201, width: 2.5 })
  drawRing(raster, CENTRE, { radius: 140, width: 3 })
  const ring = { centre: CENTRE, radius: 154, size: 44 }
  drawArcText(raster, font, agencyName.toUpperCase(), { ...ring, side: 'top', widest: 3.4 })
  drawArcText(raster, font, 'DỮ LIỆU MÔ PHỎNG', { ...ring, side: 'bottom', widest: 2 })
  fillOutline(raster, [star([SIZE / 2, SIZE / 2 - 42], 66)])
  drawText(raster, font, 'MẪU', { centre: [SIZE / 2, SIZE / 2 + 86], size: 74 })
  return encodePng(raster, RED)
}
