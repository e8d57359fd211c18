import type { Appearance, Placeholder, SigningTimeFormat } from '#contract'

/** What stands for the placeholders of an appearance's lines. */
export type LookWords = Partial<Record<Placeholder, string>>

/** What a stamp leaves open, to be written by hand. */
const OPEN = '…………'
/** Of one line: at 10 pt some 110 mm. */
const MOST_LETTERS = 72

/**
 * An appearance's lines with their placeholders filled. A line of which nothing is known is left out; in a stamp it
 * stays, with dots to write on (NĐ 30/2020/NĐ-CP, PL IV, Mục V).
 */
export function filledLines({ lines, framed }: Pick<Appearance, 'lines' | 'framed'>, words: LookWords): string[] {
  return lines.flatMap((line) => {
    const named = [...line.matchAll(/\{(\w+)\}/g)].map(([, word]) => words[word as Placeholder] ?? '')
    const isEmpty = named.length > 0 && named.every((word) => word.trim() === '')
    if (isEmpty && !framed) return []
    return wrapped(line.replace(/\{(\w+)\}/g, (_, word: string) => words[word as Placeholder]?.trim() || OPEN))
  })
}

/** What a person wrote may be long, or of several lines. */
function wrapped(text: string): string[] {
  return text.split(/\r?\n/).flatMap((paragraph) => {
    const lines: string[] = []
    for (const word of paragraph.split(/\s+/)) {
      const last = lines.at(-1)
      if (last !== undefined && last.length + word.length < MOST_LETTERS) lines[lines.length - 1] = `${last} ${word}`
      else lines.push(word)
    }
    return lines
  })
}

/** The signing time in Vietnam's zone: ISO 8601 (NĐ 30/2020, PL I, I.II.8.b), or as the government's tools print it. */
export function signingTime(at: Date, format: SigningTimeFormat): string {
  const iso = new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)
  const [date = '', time = ''] = iso.split('T')
  if (format === 'iso') return `${iso}+07:00`
  return `${date.split('-').reverse().join('.')} ${time} +07:00`
}
