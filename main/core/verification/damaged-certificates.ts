import { type Certificate, isSameCertificate } from '../certificates/certificate.ts'
import { isIssuedBy } from '../certificates/chain.ts'
import { isSameName } from '../certificates/names.ts'
import type { ValidationContext } from './validation-context.ts'

/**
 * Whether a certificate that came with a signature has been written over: its issuer is at hand, but did not sign it; or
 * another one has its issuer and number. Chains may do without it, yet a file that was tampered with does not pass. One
 * whose issuer is not at hand, as with authorities that certify each other, is left alone.
 */
export function isDamaged(certificate: Certificate, { pool, anchors }: ValidationContext): boolean {
  const known = [...anchors, ...pool]
  const issuers = known.filter((one) => isSaidToHaveIssued(one, certificate))
  if (issuers.some((one) => isIssuedBy(certificate, one))) return false
  return issuers.length > 0 || known.some((one) => hasSameNumber(one, certificate))
}

/** By its key identifier, else by its name: an authority may have had several keys under one. */
function isSaidToHaveIssued(issuer: Certificate, certificate: Certificate): boolean {
  const [wanted, has] = [certificate.extensions.authorityKeyId, issuer.extensions.subjectKeyId]
  if (wanted !== undefined && has !== undefined) return Buffer.compare(wanted, has) === 0
  return isSameName(issuer.subject, certificate.issuer)
}

/** An authority gives every number once (RFC 5280, 4.1.2.2). */
function hasSameNumber(one: Certificate, other: Certificate): boolean {
  return (
    !isSameCertificate(one, other) &&
    Buffer.compare(one.serial, other.serial) === 0 &&
    isSameName(one.issuer, other.issuer)
  )
}
