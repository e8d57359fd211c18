import { digestName } from '../certificates/signature-value.ts'
import { fieldsOf, readWhole } from '../der/read.ts'
import { contextTag, TAG } from '../der/tags.ts'
import { readIntegerHex, readOctets, readOid, readTime } from '../der/values.ts'

/** What a time-stamping authority signs: whose digest it saw, and when (RFC 3161, 2.4.2). */
export type TstInfo = {
  /** The authority's policy for this token, as an object identifier. */
  policy: string
  /** node:crypto's name; undefined where the digest is unknown. */
  digest: string | undefined
  imprint: Uint8Array
  time: Date
  /** Upper-case hexadecimal; undefined where the token has none. */
  nonce: string | undefined
}

/** @throws DerError where the content is malformed. */
export function readTstInfo(content: Uint8Array): TstInfo {
  const fields = fieldsOf(readWhole(content))
  fields.take(TAG.integer)
  const policy = readOid(fields.take(TAG.oid))
  const messageImprint = fieldsOf(fields.take(TAG.sequence))
  const digest = digestName(readOid(fieldsOf(messageImprint.take(TAG.sequence)).take(TAG.oid)))
  const imprint = readOctets(messageImprint.take(TAG.octetString))
  fields.take(TAG.integer)
  const time = readTime(fields.take(TAG.generalizedTime))
  fields.takeIf(TAG.sequence)
  fields.takeIf(TAG.boolean)
  const nonce = fields.takeIf(TAG.integer)
  fields.takeIf(contextTag(0))
  return { policy, digest, imprint, time, nonce: nonce && readIntegerHex(nonce) }
}
