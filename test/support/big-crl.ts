import { sign } from 'node:crypto'
import { readCertificate } from '#core/certificates/certificate'
import { OID } from '#core/der/oids'
import { contextTag, TAG } from '#core/der/tags'
import { bitString, element, integer, nullValue, objectId, sequence, time } from '#core/der/write'
import type { Issued } from '#seeds/pki'

/** A revocation list of about so many bytes, rightly signed: made-up numbers, and at its end those that are meant. */
export function bigCrl(
  issuer: Issued,
  {
    bytes,
    revoked,
    extensions = [],
  }: { bytes: number; revoked: readonly number[]; extensions?: readonly Uint8Array[] },
): Buffer {
  const now = Date.now()
  const at = time(new Date(now - 3_600_000))
  const entry = (serial: Uint8Array) => sequence(element(TAG.integer, serial), at)
  const made = entry(Buffer.from('7f000000000000000000000000000000', 'hex'))
  const count = Math.ceil(bytes / made.length)
  const filler = Buffer.alloc(count * made.length, made)
  for (let i = 0; i < count; i += 1) filler.writeUInt32BE(i, i * made.length + 16)
  const { subject } = readCertificate(issuer.certificate)
  const algorithm = sequence(objectId(OID.sha256WithRsa), nullValue())
  const data = sequence(
    integer(1),
    algorithm,
    subject.der,
    time(new Date(now - 3_600_000)),
    time(new Date(now + 86_400_000)),
    sequence(filler, ...revoked.map((serial) => sequence(integer(serial), at))),
    ...(extensions.length > 0 ? [element(contextTag(0), sequence(...extensions))] : []),
  )
  return Buffer.from(sequence(data, algorithm, bitString(sign('sha256', data, issuer.privateKey))))
}
