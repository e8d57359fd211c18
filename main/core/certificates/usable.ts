import { AppError } from '#contract'
import { OID } from '../der/oids.ts'
import { type Certificate, readCertificate } from './certificate.ts'

/**
 * Refuses a certificate that must not sign at this instant: outside its validity, or not meant for signatures.
 * Checked before the first signature of a batch and again when the signed file is handed in.
 *
 * @throws AppError `certificate-not-yet-valid`, `certificate-expired`, `certificate-not-for-signing`
 *   (details: subject, notBefore, notAfter), `certificate-unreadable`.
 * @see TT 15/2025/TT-BKHCN, Điều 5.1.a and Phụ lục II; RFC 5280, 4.2.1.3.
 */
export function requireUsableForSigning(der: Uint8Array, at: Date): void {
  const certificate = readCertificate(der)
  const { subject, notBefore, notAfter } = certificate.facts
  const details = { subject, notBefore, notAfter }
  if (at < certificate.notBefore) throw new AppError('certificate-not-yet-valid', details)
  if (at > certificate.notAfter) throw new AppError('certificate-expired', details)
  if (!isForSigning(certificate)) throw new AppError('certificate-not-for-signing', details)
}

/**
 * Whether a certificate is meant for signatures of documents: key usage digitalSignature or nonRepudiation (or none
 * stated), and purposes, where it states any, that take documents in. Authorities' certificates are told by their key
 * usage; a self-signed one that states none is left to its chain.
 *
 * @see RFC 5280, 4.2.1.3 and 4.2.1.12; RFC 9336 (documentSigning).
 */
export function isForSigning({ extensions: { keyUsage, extendedKeyUsage: purposes } }: Certificate): boolean {
  if (keyUsage && !keyUsage.has('digitalSignature') && !keyUsage.has('nonRepudiation')) return false
  if (purposes === undefined || purposes.length === 0 || purposes.some((one) => DOCUMENTS.has(one))) return true
  return purposes.includes(OID.clientAuth) && !purposes.some((one) => NOT_DOCUMENTS.has(one))
}

/**
 * Whether an authority between a signer and the anchor may certify signers: its purposes, where it states any, bound those
 * of what it issues. One for servers only, say, certifies no signers.
 *
 * @see RFC 5280, 4.2.1.12 (of a leaf; in an authority browsers and operating systems read it so).
 */
export function mayCertifySigners({ extensions: { extendedKeyUsage: purposes = [] } }: Certificate): boolean {
  return purposes.length === 0 || purposes.some((one) => DOCUMENTS.has(one) || one === OID.clientAuth)
}

/** Documents, mail, or anything; the last two are Microsoft's and Adobe's own names for documents. */
const DOCUMENTS: ReadonlySet<string> = new Set([
  OID.anyExtendedKeyUsage,
  OID.emailProtection,
  '1.3.6.1.5.5.7.3.36',
  '1.3.6.1.4.1.311.10.3.12',
  '1.2.840.113583.1.1.5',
])

/** Server and code signing, time stamping, OCSP: no one signs documents with these, though they may name clients, too. */
const NOT_DOCUMENTS: ReadonlySet<string> = new Set([
  '1.3.6.1.5.5.7.3.1',
  '1.3.6.1.5.5.7.3.3',
  OID.timeStamping,
  OID.ocspSigning,
])
