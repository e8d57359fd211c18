import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { DocumentId, Instant, Sha256 } from './basics.ts'
import { Indication, RevocationFacts, SignatureReport } from './verification.ts'

/** Why a document was checked: its arrival, a new revision of it, the scheduled check, or somebody who asked. */
export const CheckCause = z.enum(['arrival', 'leader', 'agency', 'raised', 'scheduled', 'asked'])
export type CheckCause = z.infer<typeof CheckCause>

/** One signature as one check found it: what a later question about the figures needs. */
export const CheckedSignature = SignatureReport.pick({
  field: true,
  kind: true,
  signer: true,
  indication: true,
  subIndication: true,
  intact: true,
  bestSignatureTime: true,
  provedBy: true,
}).extend({
  /** Of the signer's certificate. */
  certificateSha256: Sha256.nullable(),
  revocation: RevocationFacts.pick({ status: true, source: true, revokedAt: true, reason: true })
    .extend({
      /** Absent in checks from before it was kept. */ producedAt: RevocationFacts.shape.producedAt.optional(),
    })
    .nullable(),
  /** Code of the worst finding; the page has a sentence for each. */
  finding: z.string().nullable(),
})
export type CheckedSignature = z.infer<typeof CheckedSignature>

/** A check whose result was kept: the first of each revision, and every later one that found something else. */
export const DocumentCheck = z.object({
  number: z.int(),
  checkedAt: Instant,
  cause: CheckCause,
  /** The bytes that were checked. */
  sha256: Sha256,
  verdict: z.union([Indication, z.literal('NO-SIGNATURE')]),
  /** What the register counted the document as from then on. */
  evidence: z.enum(['none', 'declared', 'verified']),
  /** No service outside was asked. */
  offline: z.boolean(),
  signatures: z.array(CheckedSignature),
})
export type DocumentCheck = z.infer<typeof DocumentCheck>

/** Why a check could not be finished; what was known before stays. */
export const CheckProblem = z.enum(['services-silent', 'file-missing', 'file-changed', 'file-unreadable'])
export type CheckProblem = z.infer<typeof CheckProblem>

/** When a document's signatures were checked, and when that comes again. */
export const CheckState = z.object({
  /** The last check that was finished; null for documents from before checks were kept. */
  checkedAt: Instant.nullable(),
  /** The last one that was tried. */
  triedAt: Instant.nullable(),
  nextAt: Instant,
  problem: CheckProblem.nullable(),
  /** Since when somebody has to look at it: a later check found it worse than before. */
  reviewSince: Instant.nullable(),
})
export type CheckState = z.infer<typeof CheckState>

const Outcome = z.object({
  id: DocumentId,
  outcome: z.enum(['unchanged', 'changed', 'unfinished']),
  problem: CheckProblem.nullable(),
})
export type RecheckOutcome = z.infer<typeof Outcome>

export const RecheckEvent = z.discriminatedUnion('kind', [
  Outcome.extend({ kind: z.literal('checked'), done: z.int(), of: z.int() }),
  z.object({ kind: z.literal('finished'), checked: z.int(), changed: z.int(), unfinished: z.int() }),
])
export type RecheckEvent = z.infer<typeof RecheckEvent>

export const rechecks = {
  summary: oc.route({ summary: 'How many documents are checked again, and how that goes' }).output(
    z.object({
      documents: z.int(),
      /** Documents whose last check could not be finished. */
      unfinished: z.int(),
      toReview: z.int(),
      /** The check that lies back longest; null where there is none. */
      oldest: Instant.nullable(),
    }),
  ),
  one: oc
    .route({ summary: 'Checks the signatures of a document again and keeps what has changed' })
    .input(z.object({ id: DocumentId }))
    .output(Outcome),
  all: oc
    .route({ summary: 'Checks every signed document of the caller’s scope again, the longest unchecked first' })
    .output(eventIterator(RecheckEvent)),
  reviewed: oc
    .route({ summary: 'Says that somebody has looked at a document whose signatures became worse' })
    .input(z.object({ id: DocumentId, reason: z.string().trim().min(1).max(1000) }))
    .output(z.null()),
}
