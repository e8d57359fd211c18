import { AppError } from '#contract'
import type { ByteSource } from '#core/ports'
import { openPdf, type PdfDocument } from '../pdf/document.ts'

/** The first `size` bytes of a file as a file of their own: what there was when an earlier signature was made. */
function beginningOf(source: ByteSource, size: number): ByteSource {
  return {
    size,
    read: (offset, length) => source.read(offset, Math.max(0, Math.min(length, size - offset))),
    chunks: (from, to) => source.chunks(from, Math.min(to, size)),
  }
}

/** End-of-line bytes that may stand between the end of a signed range and that of its revision. */
const MAX_LINE_END = 2

/**
 * Which revision a signature covers: its range, opened as a file of its own, must be exactly the first revisions of the
 * whole file, up to the end of one of them. A range that ends elsewhere, or whose own cross-reference chain is another
 * than the file's, covers none: what a reader shows would not be what was signed.
 *
 * @param end Offset of the byte after the covered range.
 * @returns Index of the revision, 0 being the oldest; undefined where it covers none.
 */
export function coveredRevision(document: PdfDocument, end: number): number | undefined {
  const signed = openSigned(document.source, end)
  if (signed === undefined) return undefined
  const index = signed.revisions.length - 1
  const isSameChain = signed.revisions.every(({ sections }, position) => {
    const offsets = document.revisions[position]?.sections.map(({ offset }) => offset)
    return offsets?.join() === sections.map(({ offset }) => offset).join()
  })
  const revisionEnd = document.revisions[index]?.end
  if (!isSameChain || revisionEnd === undefined) return undefined
  const isWhole = end <= revisionEnd && revisionEnd - end <= MAX_LINE_END
  return isWhole || end === document.source.size || isOnlyLineEnd(document.source, end, revisionEnd) ? index : undefined
}

function openSigned(source: ByteSource, end: number): PdfDocument | undefined {
  try {
    return openPdf(beginningOf(source, end))
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

/** A range may also end some bytes after `%%EOF`; a following revision then begins there. */
function isOnlyLineEnd(source: ByteSource, end: number, revisionEnd: number): boolean {
  if (end < revisionEnd || end - revisionEnd > 64) return false
  return source.read(revisionEnd, end - revisionEnd).every((byte) => byte <= 0x20)
}
