import type { FileReport, LaterChange, SignatureReport } from '../verification.ts'

/** A change, told once, and who of those that had signed before does not allow it. */
export type TimelineChange = LaterChange & { against: readonly SignatureReport[] }

/** One revision of a file: who signed it, and what it changed that others had signed. */
export type TimelineEntry = {
  number: number
  of: number
  /** The file as it was then is its first `end` bytes. */
  end: number
  isLast: boolean
  signatures: readonly SignatureReport[]
  /** Where nobody signed it: the next revision that is signed, with which it is covered too; null where none follows. */
  coveredBy: number | null
  changes: readonly TimelineChange[]
}

/** The revisions of a file in the order in which they were written (ISO 32000-1, 7.5.6). */
export function timelineOf({ revisions, signatures }: FileReport): TimelineEntry[] {
  return revisions.map(({ number, end, signatures: fields }) => {
    const signed = signatures.filter(({ field, revision }) => revision === number && fields.includes(field))
    return {
      number,
      of: revisions.length,
      end,
      isLast: number === revisions.length,
      signatures: signed,
      coveredBy: revisions.find((later) => later.number > number && later.signatures.length > 0)?.number ?? null,
      changes: changesBy(number, signatures).filter((change) => !isTheSigningItself(change, signed)),
    }
  })
}

/** Several signatures tell of one and the same change; what one of them forbids is forbidden. */
function changesBy(number: number, signatures: readonly SignatureReport[]): TimelineChange[] {
  const told = new Map<string, TimelineChange>()
  for (const signature of signatures) {
    for (const change of signature.changesAfter.filter(({ revision }) => revision === number)) {
      const key = [change.kind, change.detail, change.page].join('\n')
      const before = told.get(key)
      const isAgainst = change.judgement === 'forbidden'
      const against = [...(before?.against ?? []), ...(isAgainst ? [signature] : [])]
      told.set(key, { ...(before ?? change), against, judgement: against.length > 0 ? 'forbidden' : 'permitted' })
    }
  }
  return [...told.values()].toSorted((a, b) => Number(b.against.length > 0) - Number(a.against.length > 0))
}

const SIGNING = ['signature-added', 'document-timestamp-added']

/** That a signature was added to the revision that it signs is said by its name already. */
function isTheSigningItself({ kind, judgement }: LaterChange, signed: readonly SignatureReport[]): boolean {
  return judgement === 'permitted' && signed.length > 0 && SIGNING.includes(kind)
}
