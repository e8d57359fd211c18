import { z } from 'zod'
import { DocumentId, FailureDetails, Instant, KeyId, Sha256 } from './basics.ts'
import { SigningPlace } from './placement.ts'
import { PadesLevel } from './verification.ts'

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
    /** What kept it from the office's level; the document is in the list of those to be raised. */
    shortfall: z.object({ code: z.string(), details: FailureDetails }).nullable(),
  }),
  z.object({
    kind: z.literal('failed'),
    id: DocumentId,
    index: z.int(),
    of: z.int(),
    code: z.string(),
    details: FailureDetails,
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
