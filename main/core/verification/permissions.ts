import { type FieldLock, locksOf } from '../pdf/field-locks.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { docMdpOf, findCoverage, listSignatures, type SignatureDictionary } from './signature-dictionary.ts'

/** What the signatures so far allow: the level, null where none says one, and what they lock. */
export type Permissions = { level: number | null; locks: readonly FieldLock[] }

/** The level that leaves comments open, which a document has only by its certification. */
const COMMENTS_OPEN = 3

/**
 * Reads what the signatures of a revision allow. The first signature may certify the document; what a later one or a lock
 * says can only restrict it further, never open it again, and a document timestamp certifies nothing.
 *
 * @see ISO 32000-1:2008, 12.8.2.2 (the certifying signature is the first), Table 254; ISO 32000-2:2020, Table 236, entry P.
 */
export function permissionsOf(view: ObjectView): Permissions {
  const locks = locksOf(view)
  const signatures = listSignatures(view).filter(({ isDocumentTimestamp }) => !isDocumentTimestamp)
  const first = firstOf(view, signatures)
  const certified = first ? docMdpOf(view, first.dict) : null
  const restricting = [
    ...signatures.map(({ dict }) => docMdpOf(view, dict)),
    ...locks.map(({ permissions }) => permissions ?? null),
  ]
    .filter((level) => level !== null)
    .filter((level) => level < COMMENTS_OPEN)
  return {
    // No spread: a form may have more fields than a call has room for.
    level: restricting.reduce<number | null>((least, level) => Math.min(least ?? COMMENTS_OPEN, level), certified),
    locks,
  }
}

/** The signature that covers least, which those after it cover; one that covers nothing in order comes behind the others. */
function firstOf(view: ObjectView, signatures: readonly SignatureDictionary[]): SignatureDictionary | undefined {
  let first: { signature: SignatureDictionary; end: number } | undefined
  for (const signature of signatures) {
    const coverage = findCoverage(view, signature)
    const end = typeof coverage === 'string' ? Number.POSITIVE_INFINITY : coverage.range.end
    if (end < (first?.end ?? Number.POSITIVE_INFINITY)) first = { signature, end }
  }
  return first?.signature ?? signatures[0]
}
