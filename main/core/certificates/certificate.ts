import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { AppError, type CertificateFacts, Sha256 } from '#contract'
import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import { type Element, encodingOf, type Fields, fieldsOf, readWhole, unwrap } from '../der/read.ts'
import { contextPrimitive, contextTag, TAG } from '../der/tags.ts'
import { readBits, readIntegerHex, readTime } from '../der/values.ts'
import { type Extensions, readExtensions } from './extensions.ts'
import { attributeOf, describeName, type Name, readName } from './names.ts'
import { readSignatureAlgorithm, type SignatureAlgorithm } from './signature-value.ts'

const MAX_CERTIFICATE_BYTES = 64 * 1024

/** An X.509 certificate as far as signing and checking need it (RFC 5280, 4.1). Reading it says nothing about trust. */
export type Certificate = {
  readonly der: Uint8Array
  readonly facts: CertificateFacts
  readonly subject: Name
  readonly issuer: Name
  /** The serial number as its DER INTEGER. */
  readonly serial: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
  readonly publicKey: KeyObject
  readonly extensions: Extensions
  /** The signed part, the algorithm (undefined if it is not known) and the value of the issuer's signature. */
  readonly signed: {
    readonly data: Uint8Array
    readonly algorithm: SignatureAlgorithm | undefined
    readonly value: Uint8Array
  }
}

/** A batch asks for its signer's certificate several times for each document: one object is parsed once. */
const parsed = new WeakMap<Uint8Array, Certificate>()

/** The same few certificates come with every file: the last ones are remembered by their bytes. */
const recent = new Map<string, Certificate>()
const MAX_RECENT = 200

/**
 * Reads one certificate. Its bytes must not be changed afterwards.
 *
 * @param der Exactly one DER certificate, at most 64 KiB.
 * @throws AppError `certificate-unreadable` with the offset where reading stopped.
 */
export function readCertificate(der: Uint8Array): Certificate {
  const known = parsed.get(der)
  if (known) return known
  if (der.length > MAX_CERTIFICATE_BYTES) throw new AppError('certificate-unreadable', { offset: 0, size: der.length })
  try {
    const certificate = recentCertificate(der)
    parsed.set(der, certificate)
    return certificate
  } catch (cause) {
    throw new AppError('certificate-unreadable', { offset: cause instanceof DerError ? cause.offset : 0 }, { cause })
  }
}

function recentCertificate(der: Uint8Array): Certificate {
  const key = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('latin1')
  const known = recent.get(key)
  if (known) {
    recent.delete(key)
    recent.set(key, known)
    return known
  }
  const certificate = parseCertificate(Uint8Array.from(der))
  if (recent.size >= MAX_RECENT) recent.delete(recent.keys().next().value ?? '')
  recent.set(key, certificate)
  return certificate
}

function parseCertificate(der: Uint8Array): Certificate {
  const outer = fieldsOf(readWhole(der))
  const data = outer.take(TAG.sequence)
  const signatureAlgorithm = outer.take(TAG.sequence)
  const signed = {
    data: encodingOf(data),
    algorithm: readSignatureAlgorithm(signatureAlgorithm),
    value: readBits(outer.take(TAG.bitString)),
  }

  const fields = fieldsOf(data)
  fields.takeIf(contextTag(0))
  const serial = fields.take(TAG.integer)
  requireSame(fields.take(TAG.sequence), signatureAlgorithm)
  const issuer = readName(fields.take(TAG.sequence))
  const validity = fieldsOf(fields.take(TAG.sequence))
  const [notBefore, notAfter] = [readTime(validity.take()), readTime(validity.take())]
  const subject = readName(fields.take(TAG.sequence))
  const publicKey = createPublicKey({
    key: Buffer.from(encodingOf(fields.take(TAG.sequence))),
    format: 'der',
    type: 'spki',
  })
  requireUsualKey(publicKey)
  const extensions = readExtensions(takeExtensions(fields))
  const facts: CertificateFacts = {
    subject: describeName(subject),
    issuer: describeName(issuer),
    organisation: attributeOf(subject, OID.organization) || attributeOf(subject, OID.organizationalUnit),
    serialNumber: readIntegerHex(serial),
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    sha256: Sha256.parse(createHash('sha256').update(der).digest('hex')),
    keyAlgorithm: describeKey(publicKey),
  }
  return { der, facts, subject, issuer, serial: encodingOf(serial), notBefore, notAfter, publicKey, extensions, signed }
}

/** The algorithm inside the signed part is the one beside it (RFC 5280, 4.1.1.2). */
function requireSame(inside: Element, beside: Element): void {
  if (Buffer.compare(encodingOf(inside), encodingOf(beside)) !== 0) {
    throw new DerError('two signature algorithms', beside.start)
  }
}

function takeExtensions(fields: Fields): Element | undefined {
  fields.takeIf(contextPrimitive(1))
  fields.takeIf(contextPrimitive(2))
  const wrapped = fields.takeIf(contextTag(3))
  return wrapped && unwrap(wrapped)
}

const MAX_RSA_BITS = 16_384

/** Keys that no authority certifies only cost time; a curve of one's own parameters may pass for a known one (CVE-2020-0601). */
function requireUsualKey({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): void {
  const { modulusLength, namedCurve } = asymmetricKeyDetails ?? {}
  const isTooLong = modulusLength !== undefined && modulusLength > MAX_RSA_BITS
  if (isTooLong || (asymmetricKeyType === 'ec' && namedCurve === undefined)) {
    throw new DerError('a key of unusual parameters', 0)
  }
}

const CURVES: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }

function describeKey(key: KeyObject): string {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (modulusLength !== undefined) return `RSA ${String(modulusLength)}`
  if (namedCurve !== undefined) return `EC ${CURVES[namedCurve] ?? namedCurve}`
  return (key.asymmetricKeyType ?? 'unknown').replace(/^ed/, 'Ed')
}

/** The name a signature shows: the person's or agency's, else the whole subject. */
export function displayNameOf(certificate: Certificate): string {
  return attributeOf(certificate.subject, OID.commonName) || certificate.facts.subject
}

/** The same of who issued it. */
export function issuerNameOf(certificate: Certificate): string {
  return attributeOf(certificate.issuer, OID.commonName) || certificate.facts.issuer
}

export function isSameCertificate(a: Certificate, b: Certificate): boolean {
  return a.facts.sha256 === b.facts.sha256
}
