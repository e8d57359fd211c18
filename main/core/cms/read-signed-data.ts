import { AppError } from '#contract'
import { type Certificate, readCertificate } from '../certificates/certificate.ts'
import { type Name, readName } from '../certificates/names.ts'
import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import { childrenOf, contentOf, type Element, encodingOf, fieldsOf, readElement, unwrap } from '../der/read.ts'
import { isDerThroughout } from '../der/strictness.ts'
import { contextPrimitive, contextTag, TAG } from '../der/tags.ts'
import { readOctets, readOid, readSmallInteger } from '../der/values.ts'
import { element, setOf } from '../der/write.ts'

const MAX_CERTIFICATES = 100
/** Signed or unsigned ones of one signer; software writes a few, and a timestamp each time a signature is renewed. */
const MAX_ATTRIBUTES = 1000
const MAX_SIGNERS = 10

export type Attributes = ReadonlyMap<string, readonly Element[]>

export type SignerInfo = {
  /** Says whether a certificate is the one the signer names (by issuer and serial, or by key identifier). */
  isFrom: (certificate: Certificate) => boolean
  /** Says whether it names that certificate's issuer byte by byte, not only in the same letters. */
  isExactlyFrom: (certificate: Certificate) => boolean
  /** It names the certificate by key identifier, not by issuer and serial number. */
  isByKeyId: boolean
  version: number
  digestAlgorithm: string
  signedAttributes: { values: Attributes; asWritten: Uint8Array; sorted: () => Uint8Array } | undefined
  signatureAlgorithm: Element
  signature: Uint8Array
  unsignedAttributes: Attributes
}

export type SignedData = {
  version: number
  contentType: string
  /** The content inside; undefined where the signature is detached. */
  content: Uint8Array | undefined
  certificates: readonly Certificate[]
  /** Entries of the set that are no certificates, or cannot be read as such. */
  certificatesLeftOut: number
  signers: readonly SignerInfo[]
  /** The set of revocation data, as it stands (RFC 5652, 10.2.1). */
  revocationData: readonly Element[]
  /** Encoded as DER throughout, as PDF asks for it (ISO 32000-1, 12.8.3.3.1); old software writes BER. */
  isDer: boolean
}

/**
 * Reads SignedData. BER is followed, since old software writes it; after its end only zeros may stand, as they fill the
 * room that was kept in `/Contents`.
 *
 * @throws DerError with the offset where it is malformed or too large.
 * @see RFC 5652, 5.
 */
export function readSignedData(bytes: Uint8Array): SignedData {
  const outerElement = readElement(bytes)
  requireOnlyZerosAfter(bytes, outerElement.end)
  const outer = fieldsOf(outerElement)
  const type = outer.take(TAG.oid)
  if (readOid(type) !== OID.signedData) throw new DerError('not SignedData', type.start)
  const fields = fieldsOf(unwrap(outer.take(contextTag(0))))
  requireNothingLeft(outer.rest())
  const version = readVersion(fields.take(TAG.integer))
  const digestAlgorithms = childrenOf(fields.take(TAG.set)).map((one) => readOid(fieldsOf(one).take(TAG.oid)))
  const encapsulated = fieldsOf(fields.take(TAG.sequence))
  const contentType = readOid(encapsulated.take(TAG.oid))
  const content = encapsulated.takeIf(contextTag(0))
  const certificates = fields.takeIf(contextTag(0))
  const revocationData = fields.takeIf(contextTag(1))
  const signers = childrenOf(fields.take(TAG.set))
  requireNothingLeft(fields.rest())
  if (signers.length > MAX_SIGNERS) throw new DerError('too many signers', outerElement.start)
  const set = certificates ? readCertificateSet(certificates) : { read: [], leftOut: 0 }
  return {
    version,
    contentType,
    content: content && readOctets(unwrap(content)),
    certificates: set.read,
    certificatesLeftOut: set.leftOut,
    signers: signers.map((signer) => readSignerInfo(signer, digestAlgorithms)),
    revocationData: revocationData ? childrenOf(revocationData) : [],
    isDer: isDerThroughout(outerElement),
  }
}

function requireNothingLeft([next]: readonly Element[]): void {
  if (next) throw new DerError('something follows the last field', next.start)
}

/** Versions 1 to 5 (RFC 5652, 5.1); 0 stands in no SignedData. */
function readVersion(element: Element): number {
  const version = readSmallInteger(element)
  if (version < 1 || version > 5) throw new DerError('version is not known', element.start)
  return version
}

let knownZeros = new Uint8Array(16 * 1024)

function zeros(length: number): Uint8Array {
  if (knownZeros.length < length) knownZeros = new Uint8Array(length)
  return knownZeros.subarray(0, length)
}

function requireOnlyZerosAfter(bytes: Uint8Array, end: number): void {
  const rest = bytes.subarray(end)
  if (Buffer.compare(rest, zeros(rest.length)) === 0) return
  throw new DerError('something follows the end', end + rest.findIndex((byte) => byte !== 0))
}

/** Certificates that cannot be read are left out: if the signer's is among them, it is missing. */
function readCertificateSet(set: Element): { read: Certificate[]; leftOut: number } {
  const elements = childrenOf(set)
  if (elements.length > MAX_CERTIFICATES) throw new DerError('too many certificates', set.start)
  const read = elements.flatMap((one) => {
    try {
      return one.id === TAG.sequence ? [readCertificate(encodingOf(one))] : []
    } catch (error) {
      if (error instanceof AppError) return []
      throw error
    }
  })
  return { read, leftOut: elements.length - read.length }
}

function readSignerInfo(signerInfo: Element, announced: readonly string[]): SignerInfo {
  const fields = fieldsOf(signerInfo)
  const version = readVersion(fields.take(TAG.integer))
  const identifier = fields.take()
  const digestAlgorithm = readOid(fieldsOf(fields.take(TAG.sequence)).take(TAG.oid))
  if (!announced.includes(digestAlgorithm)) throw new DerError('digest algorithm is not announced', signerInfo.start)
  const signed = fields.takeIf(contextTag(0))
  const signatureAlgorithm = fields.take(TAG.sequence)
  const signature = readOctets(fields.take())
  const unsigned = fields.takeIf(contextTag(1))
  requireNothingLeft(fields.rest())
  return {
    ...readSignerIdentifier(identifier),
    isByKeyId: identifier.id === contextPrimitive(0),
    version,
    digestAlgorithm,
    signedAttributes: signed && {
      values: readAttributes(signed),
      asWritten: element(TAG.set, contentOf(signed)),
      sorted: () => setOf(...childrenOf(signed).map(encodingOf)),
    },
    signatureAlgorithm,
    signature,
    unsignedAttributes: unsigned ? readUnsignedAttributes(unsigned) : new Map<string, Element[]>(),
  }
}

/** @see RFC 5652, 5.3: issuerAndSerialNumber, or [0] subjectKeyIdentifier. */
function readSignerIdentifier(identifier: Element): Pick<SignerInfo, 'isFrom' | 'isExactlyFrom'> {
  if (identifier.id === contextPrimitive(0)) {
    const keyId = contentOf(identifier)
    const isFrom: SignerInfo['isFrom'] = ({ extensions: { subjectKeyId } }) =>
      subjectKeyId !== undefined && isEqual(subjectKeyId, keyId)
    return { isFrom, isExactlyFrom: isFrom }
  }
  const fields = fieldsOf(identifier)
  const issuer: Name = readName(fields.take(TAG.sequence))
  const serial = encodingOf(fields.take(TAG.integer))
  return {
    isFrom: (certificate) => isEqual(certificate.serial, serial) && hasSameLetters(certificate.issuer, issuer),
    isExactlyFrom: (certificate) => isEqual(certificate.serial, serial) && isEqual(certificate.issuer.der, issuer.der),
  }
}

/** Some software writes the letters in another type of string than the certificate has; so does who flips a bit of one. */
function hasSameLetters(name: Name, other: Name): boolean {
  const lettersOf = ({ attributes }: Name) => JSON.stringify(attributes.map(({ type, value }) => [type, value]))
  return isEqual(name.der, other.der) || lettersOf(name) === lettersOf(other)
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

/** An attribute that stands twice is refused: nobody could say which of the two was meant (RFC 5652, 5.3). */
function readAttributes(set: Element): Attributes {
  const attributes = new Map<string, readonly Element[]>()
  for (const attribute of attributesIn(set)) {
    const fields = fieldsOf(attribute)
    const type = readOid(fields.take(TAG.oid))
    if (attributes.has(type)) throw new DerError('an attribute stands twice', attribute.start)
    attributes.set(type, childrenOf(fields.take(TAG.set)))
  }
  return attributes
}

/** Of these the same type may stand several times: each timestamp may be an attribute of its own (EN 319 122-1, 5.3). */
function readUnsignedAttributes(set: Element): Attributes {
  const attributes = new Map<string, Element[]>()
  for (const attribute of attributesIn(set)) {
    const fields = fieldsOf(attribute)
    const type = readOid(fields.take(TAG.oid))
    const values = attributes.get(type) ?? []
    for (const value of childrenOf(fields.take(TAG.set))) values.push(value)
    attributes.set(type, values)
  }
  return attributes
}

function attributesIn(set: Element): readonly Element[] {
  const found = childrenOf(set)
  if (found.length > MAX_ATTRIBUTES) throw new DerError('too many attributes', set.start)
  return found
}
