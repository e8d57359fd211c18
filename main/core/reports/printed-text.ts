/** More of one value than this is no longer read; a hostile file carries megabytes. */
const MOST_LETTERS = 1000
/** Longer than a line of text; setting a word takes time that grows faster than the word. */
const LONGEST_WORD = 80

/** The beginning of a text that is too long, with a mark that there was more. */
export function shortened(text: string, most = MOST_LETTERS): string {
  if (text.length <= most) return text
  // Two code units at most make a letter: the rest of a huge text is never looked at.
  const letters = Array.from(text.slice(0, 2 * (most + 1)))
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}

/** The same facts with every text shortened and on one line: what a file says of itself makes no lines of its own. */
export function withShortTexts<Facts>(facts: Facts): Facts {
  if (typeof facts === 'string') return shortened(facts).replace(/[\r\n]+/g, ' ') as Facts
  if (Array.isArray(facts)) return facts.map((one: unknown) => withShortTexts(one)) as Facts
  if (facts === null || typeof facts !== 'object') return facts
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, withShortTexts<unknown>(value)]),
  ) as Facts
}

/** Parts a word that would not fit on a line; each piece stays whole. */
export function withShortWords(pieces: readonly string[]): string {
  let length = 0
  let text = ''
  for (const piece of pieces) {
    const isSpace = /^\s$/.test(piece)
    const isTooLong = !isSpace && length + piece.length > LONGEST_WORD
    length = isSpace ? 0 : (isTooLong ? 0 : length) + piece.length
    text += isTooLong ? ` ${piece}` : piece
  }
  return text
}
