import * as fontkit from 'fontkit'
import PDFDocument from 'pdfkit'
import { type Language, plainText } from '#contract/words/format'
import type { FaceOf } from '#core/fields/prepare-fields'
import { withShortWords } from './printed-text.ts'

export const MARGIN = 56
/** A4, in points. */
const A4 = { width: 595.28, height: 841.89 }
const FOOTER = 30
export const TEXT_WIDTH = A4.width - 2 * MARGIN

/** How a run of text looks, and what it is (ISO 32000-1, 14.8.4). */
export type Style = {
  face: 'regular' | 'bold' | 'italic'
  size: number
  colour: string
  role: 'H1' | 'H2' | 'H3' | 'H4' | 'P'
}

export type Placed = { x: number; width: number }

/** A4 pages that text is set on from top to bottom; a page that is full is followed by the next. */
export type Sheet = {
  readonly y: number
  text: (text: string, style: Style, place?: Placed) => void
  /** Height of a text in points. */
  height: (text: string, style: Style, width?: number) => number
  gap: (points: number) => void
  /** Begins a new page where less than so much is left; more than a page is never asked for. */
  need: (points: number) => void
  /** A bar beside what was set since `from`, where it is still on the same page. */
  bar: (from: { y: number; page: number }, colour: string) => void
  rule: () => void
  mark: () => { y: number; page: number }
  moveTo: (y: number) => void
  finish: (footer: (page: number, pages: number) => string) => Promise<Uint8Array>
}

type Facts = { title: string; language: Language; madeAt: Date }

/** An empty sheet in Tinos (decision 0008); only the letters used are embedded, with their Unicode values. */
export function createSheet(faces: FaceOf, facts: Facts): Sheet {
  const document = openDocument(faces, facts)
  const bytes = collect(document)
  const root = document.struct('Document')
  document.addStructure(root)
  const spelled = speller(faces)
  const use = ({ face, size, colour }: Style) => document.font(face).fontSize(size).fillColor(colour)
  const page = () => document.bufferedPageRange().count - 1
  return {
    get y() {
      return document.y
    },
    text: (text, style, place = { x: MARGIN, width: TEXT_WIDTH }) => {
      const { x, width } = place
      use(style).text(spelled(text), x, document.y, { width, structParent: root, structType: style.role })
    },
    height: (text, style, width = TEXT_WIDTH) => use(style).heightOfString(spelled(text), { width }),
    gap: (points) => {
      document.y += points
    },
    need: (points) => {
      const bottom = document.page.height - document.page.margins.bottom
      if (document.y + Math.min(points, bottom - MARGIN) > bottom) document.addPage()
    },
    bar: (from, colour) => {
      if (from.page === page()) drawBar(document, { from: from.y, colour })
    },
    rule: () => {
      drawRule(document)
    },
    mark: () => ({ y: document.y, page: page() }),
    moveTo: (y) => {
      document.y = y
    },
    finish: async (footer) => {
      root.end()
      const { count } = document.bufferedPageRange()
      for (let at = 0; at < count; at++) {
        document.switchToPage(at)
        writeFooter(document, spelled(footer(at + 1, count)))
      }
      document.end()
      return bytes
    },
  }
}

function openDocument(faces: FaceOf, { title, language, madeAt }: Facts): PDFKit.PDFDocument {
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOTER / 2 },
    pdfVersion: '1.7',
    // None of the fonts that every reader has: they lack Vietnamese.
    font: '',
    tagged: true,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    info: { Title: plainText(title), Creator: 'Văn Thư', Producer: 'Văn Thư', CreationDate: madeAt, ModDate: madeAt },
  })
  document.registerFont('regular', faces({ bold: false, italic: false }))
  document.registerFont('bold', faces({ bold: true, italic: false }))
  document.registerFont('italic', faces({ bold: false, italic: true }))
  return document
}

function drawBar(document: PDFKit.PDFDocument, { from, colour }: { from: number; colour: string }): void {
  document.markContent('Artifact', { type: 'Layout' })
  document.rect(MARGIN - 10, from, 3, document.y - from).fill(colour)
  document.endMarkedContent()
}

function drawRule(document: PDFKit.PDFDocument): void {
  const { y } = document
  document.markContent('Artifact', { type: 'Layout' })
  document
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + TEXT_WIDTH, y)
    .lineWidth(0.5)
    .stroke('#b0b0b0')
  document.endMarkedContent()
}

/** Below the text, where nothing else may stand; no part of what is read aloud. */
function writeFooter(document: PDFKit.PDFDocument, text: string): void {
  document.page.margins.bottom = 0
  document.markContent('Artifact', { type: 'Pagination' })
  document
    .font('regular')
    .fontSize(9)
    .fillColor('#555555')
    .text(text, MARGIN, document.page.height - MARGIN + FOOTER / 2, {
      width: TEXT_WIDTH,
      align: 'right',
      lineBreak: false,
    })
  document.endMarkedContent()
}

function collect(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const parts: Buffer[] = []
  return new Promise((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part))
    document.on('error', reject)
    document.on('end', () => {
      resolve(Buffer.concat(parts))
    })
  })
}

/** Letters that the font does not have are named by their number, so that no part of a name is lost: `[U+65E5]`. */
function speller(faces: FaceOf): (text: string) => string {
  const bytes = faces({ bold: false, italic: false })
  const font = fontkit.create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (!('hasGlyphForCodePoint' in font)) throw new TypeError('a font collection cannot be printed with')
  const spell = (letter: string): string => {
    const point = letter.codePointAt(0) ?? 0
    return font.hasGlyphForCodePoint(point) ? letter : `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`
  }
  return (text) =>
    text
      .split('\n')
      .map((line) => withShortWords(Array.from(plainText(line)).map(spell)))
      .join('\n')
}
