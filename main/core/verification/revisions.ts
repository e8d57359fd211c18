import { AppError } from '#contract'
import type { ByteSource } from '#core/ports'
import { beginningOf } from '../pdf/bytes.ts'
import { openPdf, type PdfDocument } from '../pdf/document.ts'
import type { XrefSection } from '../pdf/xref-section.ts'

/**
 * Which revision a signature covers: its range, opened as a file of its own, must end with `%%EOF` and be exactly the first
 * revisions of the whole file. A range that ends elsewhere, or whose own cross-reference chain is another than the file's,
 * covers none: what a reader shows would not be what was signed.
 *
 * @param end Offset of the byte after the covered range.
 * @returns Index of the revision, 0 being the oldest; undefined where it covers none.
 */
export function coveredRevision(document: PdfDocument, end: number): number | undefined {
  const known = remembered.get(document) ?? new Map<number, number | undefined>()
  remembered.set(document, known)
  if (!known.has(end)) {
    known.set(end, endsWithMarker(document.source, end) ? revisionOfBeginning(document, end) : undefined)
  }
  return known.get(end)
}

/** Each end is asked for by its signature and by those before it, and takes the reading of a chain. */
const remembered = new WeakMap<PdfDocument, Map<number, number | undefined>>()

/** The same for bytes of which nobody says that they are covered: what follows their last marker is left to readers. */
export function revisionOfBeginning(document: PdfDocument, end: number): number | undefined {
  // The whole file has been opened already.
  if (end === document.source.size) return document.revisions.length - 1
  const signed = openSigned(document.source, end)
  const isSameChain = signed?.revisions.every(({ sections }, position) => {
    return placesOf(document.revisions[position]?.sections ?? []) === placesOf(sections)
  })
  return isSameChain === true && signed ? signed.revisions.length - 1 : undefined
}

/** With its end: a table whose count of entries runs past the signed bytes has another trailer once some are appended. */
const placesOf = (sections: readonly XrefSection[]): string =>
  sections.map(({ offset, end }) => `${String(offset)}-${String(end)}`).join()

/** Bytes that may follow the marker: its line end, and what some writers add. */
const MARKER_ROOM = 64

function endsWithMarker(source: ByteSource, end: number): boolean {
  const length = Math.min(MARKER_ROOM, end)
  const tail = Buffer.from(source.read(end - length, length)).toString('latin1')
  return /%%EOF\s*$/.test(tail)
}

function openSigned(source: ByteSource, end: number): PdfDocument | undefined {
  try {
    return openPdf(beginningOf(source, end))
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

/** Line ends, spaces and zeros with which some programs fill up a file. */
const PADDING_ROOM = 1 << 16

/** Whether more than white space follows the last revision: bytes that nobody signed and no reader is to look at. */
export function hasBytesBehind(document: PdfDocument, end: number): boolean {
  const rest = document.source.read(end, PADDING_ROOM)
  return end + rest.length < document.source.size || rest.some((byte) => byte > 0x20)
}
