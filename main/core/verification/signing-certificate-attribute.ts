import { createHash } from 'node:crypto'
import type { Certificate } from '../certificates/certificate.ts'
import { digestName, startDigest } from '../certificates/signature-value.ts'
import type { SignerInfo } from '../cms/read-signed-data.ts'
import { OID } from '../der/oids.ts'
import { childrenOf, type Element, fieldsOf } from '../der/read.ts'
import { TAG } from '../der/tags.ts'
import { readOctets, readOid } from '../der/values.ts'

/**
 * Whether the signed attributes name this certificate, another one, or none. Without the name anyone who holds a second
 * certificate of the same key could pass it off as the signer's.
 *
 * @throws DerError where the attribute is malformed.
 * @see RFC 5035, 5.4; RFC 2634, 5.4 (version 1, SHA-1).
 */
export function namesSigner({ signedAttributes }: SignerInfo, signer: Certificate): 'this' | 'another' | 'none' {
  const attributes = signedAttributes?.values
  const second = attributes?.get(OID.signingCertificateV2)?.[0]
  if (second) return isHashOf(firstCertificateId(second), signer) ? 'this' : 'another'
  const first = attributes?.get(OID.signingCertificate)?.[0]
  if (!first) return 'none'
  const hash = readOctets(fieldsOf(firstCertificateId(first)).take(TAG.octetString))
  return isEqual(hash, createHash('sha1').update(signer.der).digest()) ? 'this' : 'another'
}

/** SigningCertificate(V2) ::= SEQUENCE { certs SEQUENCE OF ESSCertID(v2), … }: the first is the signer's. */
function firstCertificateId(attribute: Element): Element {
  return fieldsOf(fieldsOf(attribute).take(TAG.sequence)).take(TAG.sequence)
}

function isHashOf(certificateId: Element, signer: Certificate): boolean {
  const fields = fieldsOf(certificateId)
  const algorithm = fields.takeIf(TAG.sequence)
  const name = algorithm ? digestName(readOid(childrenOf(algorithm)[0] ?? algorithm)) : 'sha256'
  if (name === undefined) return false
  return isEqual(readOctets(fields.take(TAG.octetString)), startDigest(name).update(signer.der).digest())
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
