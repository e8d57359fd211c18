import type { SeenWord } from '#core/placement/page-space'

/** Part of a line: printed text, or dots that hold a place open. */
export type Piece = {
  kind: 'text' | 'dots'
  text: string
  x: number
  end: number
  baseline: number
  fontSize: number
  bold: boolean
  italic: boolean
}

/** Width of a text in parts of the font's size. */
export type Measure = (text: string) => number

/** In parts of the font's size: how far two words of one line may stand apart in height. */
const SAME_LINE = 0.3
const DOTS = /([.…‥_]{2,}|…)/u
const PARTS = /(Số:|[.…‥_]{2,}|…)/u

/** The pieces of every line, top line first, each from left to right. */
export function linesOf(words: readonly SeenWord[], measure: Measure): Piece[][] {
  const lines: Piece[][] = []
  for (const word of words.toSorted((a, b) => b.baseline - a.baseline)) {
    const line = lines.at(-1)
    const first = line?.[0]
    const continues = first && first.baseline - word.baseline <= SAME_LINE * Math.min(first.fontSize, word.fontSize)
    if (continues) line.push(...piecesOf(word, measure))
    else lines.push(piecesOf(word, measure))
  }
  return lines.map((line) => line.toSorted((a, b) => a.x - b.x))
}

/** Cuts a word where dots begin or end, and after `Số:`; the places within it follow from the letters' widths. */
function piecesOf(word: SeenWord, measure: Measure): Piece[] {
  const { baseline, fontSize, bold, italic } = word
  const scale = word.width / (measure(word.text) || 1)
  let x = word.x
  return word.text
    .split(PARTS)
    .filter((text) => text !== '')
    .map((text) => {
      const piece = { text, x, end: x + measure(text) * scale, baseline, fontSize, bold, italic }
      x = piece.end
      return { kind: DOTS.test(text) ? ('dots' as const) : ('text' as const), ...piece }
    })
}
