import { degrees, PDFDocument } from 'pdf-lib'

/** A page that is written sideways or head down and shown upright: its first page, as scanners and printers turn it. */
export async function turned(bytes: Uint8Array, turn: number, crop?: readonly [number, number, number, number]) {
  const source = await PDFDocument.create()
  const [embedded] = await source.embedPdf(bytes, [0])
  const at = { 0: { x: 0, y: 0 }, 90: { x: 842, y: 0 }, 180: { x: 595, y: 842 }, 270: { x: 0, y: 595 } }[turn]
  if (!embedded || !at) throw new Error('no page')
  const page = source.addPage(turn % 180 === 0 ? [595, 842] : [842, 595])
  page.setRotation(degrees(turn))
  page.drawPage(embedded, { ...at, rotate: degrees(turn), width: 595, height: 842 })
  if (crop) page.setCropBox(...crop)
  return source.save()
}
