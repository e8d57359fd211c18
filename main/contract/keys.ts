import { z } from 'zod'
import { AgencyId, CertificateId, DocumentId, Instant, KeyId, PersonId, Sha256 } from './basics.ts'
import { SigningPlace } from './placement.ts'
import { TokenOfKey } from './tokens.ts'
import { CertificateFacts, PadesLevel } from './verification.ts'

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

/** What was confirmed: exactly these bytes are signed. */
export const ConfirmedDocument = z.object({
  id: DocumentId,
  sha256: Sha256,
  /** Appendices in files of their own that the agency signs with the document; absent: none. */
  appendices: z.array(Sha256).max(50).optional(),
  /** Where the signature was put by hand; absent: where it is proposed. */
  place: SigningPlace.optional(),
})
export type ConfirmedDocument = z.infer<typeof ConfirmedDocument>

export const BatchInput = z.object({
  documents: z.array(ConfirmedDocument).min(1).max(500),
  role: z.enum(['leader', 'agency']),
  keyId: KeyId,
  /** The key's password or PIN, empty where the PIN is typed on the device; may be absent while the key session is open. */
  secret: z.string().max(200).optional(),
  /** The owner's password of encrypted files whose maker restricts signing; used for this batch, kept nowhere. */
  filePassword: z.string().max(127).optional(),
})
export type BatchInput = z.infer<typeof BatchInput>

/** Progress of a batch; the last event is `finished`. A failed item never stops the others. */
export const BatchEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signing'), id: DocumentId, index: z.int(), of: z.int() }),
  z.object({
    kind: z.literal('signed'),
    id: DocumentId,
    index: z.int(),
    of: z.int(),
    sha256: Sha256,
    /** The level that was reached; null where none was asked for. */
    level: PadesLevel.nullable(),
    /** Code of what kept it from the office's level; the document is in the list of those to be raised. */
    shortfall: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('failed'),
    id: DocumentId,
    index: z.int(),
    of: z.int(),
    code: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
  z.object({
    kind: z.literal('finished'),
    signed: z.int(),
    failed: z.int(),
    skipped: z.int(),
    cancelled: z.boolean(),
    /** Code of the failure after which nothing more could be signed: the key or its certificate is gone. */
    stoppedBy: z.string().nullable(),
  }),
])
export type BatchEvent = z.infer<typeof BatchEvent>

/** A batch that was broken off (a crash, a closed window), with what the register says of it now. */
export const UnfinishedBatch = z.object({
  role: BatchInput.shape.role,
  startedAt: Instant,
  of: z.int(),
  signed: z.int(),
  /** At work when it broke off, and how many of those the register has as signed. */
  unsure: z.int(),
  unsureSigned: z.int(),
  /** What may still be signed. */
  rest: z.array(DocumentId),
})
export type UnfinishedBatch = z.infer<typeof UnfinishedBatch>

export const DeviceInfo = z.object({
  door: z.enum(['desktop', 'loopback', 'server']),
  version: z.string(),
  platform: z.string(),
  workspace: z.string(),
})
export type DeviceInfo = z.infer<typeof DeviceInfo>

export const Preferences = z.object({
  language: z.enum(['vi', 'en']).default('vi'),
  colourScheme: z.enum(['auto', 'light', 'dark']).default('auto'),
  singleKeyShortcuts: z.boolean().default(true),
})
export type Preferences = z.infer<typeof Preferences>
