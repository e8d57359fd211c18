import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import { childrenOf, type Element, encodingOf, fieldsOf, readWhole } from '../der/read.ts'
import { TAG } from '../der/tags.ts'
import { readNamedBits, readSmallInteger, readText } from '../der/values.ts'
import { booleanValue, integer, nullValue, objectId, octetString, sequence } from '../der/write.ts'
import type { DigestName } from '../ports.ts'

const DIGESTS: Readonly<Record<DigestName, string>> = { sha256: OID.sha256, sha384: OID.sha384, sha512: OID.sha512 }

/**
 * A TimeStampReq that wants the authority's certificate inside the token.
 *
 * @param asked.nonce Octets of a number that the answer must repeat; the first must not be zero.
 * @see RFC 3161, 2.4.1.
 */
export function buildTimestampRequest(asked: {
  imprint: Uint8Array
  digest: DigestName
  nonce: Uint8Array
}): Uint8Array {
  const algorithm = sequence(objectId(DIGESTS[asked.digest]), nullValue())
  return sequence(integer(1), sequence(algorithm, octetString(asked.imprint)), integer(asked.nonce), booleanValue(true))
}

/** What an authority answered: a token, or why it gave none. */
export type TimestampAnswer = { token: Uint8Array } | { refusal: string }

const MAX_REASON = 120

/**
 * Reads a TimeStampResp.
 *
 * @throws DerError where it is malformed, or grants a token and has none.
 * @see RFC 3161, 2.4.2.
 */
export function readTimestampResponse(bytes: Uint8Array): TimestampAnswer {
  const fields = fieldsOf(readWhole(bytes))
  const statusInfo = fields.take(TAG.sequence)
  const status = fieldsOf(statusInfo)
  const value = readSmallInteger(status.take(TAG.integer))
  const token = fields.takeIf(TAG.sequence)
  if (value > GRANTED_WITH_MODIFICATIONS) return { refusal: describeRefusal(value, status.rest()) }
  if (token === undefined) throw new DerError('granted, but there is no token', statusInfo.end)
  return { token: encodingOf(token) }
}

const GRANTED_WITH_MODIFICATIONS = 1

/** PKIStatus from 2 on, and PKIFailureInfo by its bits, as the standard names them. */
const STATUSES: Readonly<Record<number, string>> = {
  2: 'rejection',
  3: 'waiting',
  4: 'revocationWarning',
  5: 'revocationNotification',
}
const FAILURES: Readonly<Record<number, string>> = {
  0: 'badAlg',
  2: 'badRequest',
  5: 'badDataFormat',
  14: 'timeNotAvailable',
  15: 'unacceptedPolicy',
  16: 'unacceptedExtension',
  17: 'addInfoNotAvailable',
  25: 'systemFailure',
}

function describeRefusal(status: number, rest: readonly Element[]): string {
  const failure = rest.find(({ id }) => id === TAG.bitString)
  const names = failure ? [...readNamedBits(failure)].map((bit) => FAILURES[bit] ?? String(bit)) : []
  const text = rest.find(({ id }) => id === TAG.sequence)
  const words = (text ? childrenOf(text) : [])
    .map(readText)
    .join(' ')
    .replace(/[^\p{L}\p{N}\p{P} ]+/gu, ' ')
  return [STATUSES[status] ?? `status ${status}`, ...names, words.slice(0, MAX_REASON).trim()]
    .filter((part) => part !== '')
    .join(', ')
}
