import { crc32, deflateSync } from 'node:zlib'
import type { Raster } from '#seeds/images/raster'

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** One ink on a transparent ground as PNG. ISO/IEC 15948 (PNG), 11.2; colour type 6. */
export function encodePng(raster: Raster, [red, green, blue]: readonly [number, number, number]): Uint8Array {
  const { width, height, cover } = raster
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const rows = Buffer.alloc(height * (1 + width * 4))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const alpha = Math.round((cover[y * width + x] ?? 0) * 255)
      if (alpha > 0) rows.set([red, green, blue, alpha], y * (1 + width * 4) + 1 + x * 4)
    }
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
