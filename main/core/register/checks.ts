import type {
  CheckCause,
  CheckedSignature,
  CheckState,
  DocumentCheck,
  DocumentId,
  FileReport,
  Indication,
  Instant,
  Sha256,
  SignatureReport,
} from '#contract'
import type { FindingCode } from '#contract/findings'
import type { Caller } from '#core/people/caller'
import type { DocumentRecord } from './document.ts'

export type NewCheck = Omit<DocumentCheck, 'number'>

/** When a document is checked again, and how the last check went. */
export type CheckPlan = CheckState & {
  /** How often in a row a check could not be finished. */
  attempts: number
}

export type CheckStore = {
  /** Keeps what a check found; never changed afterwards. */
  add: (id: DocumentId, check: NewCheck) => Promise<void>
  /** Newest first. */
  list: (id: DocumentId, limit: number) => Promise<DocumentCheck[]>
  plan: (id: DocumentId, plan: CheckPlan) => Promise<void>
  planOf: (id: DocumentId) => Promise<CheckPlan | undefined>
  /** Whose time has come: first what arrived since then, then the rest; of each the longest untried first. */
  due: (asked: { now: Instant; arrivedSince: Instant; limit: number }) => Promise<DocumentId[]>
  /** In the caller's scope and not tried since then, the longest untried first. */
  untriedSince: (caller: Caller, since: Instant, limit: number) => Promise<DocumentId[]>
  /** Of the caller's scope; `untried`: since then. */
  summary: (
    caller: Caller,
    since: Instant,
  ) => Promise<{ documents: number; unfinished: number; toReview: number; oldest: Instant | null; untried: number }>
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Revocation is told late rather than early: what has just arrived is asked about every day. */
export const YOUNG_MS = 30 * DAY_MS
const EVERY_MS = { young: DAY_MS, old: 30 * DAY_MS }

/** When the next check comes; sooner where a service said nothing, waiting twice as long each time, up to a day. */
export function nextCheckAt(at: Date, createdAt: Instant, { attempts }: { attempts: number }): Instant {
  const isYoung = at.getTime() - Date.parse(createdAt) < YOUNG_MS
  const usual = isYoung ? EVERY_MS.young : EVERY_MS.old
  const wait = attempts === 0 ? usual : Math.min(DAY_MS, HOUR_MS * 2 ** Math.min(attempts - 1, 10))
  return new Date(at.getTime() + wait).toISOString()
}

const SILENT: readonly (string | null)[] = [
  'revocation-unavailable',
  'revocation-outdated',
  'revocation-weak',
] satisfies FindingCode[]

/**
 * Nothing stands against the signature but that no service said, so that one can rely on it, whether the certificate is
 * revoked: the same question may be answered later (EN 319 102-1, Table 6, TRY_LATER). A certificate on hold is not meant:
 * there somebody did answer.
 *
 * @param finding The worst of the signature.
 */
export const isUnanswered = (indication: Indication, finding: string | null): boolean =>
  indication === 'INDETERMINATE' && SILENT.includes(finding)

export const isForLater = ({ signatures }: Pick<FileReport, 'signatures'>): boolean =>
  signatures.some(({ indication, findings }) => isUnanswered(indication, findings[0] ?? null))

/** What a document keeps of a report: its verdict, and why it is not that everything passed. */
export function verdictOf({ verdict, signatures }: FileReport): Pick<DocumentRecord, 'verdict' | 'verdictReason'> {
  if (verdict === 'NO-SIGNATURE') return { verdict: null, verdictReason: null }
  if (verdict === 'TOTAL-PASSED') return { verdict, verdictReason: null }
  const worst = signatures.find(({ indication }) => indication === verdict)
  return { verdict, verdictReason: worst?.findings[0] ?? null }
}

export function checkedSignature(signature: SignatureReport): CheckedSignature {
  const { field, kind, signer, indication, subIndication, intact, bestSignatureTime, provedBy, findings } = signature
  const { certificate, revocation } = signature
  return {
    ...{ field, kind, signer, indication, subIndication, intact, bestSignatureTime, provedBy },
    certificateSha256: certificate?.sha256 ?? null,
    revocation: revocation && {
      status: revocation.status,
      source: revocation.source,
      revokedAt: revocation.revokedAt,
      reason: revocation.reason,
      producedAt: revocation.producedAt,
    },
    finding: findings[0] ?? null,
  }
}

type Noted = {
  document: Pick<DocumentRecord, 'id' | 'createdAt'>
  sha256: Sha256
  report: FileReport
  cause: CheckCause
  evidence: DocumentRecord['evidence']
  at: Date
  /** It counts as less than before: somebody is to look at it. */
  isLess?: boolean
}

/** Within the transaction that takes a revision: keeps what its check found and plans the next. Unsigned files have none. */
export async function noteCheck(stores: { checks: CheckStore }, noted: Noted): Promise<void> {
  const { document, sha256, report, cause, evidence, at, isLess = false } = noted
  if (report.verdict === 'NO-SIGNATURE') return
  const { checks } = stores
  const checkedAt = at.toISOString()
  await checks.add(document.id, {
    ...{ checkedAt, cause, sha256, verdict: report.verdict, evidence, offline: report.offline },
    signatures: report.signatures.map(checkedSignature),
  })
  const attempts = isForLater(report) ? 1 : 0
  const nextAt = nextCheckAt(at, document.createdAt, { attempts })
  const reviewSince = (await checks.planOf(document.id))?.reviewSince ?? (isLess ? checkedAt : null)
  const problem = attempts > 0 ? 'services-silent' : null
  await checks.plan(document.id, { checkedAt, triedAt: checkedAt, nextAt, problem, attempts, reviewSince })
}
