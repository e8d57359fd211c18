import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { PDFDocument, StandardFonts } from 'pdf-lib'

export const PASSWORD = 'only for this bench'

/** An RSA-2048 key with a self-signed certificate, made now; nobody keeps it. @returns The path of its PKCS#12 file. */
export function makePkcs12(folder: string): string {
  const [key, certificate, p12] = ['key.pem', 'certificate.pem', 'key.p12'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const quiet = { stdio: 'ignore' } as const
  const usage = 'keyUsage=critical,digitalSignature,nonRepudiation'
  const subject = ['-subj', '/C=VN/CN=Bench', '-addext', usage, '-addext', 'basicConstraints=critical,CA:FALSE']
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate, ...subject],
    quiet,
  )
  execFileSync(
    'openssl',
    ['pkcs12', '-export', '-inkey', key, '-in', certificate, '-out', p12, '-passout', `pass:${PASSWORD}`],
    quiet,
  )
  return p12
}

function pngChunk(type: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(data.length + 12)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write(type, 4, 'latin1')
  chunk.set(data, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, data.length + 8)), data.length + 8)
  return chunk
}

/** A square PNG of 8-bit RGBA pixels, as `pixel` colours them. */
export function makePng(side: number, pixel: (x: number, y: number) => [number, number, number, number]): Buffer {
  const rows = Buffer.alloc(side * (side * 4 + 1))
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) rows.set(pixel(x, y), y * (side * 4 + 1) + 1 + x * 4)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 6], 8)
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(rows)), pngChunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks])
}

/** A red ring on nothing, as a seal is. */
export function makeSeal(): Buffer {
  return makePng(240, (x, y) => {
    const radius = Math.hypot(x - 120, y - 120)
    return radius > 95 && radius < 115 ? [200, 16, 16, 230] : [0, 0, 0, 0]
  })
}

/** A two-page letter of about 200 KB: text on both pages and a scan that does not compress. */
export async function makeTwoPages(number: number): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.TimesRoman)
  const noise = randomBytes(218 * 218 * 4)
  const scan = await document.embedPng(
    makePng(218, (x, y) => {
      const [red = 0, green = 0, blue = 0, alpha = 0] = noise.subarray((y * 218 + x) * 4)
      return [red, green, blue, alpha]
    }),
  )
  for (const page of [document.addPage([595, 842]), document.addPage([595, 842])]) {
    for (let line = 0; line < 40; line += 1) {
      page.drawText(`Document ${number}, line ${line}: the quick brown fox`, {
        x: 85,
        y: 760 - line * 14,
        size: 13,
        font,
      })
    }
  }
  document.getPage(0).drawImage(scan, { x: 85, y: 60, width: 120, height: 120 })
  return document.save({ useObjectStreams: false })
}

const MEBIBYTE = 1024 * 1024

/**
 * Writes a PDF of about `mebibytes` MiB piece by piece: one page with a 1 MiB scan for each, and 100,000 small objects,
 * as scanned files with forms and outlines have. Classic cross-reference table.
 */
export function writeLargePdf(path: string, mebibytes: number): void {
  const file = openSync(path, 'w')
  const offsets: number[] = []
  let at = 0
  const write = (bytes: string | Uint8Array): void => {
    at += writeSync(file, typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  }
  const begin = (): string => {
    offsets.push(at)
    return `${offsets.length} 0 obj\n`
  }
  write('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')
  write(`${begin()}<</Type/Catalog/Pages 2 0 R>>\nendobj\n`)
  const kids = Array.from({ length: mebibytes }, (_, page) => `${3 + 2 * page} 0 R`).join(' ')
  write(`${begin()}<</Type/Pages/Count ${mebibytes}/Kids[${kids}]/MediaBox[0 0 595 842]>>\nendobj\n`)
  for (let page = 0; page < mebibytes; page += 1) {
    write(`${begin()}<</Type/Page/Parent 2 0 R/Resources<</XObject<</S ${4 + 2 * page} 0 R>>>>>>\nendobj\n`)
    const image = '/Type/XObject/Subtype/Image/Width 1024/Height 1024/BitsPerComponent 8/ColorSpace/DeviceGray'
    write(`${begin()}<<${image}/Length ${MEBIBYTE}>>\nstream\n`)
    write(randomBytes(MEBIBYTE))
    write('\nendstream\nendobj\n')
  }
  for (let small = 0; small < 100_000; small += 1) write(`${begin()}<</Note(entry ${small})>>\nendobj\n`)

  const table = at
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  write(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows.join('')}`)
  write(`trailer\n<</Size ${offsets.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`)
  closeSync(file)
}
