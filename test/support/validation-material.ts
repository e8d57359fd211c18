import { createHash, sign } from 'node:crypto'
import { readCertificate } from '#core/certificates/certificate'
import { OID } from '#core/der/oids'
import { childrenOf, encodingOf, readElement, unwrap } from '#core/der/read'
import { contextPrimitive, contextTag, TAG } from '#core/der/tags'
import { bitString, element, integer, nullValue, objectId, octetString, sequence, setOf, time } from '#core/der/write'
import { appendDocumentTimestamp } from '#core/levels/document-timestamp'
import { copiedFile } from '#core/levels/growing-file'
import { writeValidationData } from '#core/levels/validation-store'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import type { SigningKey } from '#core/ports'
import { keyBitsOf } from '#core/revocation/ocsp-messages'
import type { Issued } from '#seeds/pki'
import { partsOfLastSignature } from '#test/support/signed-parts'
import { timestampToken, tokenOver } from '#test/support/timestamps'

const DAY_MS = 86_400_000
const ALGORITHMS = {
  sha256: sequence(objectId(OID.sha256WithRsa), nullValue()),
  sha1: sequence(objectId(OID.sha1WithRsa), nullValue()),
}
type Digest = keyof typeof ALGORITHMS
const later = (date: Date, days: number) => new Date(date.getTime() + days * DAY_MS)

/** An entry of a list: which certificate, since when, why (a CRLReason's number). */
export type RevokedEntry = { serial: number; at: Date; reason?: number }

/** A revocation list, rightly signed by its issuer; in force for a week if nothing else is said. */
export function listOf(
  issuer: Issued,
  thisUpdate: Date,
  {
    revoked = [],
    nextUpdate = later(thisUpdate, 7),
    digest = 'sha256',
  }: { revoked?: readonly RevokedEntry[]; nextUpdate?: Date; digest?: Digest } = {},
): Uint8Array {
  const reasonOf = (reason: number) =>
    sequence(sequence(objectId(OID.cRLReason), octetString(element(TAG.enumerated, Uint8Array.of(reason)))))
  const entries = revoked.map(({ serial, at, reason }) =>
    sequence(integer(serial), time(at), ...(reason === undefined ? [] : [reasonOf(reason)])),
  )
  const data = sequence(
    integer(1),
    ALGORITHMS[digest],
    readCertificate(issuer.certificate).subject.der,
    time(thisUpdate),
    time(nextUpdate),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
  )
  return sequence(data, ALGORITHMS[digest], bitString(sign(digest, data, issuer.privateKey)))
}

const generalizedTime = (at: Date) =>
  element(TAG.generalizedTime, Buffer.from(at.toISOString().replace(/[-:T]|\.\d{3}/g, ''), 'latin1'))
const sha1 = (bytes: Uint8Array) => octetString(createHash('sha1').update(bytes).digest())

type OcspAnswer = {
  thisUpdate: Date
  revokedAt?: Date
  digest?: Digest
  /** The issuer itself if absent. */
  responder?: Issued
}

/** An OCSP response about one certificate; in force for a day. */
export function responseOf(
  issuer: Issued,
  about: Uint8Array,
  { thisUpdate, revokedAt, digest = 'sha256', responder }: OcspAnswer,
): Uint8Array {
  const signer = responder ?? issuer
  const above = readCertificate(issuer.certificate)
  const certId = sequence(
    sequence(objectId(OID.sha1), nullValue()),
    sha1(above.subject.der),
    sha1(keyBitsOf(above)),
    readCertificate(about).serial,
  )
  const status = revokedAt ? element(contextTag(1), generalizedTime(revokedAt)) : element(contextPrimitive(0))
  const nextUpdate = element(contextTag(0), generalizedTime(later(thisUpdate, 1)))
  const data = sequence(
    element(contextTag(1), readCertificate(signer.certificate).subject.der),
    generalizedTime(thisUpdate),
    sequence(sequence(certId, status, generalizedTime(thisUpdate), nextUpdate)),
  )
  const basic = sequence(
    ...[data, ALGORITHMS[digest], bitString(sign(digest, data, signer.privateKey))],
    ...(responder ? [element(contextTag(0), sequence(responder.certificate))] : []),
  )
  const answer = sequence(objectId(OID.ocspBasic), octetString(basic))
  return sequence(element(TAG.enumerated, Uint8Array.of(0)), element(contextTag(0), answer))
}

type Data = { certificates?: readonly Uint8Array[]; ocsps?: readonly Uint8Array[]; crls?: readonly Uint8Array[] }

/** Puts validation data into the security store of a file, as an update of its own. */
export function withStore(bytes: Uint8Array, { certificates = [], ocsps = [], crls = [] }: Data): Buffer {
  const update = writeValidationData(openPdf(bytesInMemory(bytes)), { certificates, ocsps, crls })
  return Buffer.concat([bytes, update ?? Buffer.alloc(0)])
}

/** Puts a document timestamp over a file. */
export async function withDocumentTimestamp(bytes: Uint8Array, at: Date, authority: SigningKey): Promise<Buffer> {
  const parts: Buffer[] = []
  const source = bytesInMemory(bytes)
  const file = await copiedFile(source, { write: (chunk) => void parts.push(Buffer.from(chunk)) })
  const stamp = (imprint: Uint8Array) => tokenOver(imprint, at, { authority })
  await appendDocumentTimestamp(file, openPdf(source), { digest: 'sha256', tokenSize: 8192, stamp })
  return Buffer.concat(parts)
}

/** What is put into the CMS of the last signature, where the signature does not cover it. */
type Additions = {
  tokens?: readonly { at: Date; authority: SigningKey }[]
  crls?: readonly Uint8Array[]
}

export async function withAdditions(bytes: Uint8Array, { tokens = [], crls = [] }: Additions): Promise<Buffer> {
  const { cms, gap } = partsOfLastSignature(bytes)
  const [type, wrapped] = childrenOf(readElement(cms))
  if (!type || !wrapped) throw new Error('no SignedData')
  const fields = childrenOf(unwrap(wrapped))
  const signers = fields.at(-1)
  const parts = signers ? childrenOf(unwrap(signers)) : []
  const value = parts.at(-1)
  if (!value) throw new Error('no signature value')
  const signature = value.source.subarray(value.contentStart, value.contentEnd)
  const stamps = await Promise.all(tokens.map(({ at, authority }) => timestampToken(signature, at, authority)))
  const attributes = stamps.map((token) => sequence(objectId(OID.signatureTimeStampToken), setOf(token)))
  const changed = sequence(
    encodingOf(type),
    element(
      contextTag(0),
      sequence(
        ...fields.slice(0, -1).map(encodingOf),
        ...(crls.length > 0 ? [element(contextTag(1), ...crls)] : []),
        setOf(sequence(...parts.map(encodingOf), element(contextTag(1), ...attributes))),
      ),
    ),
  )
  const room = gap.end - gap.start - 2
  if (changed.length * 2 > room) throw new Error('no room in /Contents')
  const file = Buffer.from(bytes)
  file.write(Buffer.from(changed).toString('hex').padEnd(room, '0'), gap.start + 1, 'latin1')
  return file
}
