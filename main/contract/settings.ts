import { z } from 'zod'
import { Appearances, SigningTimeFormat } from './appearances.ts'
import { Instant, Sha256 } from './basics.ts'
import { CertificateFacts } from './verification.ts'

export const OfficeSettings = z.object({
  officeName: z.string().trim().min(1).max(200),
  demo: z.boolean(),
  /** Target of the signing rate, percent. */
  targetPercent: z.number().min(0).max(100),
  appearances: Appearances,
  /** How the signing time is shown. NĐ 30/2020, PL I, I.II.8.b: ISO 8601. */
  signingTime: SigningTimeFormat,
})
export type OfficeSettings = z.infer<typeof OfficeSettings>

/** For what an anchor is trusted: signers' certificates, those of time-stamping authorities, or both. */
export const AnchorPurpose = z.enum(['both', 'signatures', 'timestamps'])
export type AnchorPurpose = z.infer<typeof AnchorPurpose>

/** A certificate that somebody wants to trust, or trusts. */
export const AnchorCandidate = z.object({
  sha256: Sha256,
  facts: CertificateFacts,
  /** An anchor that is no authority vouches for nobody but itself. */
  kind: z.enum(['root', 'intermediate', 'not-an-authority']),
  validity: z.enum(['valid', 'ends-soon', 'expired', 'not-yet-valid']),
  /** Of the demo office, whose keys are in everybody's hands. */
  isDemo: z.boolean(),
})
export type AnchorCandidate = z.infer<typeof AnchorCandidate>

export const TrustAnchor = AnchorCandidate.extend({
  purpose: AnchorPurpose,
  addedAt: Instant,
  addedBy: z.string(),
  /** False for a demo office's anchor in any other office: nothing is led to it. */
  isInForce: z.boolean(),
})
export type TrustAnchor = z.infer<typeof TrustAnchor>

export const TrustSettings = z.object({
  /** Whether OCSP responders, revocation lists and issuers' certificates may be asked for when a file is checked. */
  askServices: z.boolean(),
})
export type TrustSettings = z.infer<typeof TrustSettings>
