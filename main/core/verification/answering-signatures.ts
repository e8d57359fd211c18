import type { PdfDocument } from '../pdf/document.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { coveredRevision } from './revisions.ts'
import { findCoverage, listSignatures } from './signature-dictionary.ts'

/**
 * Names of the fields whose signatures cover a revision and nothing behind it: who answers for what it changed. A signature
 * that stands in the revision but covers other bytes answers for nothing.
 *
 * @param view The document as the revision left it.
 * @param index Of the revision; 0 is the oldest.
 */
export function answeringSignatures(document: PdfDocument, view: ObjectView, index: number): readonly string[] {
  const [from, to] = [document.revisions[index - 1]?.end ?? 0, document.revisions[index]?.end ?? 0]
  return listSignatures(view).flatMap((signature) => {
    const coverage = findCoverage(view, signature)
    if (typeof coverage === 'string') return []
    const { end } = coverage.range
    // Behind the marker may stand one more line end than its revision counts.
    const isNear = end > from && end <= to + LINE_ENDS
    return isNear && coveredRevision(document, end) === index ? [signature.field.name] : []
  })
}

/** Index of the last revision that a signature of a person covers: somebody answers for it and for what led to it; -1 for none. */
export function lastAnsweredRevision(document: PdfDocument): number {
  return listSignatures(document).reduce((last, signature) => {
    const coverage = signature.isDocumentTimestamp ? undefined : findCoverage(document, signature)
    if (coverage === undefined || typeof coverage === 'string') return last
    return Math.max(last, coveredRevision(document, coverage.range.end) ?? -1)
  }, -1)
}

const LINE_ENDS = 64
