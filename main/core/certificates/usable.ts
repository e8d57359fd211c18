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
 * stated), and not one for a narrow other purpose such as time stamping. Authorities' certificates are told by their key
 * usage; a self-signed one that states none is left to its chain.
 */
export function isForSigning(certificate: Certificate): boolean {
  const { keyUsage, extendedKeyUsage } = certificate.extensions
  if (keyUsage && !keyUsage.has('digitalSignature') && !keyUsage.has('nonRepudiation')) return false
  return !isOnlyFor(extendedKeyUsage, NOT_DOCUMENTS)
}

/** Server and code signing, time stamping, OCSP: no one signs documents with these. */
const NOT_DOCUMENTS: ReadonlySet<string> = new Set([
  '1.3.6.1.5.5.7.3.1',
  '1.3.6.1.5.5.7.3.3',
  OID.timeStamping,
  '1.3.6.1.5.5.7.3.9',
])

function isOnlyFor(usages: readonly string[] | undefined, purposes: ReadonlySet<string>): boolean {
  return usages !== undefined && usages.length > 0 && usages.every((usage) => purposes.has(usage))
}
