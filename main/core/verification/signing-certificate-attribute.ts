import { createHash } from 'node:crypto'
import type { Certificate } from '../certificates/certificate.ts'
import { isSameName, readName } from '../certificates/names.ts'
import { digestName, startDigest } from '../certificates/signature-value.ts'
import type { SignerInfo } from '../cms/read-signed-data.ts'
import { OID } from '../der/oids.ts'
import { childrenOf, type Element, encodingOf, fieldsOf, unwrap } from '../der/read.ts'
import { contextTag, TAG } from '../der/tags.ts'
import { readOctets, readOid } from '../der/values.ts'

/**
 * Whether the signed attributes name this certificate, another one, or none. Without the name anyone who holds a second
 * certificate of the same key could pass it off as the signer's.
 *
 * @throws DerError where the attribute is malformed.
 * @see RFC 5035, 5.4; RFC 2634, 5.4 (version 1, SHA-1).
 */
export function namesSigner({ signedAttributes }: SignerInfo, signer: Certificate): 'this' | 'another' | 'none' {
  if (!signedAttributes) return 'none'
  const [second] = signedAttributes.values.get(OID.signingCertificateV2) ?? []
  if (second) return isIdOf(firstCertificateId(second), signer) ? 'this' : 'another'
  const [first] = signedAttributes.values.get(OID.signingCertificate) ?? []
  if (!first) return 'none'
  return isFirstIdOf(first, signer) ? 'this' : 'another'
}

function isFirstIdOf(attribute: Element, signer: Certificate): boolean {
  const fields = fieldsOf(firstCertificateId(attribute))
  const hash = readOctets(fields.take(TAG.octetString))
  const holds = isEqual(hash, createHash('sha1').update(signer.der).digest())
  return holds && isIssuerAndSerialOf(fields.takeIf(TAG.sequence), signer)
}

/** SigningCertificate(V2) ::= SEQUENCE { certs SEQUENCE OF ESSCertID(v2), … }: the first is the signer's. */
function firstCertificateId(attribute: Element): Element {
  return fieldsOf(fieldsOf(attribute).take(TAG.sequence)).take(TAG.sequence)
}

function isIdOf(certificateId: Element, signer: Certificate): boolean {
  const fields = fieldsOf(certificateId)
  const algorithm = fields.takeIf(TAG.sequence)
  const name = algorithm ? digestName(readOid(childrenOf(algorithm)[0] ?? algorithm)) : 'sha256'
  if (name === undefined) return false
  const holds = isEqual(readOctets(fields.take(TAG.octetString)), digestOf(signer, name))
  return holds && isIssuerAndSerialOf(fields.takeIf(TAG.sequence), signer)
}

/** Every certificate is read with its SHA-256. */
function digestOf({ der, facts }: Certificate, name: string): Uint8Array {
  return name === 'sha256' ? Buffer.from(facts.sha256, 'hex') : startDigest(name).update(der).digest()
}

const DIRECTORY_NAME = contextTag(4)

/** IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber }; where it stands it is the certificate's own (RFC 5035, 4). */
function isIssuerAndSerialOf(issuerSerial: Element | undefined, signer: Certificate): boolean {
  if (issuerSerial === undefined) return true
  const fields = fieldsOf(issuerSerial)
  const names = childrenOf(fields.take(TAG.sequence)).filter(({ id }) => id === DIRECTORY_NAME)
  const serial = encodingOf(fields.take(TAG.integer))
  return isEqual(serial, signer.serial) && names.some((name) => isSameName(readName(unwrap(name)), signer.issuer))
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
