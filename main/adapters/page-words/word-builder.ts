import type { Word } from '#core/placement/words'
import type { Font } from './text-state.ts'

/** Letters of one page; more is an attack on time. */
const MAX_LETTERS = 500_000
/** In parts of the font's size: a gap that parts words, and how far a kerned letter may step back. */
const GAP = 0.16
const BACK = -0.35
const OFF_LINE = 0.12

export type Letter = {
  text: string
  x: number
  y: number
  width: number
  fontSize: number
  angle: number
  font: Font
}

type Open = { letters: string[]; first: Letter; endX: number; endY: number; width: number }

/** Puts letters together to words: they end at a blank, a gap, or where the next letter stands on another line. */
export function createWordBuilder(): { add: (letter: Letter) => void; end: () => Word[] } {
  const words: Word[] = []
  let open: Open | undefined
  let count = 0
  const close = () => {
    if (open) words.push(...toWord(open))
    open = undefined
  }
  return {
    add: (letter) => {
      count += 1
      if (count > MAX_LETTERS) throw new RangeError('a page of too many letters')
      if (letter.text.trim() === '') {
        close()
        return
      }
      if (open && !continues(open, letter)) close()
      open = open ? grown(open, letter) : grown(begun(letter), letter)
    },
    end: () => {
      close()
      return words
    },
  }
}

const begun = (first: Letter): Open => ({ letters: [], first, endX: first.x, endY: first.y, width: 0 })

function grown(open: Open, letter: Letter): Open {
  const { along } = away(open.first, letter)
  const radians = (letter.angle * Math.PI) / 180
  return {
    ...open,
    letters: [...open.letters, letter.text],
    width: Math.max(open.width, along + letter.width),
    endX: letter.x + Math.cos(radians) * letter.width,
    endY: letter.y + Math.sin(radians) * letter.width,
  }
}

/** How far `to` lies from `from`, along and across the direction of writing. */
function away({ x, y, angle }: Letter, to: { x: number; y: number }): { along: number; across: number } {
  const radians = (angle * Math.PI) / 180
  const [dx, dy] = [to.x - x, to.y - y]
  return {
    along: dx * Math.cos(radians) + dy * Math.sin(radians),
    across: dy * Math.cos(radians) - dx * Math.sin(radians),
  }
}

function continues({ first, endX, endY }: Open, letter: Letter): boolean {
  if (letter.angle !== first.angle) return false
  const { along } = away({ ...first, x: endX, y: endY }, letter)
  const { across } = away(first, letter)
  const size = Math.max(first.fontSize, letter.fontSize)
  return along < GAP * size && along > BACK * size && Math.abs(across) < OFF_LINE * size
}

function toWord({ letters, first, width }: Open): Word[] {
  const text = letters.join('').normalize('NFC').trim()
  if (text === '') return []
  const { x, y, fontSize, font, angle } = first
  const { name, bold, italic } = font
  return [{ text, x, baseline: y, width, fontSize, fontName: name, bold, italic, angle }]
}
