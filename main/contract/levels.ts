import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { DocumentId, FailureDetails, Instant } from './basics.ts'
import { PadesLevel } from './verification.ts'

/** Address of the time-stamping authority (TSA). */
const TsaUrl = z.url({ protocol: /^https?$/ }).max(500)
/** Digest that the authority is asked with; some take only SHA-256. */
const TsaDigest = z.enum(['sha256', 'sha384', 'sha512'])

/** Which level the office's signatures are to have, and who proves their time. ETSI EN 319 142-1, 6; RFC 3161. */
export const LevelSettings = z
  .object({
    level: PadesLevel,
    tsaUrl: TsaUrl.nullable(),
    tsaDigest: TsaDigest,
  })
  .refine(({ level, tsaUrl }) => level === 'B-B' || tsaUrl !== null, { path: ['tsaUrl'] })
export type LevelSettings = z.infer<typeof LevelSettings>

export const DEFAULT_LEVELS: LevelSettings = { level: 'B-B', tsaUrl: null, tsaDigest: 'sha256' }

/** An authority that is tried before it is saved. */
export const AuthorityTrial = z.object({ tsaUrl: TsaUrl, tsaDigest: TsaDigest })
export type AuthorityTrial = z.infer<typeof AuthorityTrial>

/** What an authority gave when it was tried: a token that holds. RFC 3161, 2.4.2. */
export const TriedAuthority = z.object({
  /** From the question to the checked answer, in milliseconds. */
  tookMs: z.int().min(0),
  /** Of the certificate that signed the token. */
  name: z.string(),
  /** Object identifier of the authority's policy. */
  policy: z.string(),
  /** The time that the token proves. */
  time: Instant,
  /** When the authority's certificate ends. */
  endsAt: Instant,
  /** Name of the issuer that is missing among the office's roots for timestamps; null: its chain ends at one of them. */
  untrustedIssuer: z.string().nullable(),
})
export type TriedAuthority = z.infer<typeof TriedAuthority>

/** A signed document whose level is lower than the office wants. */
export const WaitingDocument = z.object({
  id: DocumentId,
  /** As written on it; null before numbering. */
  codeNumber: z.string().nullable(),
  codeNotation: z.string().nullable(),
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
  tryAuthority: oc
    .route({ summary: 'Asks a time-stamping authority for a token, to see whether it can be used; keeps nothing' })
    .input(AuthorityTrial)
    .output(TriedAuthority),
  list: oc
    .route({ summary: 'Documents whose signatures are of a lower level than the office wants' })
    .output(z.object({ rows: z.array(WaitingDocument), total: z.int() })),
  raise: oc
    .route({ summary: 'Raises all of them that are ready, a few at a time' })
    .output(eventIterator(RaisingEvent)),
}
