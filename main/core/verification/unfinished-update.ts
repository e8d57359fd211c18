import type { PdfDocument } from '../pdf/document.ts'

/** What an incremental update begins with: its first object. */
const FIRST_OBJECT = /^\s*\d{1,10} \d{1,5} obj\b/
const LOOK = 4096

/**
 * Whether behind the last complete revision another begins that does not come to its end: the file was cut off when it was
 * sent or saved, and what it lacks may be a signature.
 *
 * @see ISO 32000-1:2008, 7.5.6.
 */
export function hasUnfinishedUpdate({ source, revisions }: PdfDocument): boolean {
  const sections = revisions.at(-1)?.sections ?? []
  const behind = Math.max(0, ...sections.map(({ end }) => end))
  const text = Buffer.from(source.read(behind, LOOK)).toString('latin1')
  const marker = text.indexOf('%%EOF')
  return marker >= 0 && FIRST_OBJECT.test(text.slice(marker + '%%EOF'.length))
}
