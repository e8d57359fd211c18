import { AppError } from '#contract'
import { type Certificate, isSameCertificate } from '../certificates/certificate.ts'
import { isIssuedBy } from '../certificates/chain.ts'
import { isSameName } from '../certificates/names.ts'
import { readCertificates } from '../certificates/read-certificates.ts'
import type { TrustServices } from '../ports.ts'
import { readPointers } from './pointers.ts'

/** Its own issuer: the end of every chain. */
export function isSelfSigned(certificate: Certificate): boolean {
  return isSameName(certificate.subject, certificate.issuer) && isIssuedBy(certificate, certificate)
}

/**
 * The certificate whose key has signed this one: from those at hand, else from where the certificate says. What is fetched
 * is taken only if its key really made the signature; it is trusted no more than any other.
 *
 * @see RFC 5280, 4.2.2.1 (id-ad-caIssuers).
 */
export async function findIssuer(
  services: TrustServices,
  certificate: Certificate,
  pool: readonly Certificate[],
): Promise<Certificate | undefined> {
  const known = issuerIn(pool, certificate)
  if (known) return known
  for (const url of readPointers(certificate).issuers) {
    const found = issuerIn(await fetchCertificates(services, url), certificate)
    if (found) return found
  }
  return undefined
}

function issuerIn(pool: readonly Certificate[], certificate: Certificate): Certificate | undefined {
  return pool.find(
    (candidate) =>
      isSameName(candidate.subject, certificate.issuer) &&
      !isSameCertificate(candidate, certificate) &&
      isIssuedBy(certificate, candidate),
  )
}

/** A server that is not there, or has something else, is as good as none. */
async function fetchCertificates(services: TrustServices, url: string): Promise<Certificate[]> {
  try {
    return readCertificates(await services.call({ kind: 'certificate', url }))
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}
