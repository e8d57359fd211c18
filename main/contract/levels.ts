import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { DocumentId, FailureDetails, Instant } from './basics.ts'
import { PadesLevel } from './verification.ts'

/** Which level the office's signatures are to have, and who proves their time. ETSI EN 319 142-1, 6; RFC 3161. */
export const LevelSettings = z
  .object({
    level: PadesLevel,
    /** Address of the time-stamping authority (TSA). */
    tsaUrl: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .nullable(),
    /** Digest that the authority is asked with; some take only SHA-256. */
    tsaDigest: z.enum(['sha256', 'sha384', 'sha512']),
  })
  .refine(({ level, tsaUrl }) => level === 'B-B' || tsaUrl !== null, { path: ['tsaUrl'] })
export type LevelSettings = z.infer<typeof LevelSettings>

export const DEFAULT_LEVELS: LevelSettings = { level: 'B-B', tsaUrl: null, tsaDigest: 'sha256' }

/** A signed document whose level is lower than the office wants. */
export const WaitingDocument = z.object({
  id: DocumentId,
  subject: z.string(),
  agencyName: z.string(),
  wanted: PadesLevel,
  reached: PadesLevel,
  /** Code of the failure that kept it from the level. */
  problem: z.string().nullable(),
  /** What its sentence needs: which certificate, which server. */
  details: FailureDetails,
  attempts: z.int(),
  since: Instant,
  triedAt: Instant.nullable(),
  /** False while others still have to sign: raising now would change the file under their hands. */
  isReady: z.boolean(),
})
export type WaitingDocument = z.infer<typeof WaitingDocument>

/** What one document says of itself while it waits for the office's level. */
export const LowLevel = WaitingDocument.pick({
  ...{ wanted: true, reached: true, problem: true, details: true, isReady: true },
}).extend({
  /** When it is tried next by itself. */
  nextAt: Instant,
})
export type LowLevel = z.infer<typeof LowLevel>

export const RaisingEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('raised'), id: DocumentId, level: PadesLevel, done: z.int(), of: z.int() }),
  z.object({
    kind: z.literal('failed'),
    id: DocumentId,
    code: z.string(),
    details: FailureDetails,
    done: z.int(),
    of: z.int(),
  }),
  z.object({ kind: z.literal('finished'), raised: z.int(), failed: z.int() }),
])
export type RaisingEvent = z.infer<typeof RaisingEvent>

export const levels = {
  settings: oc.route({ summary: 'The level of signatures and the time-stamping authority' }).output(LevelSettings),
  change: oc.route({ summary: 'Changes them' }).input(LevelSettings).output(LevelSettings),
  list: oc
    .route({ summary: 'Documents whose signatures are of a lower level than the office wants' })
    .output(z.object({ rows: z.array(WaitingDocument), total: z.int() })),
  raise: oc
    .route({ summary: 'Raises all of them that are ready, a few at a time' })
    .output(eventIterator(RaisingEvent)),
}
