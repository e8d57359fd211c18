import { deflateSync } from 'node:zlib'

/** Parts of a PDF made by hand: each object's text by its number, from 1. */
export type TinyObjects = readonly string[]

/** Catalog, pages, two pages of A4, their contents. */
export const TWO_PAGES: TinyObjects = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] >>',
  '<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << >> >>',
  '<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << >> /Rotate 90 >>',
  '<< /Length 9 >>\nstream\n0 0 m S Q\nendstream',
]

/** A PDF with a classic cross-reference table. */
export function withTable(objects: TinyObjects, options: { trailer?: string; header?: string } = {}): Buffer {
  let text = options.header ?? '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  const offsets = objects.map((body, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const start = text.length
  const lines = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${options.trailer ?? ''} >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

/** The same objects with a cross-reference stream; those without a stream of their own stand in an object stream. */
export function withStreams(objects: TinyObjects): Buffer {
  const packed = objects.flatMap((body, index) => (body.includes('stream') ? [] : [{ num: index + 1, body }]))
  const container = objects.length + 1
  const own = objects.length + 2
  const rows: number[][] = [[0, 0, 0]]
  let text = '%PDF-1.7\n'
  let offset = 0
  const pairs = packed.map(({ num, body }, index) => {
    rows[num] = [2, container, index]
    const pair = `${num} ${offset}`
    offset += body.length + 1
    return pair
  })
  for (const [index, body] of objects.entries()) {
    if (!body.includes('stream')) continue
    rows[index + 1] = [1, text.length, 0]
    text += `${index + 1} 0 obj\n${body}\nendobj\n`
  }
  const first = `${pairs.join(' ')}\n`
  const data = deflateSync(Buffer.from(first + packed.map(({ body }) => `${body}\n`).join(''), 'latin1')).toString(
    'latin1',
  )
  rows[container] = [1, text.length, 0]
  text += `${container} 0 obj\n<< /Type /ObjStm /N ${packed.length} /First ${first.length} /Filter /FlateDecode /Length ${data.length} >>\n`
  text += `stream\n${data}\nendstream\nendobj\n`
  const start = text.length
  rows[own] = [1, start, 0]
  const table = Buffer.concat(
    rows.map(([type = 0, b = 0, c = 0]) => Buffer.from([type, b >> 16, (b >> 8) & 255, b & 255, c])),
  )
  text += `${own} 0 obj\n<< /Type /XRef /Size ${own + 1} /W [1 3 1] /Root 1 0 R /Length ${table.length} >>\n`
  text += `stream\n${table.toString('latin1')}\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
