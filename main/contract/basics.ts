import { z } from 'zod'

/** Identifiers are opaque (UUID); the brand says that the text has passed the border. */
const id = <Brand extends string>() => z.string().min(1).max(64).brand<Brand>()
export const DocumentId = id<'DocumentId'>()
export type DocumentId = z.infer<typeof DocumentId>
export const PersonId = id<'PersonId'>()
export type PersonId = z.infer<typeof PersonId>
export const AgencyId = id<'AgencyId'>()
export type AgencyId = z.infer<typeof AgencyId>
export const BookId = id<'BookId'>()
export type BookId = z.infer<typeof BookId>
export const CertificateId = id<'CertificateId'>()
export type CertificateId = z.infer<typeof CertificateId>
/** A key store entry of this workstation. */
export const KeyId = id<'KeyId'>()
export type KeyId = z.infer<typeof KeyId>

/** Lower-case hexadecimal SHA-256: the name of a file's bytes. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256'>()
export type Sha256 = z.infer<typeof Sha256>

/** A civil date `YYYY-MM-DD` in Vietnam's zone (+07:00). */
export const CivilDate = z.iso.date()
/** An instant, ISO 8601 UTC with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 })
export type Instant = z.infer<typeof Instant>

/** What a sentence about a failure needs: hosts, names of certificates, instants; `#contract`'s ErrorDetails. */
export const FailureDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
export type FailureDetails = z.infer<typeof FailureDetails>

export const Page = z.object({
  /** Opaque keyset cursor from the previous answer. */
  cursor: z.string().max(400).optional(),
  limit: z.int().min(1).max(200).default(50),
})
