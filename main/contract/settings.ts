import { z } from 'zod'
import { Appearances, Png, SigningTimeFormat } from './appearances.ts'
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
  /** The agency's seal. NĐ 30/2020, PL I, I.II.8.a: red, true size, transparent. */
  sealPng: Png.nullable(),
})
export type OfficeSettings = z.infer<typeof OfficeSettings>

export const TrustAnchor = z.object({ sha256: Sha256, facts: CertificateFacts, addedAt: Instant, addedBy: z.string() })
export type TrustAnchor = z.infer<typeof TrustAnchor>
