import { z } from 'zod'

/**
 * What is found about a certificate before it signs (TT 15/2025/TT-BKHCN, Điều 5.1.a and Phụ lục II), worst first. The
 * first ones forbid signing; of the others the signer is warned.
 */
export const CERTIFICATE_FINDINGS = [
  'revoked',
  'issuer-revoked',
  'expired',
  'not-yet-valid',
  'not-for-signing',
  // warnings
  'no-trust-anchors',
  'issuer-unknown',
  'chain-broken',
  'revocation-unknown',
  'ends-soon',
] as const
export type CertificateFinding = (typeof CERTIFICATE_FINDINGS)[number]

const FORBIDDING: ReadonlySet<CertificateFinding> = new Set([
  'revoked',
  'issuer-revoked',
  'expired',
  'not-yet-valid',
  'not-for-signing',
] as const)

export const forbidsSigning = (finding: CertificateFinding): boolean => FORBIDDING.has(finding)

export const CertificateCheck = z.object({
  findings: z.array(
    z.object({
      code: z.enum(CERTIFICATE_FINDINGS),
      /** What a sentence about it needs: a date, a name, a number of days. */
      details: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  /** Who said that the certificate is not revoked; null where nobody could. */
  revocationBy: z.enum(['ocsp', 'crl']).nullable(),
})
export type CertificateCheck = z.infer<typeof CertificateCheck>
