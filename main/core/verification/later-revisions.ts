import type { Modification, SignatureReport } from '#contract'
import type { FindingCode } from '#contract/findings'
import type { PdfDocument } from '../pdf/document.ts'

export type LaterChanges = Pick<SignatureReport, 'modification' | 'changesAfter'> & {
  findings: readonly FindingCode[]
}

/** What happened to a document after a revision. */
export type RevisionAnalysis = (covered: number) => LaterChanges

export function analyseRevisions(document: PdfDocument): RevisionAnalysis {
  return (covered) => {
    const isLast = covered === document.revisions.length - 1
    const modification: Modification = isLast ? 'none' : 'not-analysed'
    return { modification, changesAfter: [], findings: isLast ? [] : ['changes-not-analysed'] }
  }
}
