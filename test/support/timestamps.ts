import { createHash } from 'node:crypto'
import { readCertificate } from '#core/certificates/certificate'
import { OID } from '#core/der/oids'
import { childrenOf, encodingOf, readElement, unwrap } from '#core/der/read'
import { contextTag, TAG } from '#core/der/tags'
import { element, integer, nullValue, objectId, octetString, sequence, setOf } from '#core/der/write'
import type { SigningKey } from '#core/ports'
import { type LeafName, testKey } from '#test/support/pki'
import { partsOfLastSignature } from '#test/support/signed-parts'

const attribute = (type: string, value: Uint8Array) => sequence(objectId(type), setOf(value))
const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest()
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/** An RFC 3161 token over `content`, as the test authority's server would give it. */
export async function timestampToken(
  content: Uint8Array,
  at: Date,
  authority: LeafName | SigningKey = 'timestamper',
  more: { nonce?: string; names?: 'v1' | 'v2' | 'none' } = {},
): Promise<Uint8Array> {
  return tokenOver(sha256(content), at, { authority, ...more })
}

/** The same over what has the SHA-256 digest `imprint`. */
export async function tokenOver(
  imprint: Uint8Array,
  at: Date,
  {
    authority = 'timestamper',
    nonce = '',
    names = 'v2',
  }: { authority?: LeafName | SigningKey; nonce?: string; names?: 'v1' | 'v2' | 'none' } = {},
): Promise<Uint8Array> {
  const key = typeof authority === 'string' ? await testKey(authority) : authority
  const { issuer, serial } = readCertificate(key.certificate)
  const algorithm = sequence(objectId(OID.sha256))
  const digits = at.toISOString().replace(/[-:T]|\.\d{3}/g, '')
  const info = sequence(
    integer(1),
    objectId('1.2.3.4.1'),
    sequence(algorithm, octetString(imprint)),
    integer(7),
    element(TAG.generalizedTime, Buffer.from(digits, 'latin1')),
    ...(nonce === '' ? [] : [integer(Buffer.from(nonce, 'hex'))]),
  )
  const certificateId = (digest: Uint8Array) => sequence(sequence(sequence(octetString(digest))))
  const naming = {
    none: [],
    v1: [attribute(OID.signingCertificate, certificateId(sha1(key.certificate)))],
    v2: [attribute(OID.signingCertificateV2, certificateId(sha256(key.certificate)))],
  }
  const attributes = setOf(
    attribute(OID.contentType, objectId(OID.tstInfo)),
    attribute(OID.messageDigest, octetString(sha256(info))),
    ...naming[names],
  )
  const implicit = Uint8Array.from(attributes)
  implicit[0] = contextTag(0)
  const signer = sequence(
    integer(1),
    sequence(issuer.der, serial),
    algorithm,
    implicit,
    sequence(objectId(OID.sha256WithRsa), nullValue()),
    octetString(await key.sign(attributes)),
  )
  const signedData = sequence(
    integer(3),
    setOf(algorithm),
    sequence(objectId(OID.tstInfo), element(contextTag(0), octetString(info))),
    element(contextTag(0), key.certificate, ...key.chain),
    setOf(signer),
  )
  return sequence(objectId(OID.signedData), element(contextTag(0), signedData))
}

/** Puts a token over the last signature's value into its CMS: the room in `/Contents` is not covered by it. */
export async function withTimestamp(bytes: Uint8Array, at: Date, authority?: LeafName | SigningKey): Promise<Buffer> {
  const { cms, gap } = partsOfLastSignature(bytes)
  const [type, wrapped] = childrenOf(readElement(cms))
  if (type === undefined || wrapped === undefined) throw new Error('no SignedData')
  const fields = childrenOf(unwrap(wrapped))
  const signer = fields.at(-1)
  const parts = signer ? childrenOf(unwrap(signer)) : []
  const value = parts.at(-1)
  if (value === undefined) throw new Error('no signature value')
  const token = await timestampToken(value.source.subarray(value.contentStart, value.contentEnd), at, authority)
  const unsigned = element(contextTag(1), attribute(OID.signatureTimeStampToken, token))
  const signedData = sequence(
    ...fields.slice(0, -1).map(encodingOf),
    setOf(sequence(...parts.map(encodingOf), unsigned)),
  )
  const stamped = sequence(encodingOf(type), element(contextTag(0), signedData))
  const room = gap.end - gap.start - 2
  const file = Buffer.from(bytes)
  file.write(Buffer.from(stamped).toString('hex').padEnd(room, '0'), gap.start + 1, 'latin1')
  return file
}
