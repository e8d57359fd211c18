import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import { childrenOf, type Element, encodingOf, type Fields, fieldsOf, unwrap } from '../der/read.ts'
import { contextTag, TAG } from '../der/tags.ts'
import { readSignedData } from './read-signed-data.ts'

/** Throws DerError where a value is not of the attribute's type. */
type Reader = (value: Element) => void

/**
 * Whether the values of an unsigned attribute are what its type says. Timestamps, certificates and revocation values of a
 * signature are read elsewhere; the others add nothing here, but other software writes them, and they are no damage.
 */
export function isKnownAttribute(type: string, values: readonly Element[]): boolean {
  if (READ_ELSEWHERE.has(type)) return true
  const read = READERS.get(type)
  if (read === undefined) return false
  try {
    for (const value of values) read(value)
    return true
  } catch (error) {
    if (error instanceof DerError) return false
    throw error
  }
}

/** EN 319 142-1, 6.3; EN 319 122-1, 5.3 and 5.4. */
const READ_ELSEWHERE: ReadonlySet<string> = new Set([
  OID.signatureTimeStampToken,
  OID.certificateValues,
  OID.revocationValues,
])

const READERS: ReadonlyMap<string, Reader> = new Map([
  [OID.completeCertificateReferences, readReferences],
  [OID.archiveTimeStampV2, readToken],
  [OID.archiveTimeStampV3, readToken],
  [OID.microsoftTimeStampToken, readToken],
  [OID.countersignature, readCountersignature],
  [OID.revocationInfoArchival, readArchival],
])

function requireEnd(fields: Fields, within: Element): void {
  if (fields.rest().length > 0) throw new DerError('something follows the last field', within.start)
}

/** Archive timestamps, and what Microsoft's software puts beside a signature (EN 319 122-1, 5.5.2 and A.2.4; RFC 3161). */
function readToken(value: Element): void {
  if (readSignedData(encodingOf(value)).contentType !== OID.tstInfo) throw new DerError('no token', value.start)
}

/** SEQUENCE OF SEQUENCE { a digest, alone or with its algorithm; issuer and serial number } (EN 319 122-1, A.1.1.2). */
function readReferences(value: Element): void {
  if (value.id !== TAG.sequence) throw new DerError('no list', value.start)
  for (const reference of childrenOf(value)) {
    const fields = fieldsOf(reference)
    const digest = fields.takeIf(TAG.octetString) ? undefined : fieldsOf(fields.take(TAG.sequence))
    digest?.take(TAG.sequence)
    digest?.take(TAG.octetString)
    if (digest) requireEnd(digest, reference)
    fields.takeIf(TAG.sequence)
    requireEnd(fields, reference)
  }
}

/** A SignerInfo over the signature value (RFC 5652, 11.4). */
function readCountersignature(value: Element): void {
  const fields = fieldsOf(value)
  fields.take(TAG.integer)
  fields.take()
  fields.take(TAG.sequence)
  fields.takeIf(contextTag(0))
  fields.take(TAG.sequence)
  fields.take(TAG.octetString)
  fields.takeIf(contextTag(1))
  requireEnd(fields, value)
}

/** Lists and responses as in Adobe's signed attribute (ISO 32000-2:2020, 12.8.3.3.2). */
function readArchival(value: Element): void {
  const fields = fieldsOf(value)
  for (const tag of [0, 1, 2]) {
    const list = fields.takeIf(contextTag(tag))
    if (list && unwrap(list).id !== TAG.sequence) throw new DerError('no list', list.start)
  }
  requireEnd(fields, value)
}
