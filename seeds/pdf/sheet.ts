import type { Word } from '#core/placement/words'
import type { FaceName, Typeface } from '#seeds/pdf/fonts'

/** A4 in points, and the margins of NĐ 30/2020, PL I, I.I.2: top and bottom 20-25 mm, left 30-35, right 15-20. */
export const A4 = { width: 595.28, height: 841.89 } as const
export const MARGIN = { top: 62, bottom: 62, left: 85, right: 51 } as const
export const TEXT_WIDTH = A4.width - MARGIN.left - MARGIN.right

export type Style = { face: FaceName; size: number }
/** Number of the page (1 is the first) and rectangle in points from the lower left. */
export type Place = { page: number; x: number; y: number; width: number; height: number }

const LINE = 1.22
/** At least 6 points between paragraphs. */
const PARAGRAPH_GAP = 6
const BODY: Style = { face: 'regular', size: 14 }
const number = (value: number) => (Math.round(value * 100) / 100).toString()

/** Breaks a text into lines of at most `width` points. */
export function breakLines(
  faces: Typeface,
  text: string,
  { face, size, width, indent = 0 }: Style & { width: number; indent?: number },
): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    const room = width - (lines.length === 0 ? indent : 0)
    if (line !== '' && faces[face].widthOf(longer, size) > room) {
      lines.push(line)
      line = word
    } else {
      line = longer
    }
  }
  return line === '' ? lines : [...lines, line]
}

/** Pages that are written on from top to bottom; where there is no more room a new one begins. */
export type Sheet = {
  /** Height of the next line's top, from the lower edge. */
  y: () => number
  page: () => number
  skip: (points: number) => void
  /** Begins a new page unless `points` fit on this one. */
  keepTogether: (points: number) => void
  textAt: (x: number, y: number, text: string, style: Style) => void
  centred: (x: number, y: number, text: string, style: Style) => void
  line: (x1: number, x2: number, y: number) => void
  /** Lines centred about `x`; the sheet's own height does not move. Gives the height below the last. */
  block: (x: number, top: number, lines: readonly string[], style: Style) => number
  /** A justified paragraph with an indented first line. NĐ 30/2020, PL I, I.II.6.d. */
  paragraph: (text: string, options?: { style?: Style; indent?: number }) => void
  /** Content of each page, as operators. */
  contents: () => string[]
  /** Words of each page that were set on their own, with their places: all but those of justified lines. */
  words: () => Word[][]
}

/** The words of a line that begins at `x`. */
function wordsOf(faces: Typeface, { x, y, text, face, size }: Style & { x: number; y: number; text: string }): Word[] {
  const of = faces[face]
  return [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    x: x + of.widthOf(text.slice(0, match.index), size),
    width: of.widthOf(match[0], size),
    ...{ baseline: y, fontSize: size, fontName: 'Tinos', angle: 0 },
    ...{ bold: face.startsWith('bold'), italic: face.endsWith('talic') },
  }))
}

/** Operators that write text and lines on whatever page is the last. ISO 32000-1, 9.4. */
function createPen(faces: Typeface, write: (operators: string, words?: readonly Word[]) => void) {
  const font = ({ face, size }: Style) => `/${face} ${number(size)} Tf`
  const textAt: Sheet['textAt'] = (x, y, text, style) => {
    const words = wordsOf(faces, { ...style, x, y, text })
    write(`BT ${font(style)} 1 0 0 1 ${number(x)} ${number(y)} Tm <${faces[style.face].encode(text)}> Tj ET`, words)
  }
  const centred: Sheet['centred'] = (x, y, text, style) => {
    textAt(x - faces[style.face].widthOf(text, style.size) / 2, y, text, style)
  }
  const justified = (x: number, y: number, text: string, { width, ...style }: Style & { width: number }) => {
    const face = faces[style.face]
    const words = text.split(' ')
    const gap = (width - face.widthOf(words.join(''), style.size)) / Math.max(1, words.length - 1)
    const shift = number((-gap * 1000) / style.size)
    const array = words.map((word) => `<${face.encode(word)}>`).join(` ${shift} `)
    write(`BT ${font(style)} 1 0 0 1 ${number(x)} ${number(y)} Tm [${array}] TJ ET`)
  }
  const line: Sheet['line'] = (x1, x2, y) => {
    write(`0.7 w ${number(x1)} ${number(y)} m ${number(x2)} ${number(y)} l S`)
  }
  const block: Sheet['block'] = (x, from, lines, style) => {
    let y = from
    for (const text of lines) {
      y -= style.size * LINE
      centred(x, y, text, style)
    }
    return y
  }
  return { textAt, centred, justified, line, block }
}

/** An empty sheet. */
export function createSheet(faces: Typeface): Sheet {
  const pages: string[][] = [[]]
  const words: Word[][] = [[]]
  let top = A4.height - MARGIN.top
  const { justified, ...pen } = createPen(faces, (operators, set = []) => {
    pages.at(-1)?.push(operators)
    words.at(-1)?.push(...set)
  })
  const newPage = () => {
    pages.push([])
    words.push([])
    top = A4.height - MARGIN.top
    pen.centred(A4.width / 2, A4.height - 42, String(pages.length), { face: 'regular', size: 13 })
  }
  const keepTogether = (points: number) => {
    if (top - points < MARGIN.bottom) newPage()
  }
  const paragraph: Sheet['paragraph'] = (text, { style = BODY, indent = 36 } = {}) => {
    const lines = breakLines(faces, text, { ...style, width: TEXT_WIDTH, indent })
    for (const [index, line] of lines.entries()) {
      keepTogether(style.size * LINE)
      top -= style.size * LINE
      const shift = index === 0 ? indent : 0
      const isLast = index === lines.length - 1
      if (isLast) pen.textAt(MARGIN.left + shift, top, line, style)
      else justified(MARGIN.left + shift, top, line, { ...style, width: TEXT_WIDTH - shift })
    }
    top -= PARAGRAPH_GAP
  }
  return {
    ...pen,
    y: () => top,
    page: () => pages.length,
    skip: (points) => {
      top -= points
    },
    keepTogether,
    paragraph,
    contents: () => pages.map((operators) => operators.join('\n')),
    words: () => words,
  }
}
