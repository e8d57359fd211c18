import { createHash } from 'node:crypto'
import { AppError } from '#contract'
import { type Certificate, readCertificate } from '../certificates/certificate.ts'
import { type Name, readName } from '../certificates/names.ts'
import {
  digestName,
  readSignatureAlgorithm,
  type SignatureAlgorithm,
  startDigest,
} from '../certificates/signature-value.ts'
import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import { childrenOf, contentOf, type Element, encodingOf, fieldsOf, readWhole, unwrap } from '../der/read.ts'
import { contextPrimitive, contextTag, TAG } from '../der/tags.ts'
import { readBits, readBoolean, readOctets, readOid, readTime } from '../der/values.ts'
import { element, nullValue, objectId, octetString, sequence } from '../der/write.ts'
import { REVOCATION_REASONS } from './status.ts'

const MAX_RESPONSES = 100
const MAX_CERTIFICATES = 20

/** The octets of the key inside SubjectPublicKeyInfo: what CertID and KeyHash are made of (RFC 6960, 4.1.1). */
export function keyBitsOf({ publicKey }: Certificate): Uint8Array {
  const fields = fieldsOf(readWhole(publicKey.export({ type: 'spki', format: 'der' })))
  fields.take(TAG.sequence)
  return readBits(fields.take(TAG.bitString))
}

/**
 * An OCSPRequest for one certificate. The hashes of its CertID are SHA-1: they name, they secure nothing, and responders
 * look certificates up by them (RFC 5019, 2.1.1).
 *
 * @param nonce What the answer should repeat; responders with prepared answers leave it out.
 * @see RFC 6960, 4.1; RFC 9654, 2.1 (nonce).
 */
export function buildOcspRequest(certificate: Certificate, issuer: Certificate, nonce: Uint8Array): Uint8Array {
  const sha1 = (bytes: Uint8Array) => octetString(createHash('sha1').update(bytes).digest())
  const certId = sequence(
    sequence(objectId(OID.sha1), nullValue()),
    sha1(issuer.subject.der),
    sha1(keyBitsOf(issuer)),
    certificate.serial,
  )
  const nonceExtension = sequence(objectId(OID.ocspNonce), octetString(octetString(nonce)))
  return sequence(sequence(sequence(sequence(certId)), element(contextTag(2), sequence(nonceExtension))))
}

/** One answer about one certificate (RFC 6960, 4.2.1, SingleResponse). */
export type SingleResponse = {
  isAbout: (certificate: Certificate, issuer: Certificate) => boolean
  status: { kind: 'good' } | { kind: 'revoked'; at: Date; reason: string | undefined } | { kind: 'unknown' }
  thisUpdate: Date
  nextUpdate: Date | undefined
  /** Certificates that ran out after it are still known (RFC 6960, 4.4.4). */
  archiveCutoff: Date | undefined
  hasUnknownCritical: boolean
}

export type OcspResponse = {
  /** Who signed, by name or by the SHA-1 of the key. */
  responder: { name: Name } | { keyHash: Uint8Array }
  producedAt: Date
  responses: readonly SingleResponse[]
  nonce: Uint8Array | undefined
  certificates: readonly Certificate[]
  signed: { data: Uint8Array; algorithm: SignatureAlgorithm | undefined; value: Uint8Array }
}

/**
 * Reads an OCSPResponse of the basic type.
 *
 * @returns Undefined where the responder says that it has no answer (tryLater, unauthorized …).
 * @throws DerError where it is malformed.
 * @see RFC 6960, 4.2.1.
 */
export function readOcspResponse(bytes: Uint8Array): OcspResponse | undefined {
  const outer = fieldsOf(readWhole(bytes))
  const [status] = contentOf(outer.take(TAG.enumerated))
  if (status !== 0) return undefined
  const responseBytes = fieldsOf(unwrap(outer.take(contextTag(0))))
  const type = responseBytes.take(TAG.oid)
  if (readOid(type) !== OID.ocspBasic) throw new DerError('not a basic response', type.start)
  return readBasicResponse(readWhole(readOctets(responseBytes.take(TAG.octetString))))
}

function readBasicResponse(basic: Element): OcspResponse {
  const fields = fieldsOf(basic)
  const data = fields.take(TAG.sequence)
  const algorithm = readSignatureAlgorithm(fields.take(TAG.sequence))
  const value = readBits(fields.take(TAG.bitString))
  const certificates = fields.takeIf(contextTag(0))
  const inside = fieldsOf(data)
  inside.takeIf(contextTag(0))
  const responder = readResponder(inside.take())
  const producedAt = readTime(inside.take(TAG.generalizedTime))
  const list = inside.take(TAG.sequence)
  const single = childrenOf(list)
  if (single.length > MAX_RESPONSES) throw new DerError('too many responses', list.start)
  const extensions = inside.takeIf(contextTag(1))
  return {
    responder,
    producedAt,
    responses: single.map(readSingleResponse),
    nonce: extensions && nonceOf(unwrap(extensions)),
    certificates: certificates ? readCertificates(unwrap(certificates)) : [],
    signed: { data: encodingOf(data), algorithm, value },
  }
}

function readResponder(choice: Element): OcspResponse['responder'] {
  if (choice.id === contextTag(1)) return { name: readName(unwrap(choice)) }
  if (choice.id === contextTag(2)) return { keyHash: readOctets(unwrap(choice)) }
  throw new DerError('responder is not named', choice.start)
}

/** Those that cannot be read are left out: if the responder's is among them, it is missing. */
function readCertificates(list: Element): Certificate[] {
  return childrenOf(list)
    .slice(0, MAX_CERTIFICATES)
    .flatMap((one) => {
      try {
        return [readCertificate(encodingOf(one))]
      } catch (error) {
        if (error instanceof AppError) return []
        throw error
      }
    })
}

function readSingleResponse(response: Element): SingleResponse {
  const fields = fieldsOf(response)
  const isAbout = readCertId(fields.take(TAG.sequence))
  const status = readStatus(fields.take())
  const thisUpdate = readTime(fields.take(TAG.generalizedTime))
  const nextUpdate = fields.takeIf(contextTag(0))
  const extensionList = fields.takeIf(contextTag(1))
  const extensions = extensionList ? extensionsIn(unwrap(extensionList)) : []
  const cutoff = extensions.find(({ type }) => type === OID.ocspArchiveCutoff)
  return {
    isAbout,
    status,
    thisUpdate,
    nextUpdate: nextUpdate && readTime(unwrap(nextUpdate)),
    archiveCutoff: cutoff && readTime(readWhole(cutoff.value)),
    hasUnknownCritical: extensions.some(({ critical }) => critical),
  }
}

/** CertID: a digest of the issuer's name and key, and the serial number (RFC 6960, 4.1.1). */
function readCertId(certId: Element): SingleResponse['isAbout'] {
  const fields = fieldsOf(certId)
  const digest = digestName(readOid(fieldsOf(fields.take(TAG.sequence)).take(TAG.oid)))
  const nameHash = readOctets(fields.take(TAG.octetString))
  const keyHash = readOctets(fields.take(TAG.octetString))
  const serial = encodingOf(fields.take(TAG.integer))
  return (certificate, issuer) =>
    digest !== undefined &&
    isEqual(certificate.serial, serial) &&
    isEqual(startDigest(digest).update(issuer.subject.der).digest(), nameHash) &&
    isEqual(startDigest(digest).update(keyBitsOf(issuer)).digest(), keyHash)
}

function readStatus(status: Element): SingleResponse['status'] {
  if (status.id === contextPrimitive(0)) return { kind: 'good' }
  if (status.id !== contextTag(1)) return { kind: 'unknown' }
  const [at, reason] = childrenOf(status)
  if (at === undefined) throw new DerError('no time of revocation', status.start)
  const number = reason && contentOf(unwrap(reason))[0]
  return { kind: 'revoked', at: readTime(at), reason: number === undefined ? undefined : REVOCATION_REASONS[number] }
}

function extensionsIn(list: Element): { type: string; critical: boolean; value: Uint8Array }[] {
  return childrenOf(list).map((extension) => {
    const fields = fieldsOf(extension)
    const type = readOid(fields.take(TAG.oid))
    const critical = fields.takeIf(TAG.boolean)
    return { type, critical: critical !== undefined && readBoolean(critical), value: readOctets(fields.take()) }
  })
}

function nonceOf(list: Element): Uint8Array | undefined {
  const found = extensionsIn(list).find(({ type }) => type === OID.ocspNonce)
  return found && readOctets(readWhole(found.value))
}

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
