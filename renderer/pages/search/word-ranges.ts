import { folded } from '#renderer/text/folded.ts'

/** Where the sought words stand in a text, diacritics ignored: offsets from the first to after the last character. */
export function wordRanges(text: string, words: string): [from: number, to: number][] {
  const sought = folded(words)
    .split(/\s+/u)
    .filter((word) => word !== '')
  if (sought.length === 0) return []
  // One folded character for each character, so that offsets stay those of the text.
  const plain = Array.from(
    text.normalize('NFC'),
    (character) => folded(character).slice(0, character.length) || ' ',
  ).join('')
  if (plain.length !== text.length) return []
  return sought.flatMap((word) => occurrences(plain, word)).toSorted((a, b) => a[0] - b[0])
}

function occurrences(plain: string, word: string): [number, number][] {
  const found: [number, number][] = []
  for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
    if (at === 0 || !/[\p{L}\d]/u.test(plain[at - 1] ?? '')) found.push([at, at + word.length])
  }
  return found
}
