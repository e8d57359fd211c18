import type { FontWidths } from './font-widths.ts'
import { type Matrix, type Point, transform } from './geometry.ts'

/** How text is set. ISO 32000-1:2008, 9.3.1. */
export type TextState = {
  font: FontWidths
  /** As the resources call it. */
  fontName: string
  fontSize: number
  charSpacing: number
  wordSpacing: number
  /** 1 for letters as wide as the font has them (9.3.4). */
  scaling: number
  rise: number
  leading: number
  /** 3 and 7 paint nothing (9.3.6). */
  renderMode: number
}

/** Letters that stand close to each other, without the spaces between them: where on their line they begin and end. */
export type TextRun = { from: number; to: number; text: string }

/** A gap of so many times the size of the letters parts them: what stands in it covers none. */
const GAP = 1
/** So many times that gap is as long as letters are told together; what is longer could not be looked at closely. */
const LONGEST = 100
/** A letter that is said to be narrower is seen all the same, and about as wide as others. */
const NARROWEST = 0.1
const SEEN = 0.4

/**
 * Where the letters of a text-showing operator come to stand along their line, and how far it leads.
 *
 * @param parts Strings, and numbers that move back what follows by thousandths of the size.
 * @see ISO 32000-1:2008, 9.4.4.
 */
export function layText(
  parts: readonly (string | number)[],
  state: TextState,
): { runs: readonly TextRun[]; advance: number } {
  const { font, charSpacing, wordSpacing } = state
  const scaling = font.isVertical ? 1 : state.scaling
  const size = state.fontSize * scaling
  const far = Math.abs(size) * GAP
  const runs: TextRun[] = []
  let at = 0
  for (const part of parts) {
    if (typeof part === 'number') {
      at -= (part / 1000) * size
      continue
    }
    for (let index = 0; index < part.length; index += font.bytes) {
      const code = codeAt(part, index, font.bytes)
      const width = font.widthOf(code)
      if (!font.isBlank(code)) {
        const run = place(runs, at, at + seen(width) * size, far)
        run.text += part.slice(index, index + font.bytes)
      }
      at += width * size + charSpacing * scaling
      if (font.bytes === 1 && code === SPACE) at += wordSpacing * scaling
    }
  }
  return { runs, advance: at }
}

const SPACE = 32

/** A second byte that is missing at a string's end counts as 0: readers show something there. */
const codeAt = (part: string, index: number, bytes: FontWidths['bytes']): number =>
  bytes === 1 ? part.charCodeAt(index) : part.charCodeAt(index) * 256 + (part.charCodeAt(index + 1) || 0)

const seen = (width: number): number => (Math.abs(width) < NARROWEST ? SEEN : width)

/** Makes room for a letter in the last run, or begins another, where it is further away from it than `far`, or that is long. */
function place(runs: TextRun[], at: number, end: number, far: number): TextRun {
  const left = at < end ? at : end
  const right = at < end ? end : at
  const last = runs.at(-1)
  const isLong = last !== undefined && last.to - last.from > LONGEST * far
  if (!last || isLong || left > last.to + far || right < last.from - far) {
    const run = { from: left, to: right, text: '' }
    runs.push(run)
    return run
  }
  if (left < last.from) last.from = left
  if (right > last.to) last.to = right
  return last
}

/** A run where it is painted: its ends as the letters are read, how high they stand and how many they are. */
export function placedRun({ from, to, text }: TextRun, { font, fontSize, scaling, rise }: TextState, matrix: Matrix) {
  const isBackward = font.isVertical || fontSize * scaling < 0
  const on = (along: number): Point => transform(matrix, font.isVertical ? [rise, along] : [along, rise])
  const letters = Math.ceil(text.length / font.bytes)
  const wide = (to - from) / letters
  const size = Math.abs(fontSize)
  const height = font.box === null ? size : Math.min(3 * wide, Math.max(wide, size * font.box))
  const [zero, up] = [transform(matrix, [0, 0]), transform(matrix, [0, height])]
  return {
    at: on(isBackward ? to : from),
    end: on(isBackward ? from : to),
    size: Math.hypot(up[0] - zero[0], up[1] - zero[1]),
    text,
    letters,
  }
}
