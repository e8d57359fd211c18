import type { ByteSource } from '#core/ports'

/**
 * A word as it stands on a page, in points of the page's own space: origin and axes as its boxes have them, not turned by
 * /Rotate (ISO 32000-1:2008, 8.3.2.3).
 */
export type Word = {
  /** In composed form (NFC), without blanks. */
  text: string
  /** Where the first letter begins on the baseline. */
  x: number
  baseline: number
  /** Along the direction of writing. */
  width: number
  fontSize: number
  /** PostScript name, without the six letters of a subset. */
  fontName: string
  bold: boolean
  italic: boolean
  /** Direction of writing against the clock; 0 is to the right. On a page of /Rotate 90, upright words run at 90. */
  angle: number
}

/**
 * Reads the words of one page in the order in which the page draws them. A page without text (a scan) has none.
 *
 * @param page 1 is the first, -1 the last.
 * @throws AppError `page-not-found`, `page-unreadable` (damaged, encrypted, or more than fits into the time and memory allowed).
 */
export type ReadPageWords = (source: ByteSource, page: number) => Promise<Word[]>
