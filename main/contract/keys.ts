import { z } from 'zod'
import { AgencyId, CertificateId, Instant, KeyId, PersonId } from './basics.ts'
import { TokenOfKey } from './tokens.ts'
import { CertificateFacts } from './verification.ts'

/** Eight roles as offices know them; level one signs as leader, agency, initial or plain. */
export const SigningRole = z.enum(['plain', 'initial', 'leader', 'agency', 'incoming', 'comment', 'appendix', 'copy'])
export type SigningRole = z.infer<typeof SigningRole>

/** A certificate the office knows: whose it is, and until when it is good. */
export const OfficeCertificate = z.object({
  id: CertificateId,
  kind: z.enum(['personal', 'agency']),
  personId: PersonId.nullable(),
  agencyId: AgencyId,
  ownerName: z.string(),
  agencyName: z.string(),
  facts: CertificateFacts,
  status: z.enum(['valid', 'expiring', 'expired', 'not-yet-valid']),
  daysLeft: z.int(),
  /** The private key is in this workstation's key store. */
  keyId: KeyId.nullable(),
})
export type OfficeCertificate = z.infer<typeof OfficeCertificate>

/** A private key of this workstation. The secret itself never leaves `device`. */
export const DeviceKey = z.object({
  id: KeyId,
  store: z.enum(['pkcs12', 'pkcs11']),
  label: z.string(),
  facts: CertificateFacts,
  status: z.enum(['valid', 'expired', 'not-yet-valid', 'not-for-signing']),
  /** The token it is on; null for a key of a file. */
  token: TokenOfKey.nullable(),
  /** Until when the key may sign without asking again; null: closed. */
  openUntil: Instant.nullable(),
})
export type DeviceKey = z.infer<typeof DeviceKey>
