import { z } from 'zod'
import { Instant, Sha256 } from './basics.ts'
import { CertificateFacts } from './verification.ts'

/** A PNG as base64, at most 1 MB of file. */
const Png = z
  .string()
  .max(1_400_000)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/)

/** How a role's signature looks. Millimetres on the page. NĐ 30/2020, PL I, I.II.7.d, I.II.8.a. */
export const Appearance = z.object({
  showImage: z.boolean(),
  showName: z.boolean(),
  showTime: z.boolean(),
  widthMm: z.number().min(5).max(200),
  heightMm: z.number().min(5).max(200),
})
export type Appearance = z.infer<typeof Appearance>

export const OfficeSettings = z.object({
  officeName: z.string().trim().min(1).max(200),
  demo: z.boolean(),
  /** Target of the signing rate, percent. */
  targetPercent: z.number().min(0).max(100),
  appearances: z.object({ leader: Appearance, agency: Appearance }),
  /** The agency's seal. NĐ 30/2020, PL I, I.II.8.a: red, true size, transparent. */
  sealPng: Png.nullable(),
})
export type OfficeSettings = z.infer<typeof OfficeSettings>

export const TrustAnchor = z.object({ sha256: Sha256, facts: CertificateFacts, addedAt: Instant, addedBy: z.string() })
export type TrustAnchor = z.infer<typeof TrustAnchor>
