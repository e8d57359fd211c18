import type { Appearance, Placeholder, SigningTimeFormat } from '#contract'

/** What stands for the placeholders of an appearance's lines. */
export type LookWords = Partial<Record<Placeholder, string>>

/** What a stamp leaves open, to be written by hand. */
const OPEN = '…………'

/**
 * An appearance's lines with their placeholders filled. A line of which nothing is known is left out; in a stamp it
 * stays, with dots to write on (NĐ 30/2020/NĐ-CP, PL IV, Mục V).
 */
export function filledLines({ lines, framed }: Pick<Appearance, 'lines' | 'framed'>, words: LookWords): string[] {
  return lines.flatMap((line) => {
    const named = [...line.matchAll(/\{(\w+)\}/g)].map(([, word]) => words[word as Placeholder] ?? '')
    const isEmpty = named.length > 0 && named.every((word) => word.trim() === '')
    if (isEmpty && !framed) return []
    return [line.replace(/\{(\w+)\}/g, (_, word: string) => words[word as Placeholder]?.trim() || OPEN)]
  })
}

/** The signing time in Vietnam's zone: ISO 8601 (NĐ 30/2020, PL I, I.II.8.b), or as the government's tools print it. */
export function signingTime(at: Date, format: SigningTimeFormat): string {
  const iso = new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)
  const [date = '', time = ''] = iso.split('T')
  if (format === 'iso') return `${iso}+07:00`
  return `${date.split('-').reverse().join('.')} ${time} +07:00`
}
