import {
  AppError,
  type CheckCause,
  type CheckProblem,
  type DocumentCheck,
  type DocumentId,
  type FileReport,
  type PersonId,
  type RecheckEvent,
  type RecheckOutcome,
  type Sha256,
} from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { type Caller, hasRole, requireRole } from '#core/people/caller'
import { visibleDocument } from './act.ts'
import { checkedSignature, isForLater, nextCheckAt, verdictOf, YOUNG_MS } from './checks.ts'
import { countNow } from './counted-now.ts'
import type { DocumentRecord } from './document.ts'
import { byKnownRevocations } from './known-revocations.ts'
import { isWhole, look, type Seen, unmoved } from './recheck-seen.ts'
import { type Counted, isKnownRevoked, isLost, isOnlySilence, isUnfinished, isWorse, saysTheSame } from './standing.ts'
import type { OfficeTransaction } from './store.ts'
import { type VerifyPorts, verifyRevision } from './verify-revision.ts'

export type RecheckPorts = VerifyPorts & Pick<OfficePorts, 'log'>

/** One run in the background ends after these; the next goes on where it stopped. */
const MOST_PER_RUN = 25
const PAGE = 200
/** Of one document; only those that found something else are kept. */
const MOST_CHECKS = 1000

type Order = {
  id: DocumentId
  cause: CheckCause
  actorId: PersonId | null
  patience: 'quick' | 'patient'
  signal?: AbortSignal | undefined
}

/**
 * Verifies a document's present bytes again. What the check finds is kept, with an event and in the figures, where it is
 * something else than before; what could not be finished leaves everything as it was and is tried again soon.
 */
export async function recheckDocument(ports: VerifyPorts, order: Order): Promise<RecheckOutcome> {
  const { id } = order
  const seen = await look(ports.store, id)
  if (!seen) throw new AppError('not-found', { id })
  const found = await check(ports, seen, order)
  // A program that ends cuts its services off: what they did not say then is nobody's answer.
  if (order.signal?.aborted || found === 'cancelled') return { id, outcome: 'unfinished', problem: null }
  if (typeof found === 'string') {
    await noteUnfinished(ports, seen, found)
    return { id, outcome: 'unfinished', problem: found }
  }
  const isChanged = await accept(ports, { ...seen, order, report: found })
  const problem = isForLater(found) ? 'services-silent' : null
  return { id, outcome: isChanged ? 'changed' : 'unchanged', problem }
}

async function check(
  ports: VerifyPorts,
  seen: Seen,
  { patience, signal }: Pick<Order, 'patience' | 'signal'>,
): Promise<FileReport | CheckProblem | 'cancelled'> {
  const { sha256, fileName } = seen.document
  if (sha256 === null) return 'file-missing'
  try {
    const found = await verifyRevision(ports, { sha256, fileName, patience, signal })
    const report = await byKnownRevocations(ports.store, { id: seen.document.id, sha256 }, found)
    return (await problemOf(ports, seen, { report, sha256 })) ?? report
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'file-missing' || error.code === 'cancelled') return error.code
    return (await isWhole(ports, sha256)) ? 'file-unreadable' : 'file-changed'
  }
}

type Verified = { report: FileReport; sha256: Sha256 }

async function problemOf(ports: VerifyPorts, { document, before }: Seen, { report, sha256 }: Verified) {
  const was = verdictBefore(document, before) ?? report.verdict
  if (isWorse(report.verdict, was) && !(await isWhole(ports, sha256))) return 'file-changed'
  // Whichever bytes were checked before, and whether that check was kept: silence takes nothing from what passed.
  const isSilent = was === 'TOTAL-PASSED' && isOnlySilence(report)
  return isSilent || saysLessThan(before, { report, sha256 }) ? 'services-silent' : undefined
}

const verdictBefore = ({ verdict }: DocumentRecord, before: DocumentCheck | undefined) => before?.verdict ?? verdict

/** Only because nobody answered: of the same bytes, more was known before. */
function saysLessThan(before: DocumentCheck | undefined, { report, sha256 }: Verified) {
  return before?.sha256 === sha256 && isUnfinished(report.signatures.map(checkedSignature), before.signatures)
}

async function noteUnfinished(
  { store, clock }: Pick<VerifyPorts, 'store' | 'clock'>,
  seen: Seen,
  problem: CheckProblem,
): Promise<void> {
  const at = clock.now()
  const { id, createdAt } = seen.document
  await store.transaction(async (stores) => {
    if (!(await unmoved(stores, seen))) return
    const { checks } = stores
    const { attempts: tried = 0, checkedAt = null, reviewSince = null } = (await checks.planOf(id)) ?? {}
    const attempts = tried + 1
    const nextAt = nextCheckAt(at, createdAt, { attempts })
    await checks.plan(id, { checkedAt, triedAt: at.toISOString(), nextAt, problem, attempts, reviewSince })
  })
}

type Found = Seen & { order: Order; report: FileReport }

/** False where it says what is known already, or where a new revision or another check came meanwhile. */
async function accept(ports: VerifyPorts, found: Found): Promise<boolean> {
  const at = ports.clock.now()
  return ports.store.transaction(async (stores) => {
    const present = await unmoved(stores, found)
    if (!present) return false
    const counted = await countNow(stores, present, found.report)
    const isChanged = isNew(present, counted, found)
    if (isChanged) await keep(stores, { ...found, document: present }, { counted, at })
    const isLess = isChanged && needsReview(present, counted, found)
    await planNext(stores, { document: present, report: found.report, at, isLess })
    return isChanged
  })
}

function isNew(present: DocumentRecord, counted: Counted, { before, report }: Found): boolean {
  const now = { verdict: report.verdict, signatures: report.signatures.map(checkedSignature) }
  return !countsTheSame(present, counted) || !before || before.sha256 !== present.sha256 || !saysTheSame(now, before)
}

const countsTheSame = (present: Counted, counted: Counted): boolean =>
  present.evidence === counted.evidence &&
  present.leaderSigned === counted.leaderSigned &&
  present.agencySigned === counted.agencySigned

function needsReview(present: DocumentRecord, counted: Counted, { before, report }: Found): boolean {
  return isLost(present, counted) || isWorse(report.verdict, verdictBefore(present, before) ?? report.verdict)
}

async function keep(
  stores: OfficeTransaction,
  { order, document, before, report }: Found,
  { counted, at }: { counted: Counted; at: Date },
): Promise<void> {
  const { id, sha256 } = document
  if (sha256 === null) return
  const was = verdictBefore(document, before) ?? 'NO-SIGNATURE'
  const reason = was === report.verdict ? was : `${was} → ${report.verdict}`
  const isSameOfNewBytes = before?.sha256 !== sha256 && was === report.verdict && countsTheSame(document, counted)
  // What made the new bytes has its own event; a check that finds the same in them has nothing to add to the history.
  if (!isSameOfNewBytes) {
    await stores.documents.change(id, {
      from: [document.state],
      set: { ...verdictOf(report), ...counted },
      event: { action: 'recheck', actorId: order.actorId, at, reason },
    })
  }
  await stores.checks.add(id, {
    ...{ checkedAt: at.toISOString(), cause: order.cause, sha256, verdict: report.verdict },
    ...{ evidence: counted.evidence, offline: report.offline },
    signatures: report.signatures.map(checkedSignature),
  })
}

type Planned = { document: DocumentRecord; report: FileReport; at: Date; isLess: boolean }

async function planNext({ checks }: OfficeTransaction, { document, report, at, isLess }: Planned): Promise<void> {
  const checkedAt = at.toISOString()
  const plan = await checks.planOf(document.id)
  const attempts = isForLater(report) ? (plan?.attempts ?? 0) + 1 : 0
  const since = plan?.reviewSince ?? (isLess ? checkedAt : null)
  const isFine = report.verdict === 'TOTAL-PASSED' && !isLess
  await checks.plan(document.id, {
    ...{ checkedAt, triedAt: checkedAt, attempts, problem: attempts > 0 ? ('services-silent' as const) : null },
    nextAt: nextCheckAt(at, document.createdAt, { attempts }),
    reviewSince: isFine ? await sinceRevoked(checks, document.id, since) : since,
  })
}

/** That a certificate is revoked no more is for somebody to look at. */
const sinceRevoked = async (checks: OfficeTransaction['checks'], id: DocumentId, since: string | null) =>
  since !== null && isKnownRevoked(await checks.list(id, MOST_CHECKS), since) ? since : null

/** In the background: a few documents whose time has come. Stops between two when it is told to; the next run goes on. */
export async function recheckDue(ports: RecheckPorts, signal?: AbortSignal): Promise<void> {
  const now = ports.clock.now()
  const arrivedSince = new Date(now.getTime() - YOUNG_MS).toISOString()
  const ids = await ports.store.checks.due({ now: now.toISOString(), arrivedSince, limit: MOST_PER_RUN })
  const counts = { changed: 0, unchanged: 0, unfinished: 0 }
  for (const id of ids) {
    if (signal?.aborted) break
    const order = { id, cause: 'scheduled', actorId: null, patience: 'patient', signal } as const
    const { outcome } = await recheckSafely(ports, order)
    counts[outcome] += 1
  }
  if (ids.length > 0) ports.log.info('signatures-rechecked', counts)
}

/** A bug met in one document keeps nobody from the others; it is logged, and the document is tried later. */
async function recheckSafely(ports: RecheckPorts, order: Order): Promise<RecheckOutcome> {
  try {
    return await recheckDocument(ports, order)
  } catch (error) {
    ports.log.error('recheck-broken', { requestId: order.id }, error)
    const seen = await look(ports.store, order.id)
    if (seen) await noteUnfinished(ports, seen, 'file-unreadable')
    return { id: order.id, outcome: 'unfinished', problem: 'file-unreadable' }
  }
}

/** Whoever sees a document and works with its validity may ask. Throws `not-found`, `forbidden`. */
export async function recheckOne(ports: RecheckPorts, caller: Caller, id: DocumentId): Promise<RecheckOutcome> {
  await visibleDocument(ports.store, caller, id)
  if (!(['clerk', 'official', 'admin'] as const).some((role) => hasRole(caller, role)))
    throw new AppError('forbidden', { id })
  return recheckDocument(ports, { id, cause: 'asked', actorId: caller.personId, patience: 'quick' })
}

/**
 * Every signed document of the admin's scope, the longest unchecked first. Cancelled, it can be begun again: it then starts
 * with what it did not come to.
 *
 * @throws AppError `forbidden`.
 */
export async function* recheckAll(
  ports: RecheckPorts,
  caller: Caller,
  signal?: AbortSignal,
): AsyncGenerator<RecheckEvent, void> {
  requireRole(caller, 'admin')
  const { checks } = ports.store
  const since = ports.clock.now().toISOString()
  const { untried: of } = await checks.summary(caller, since)
  const counts = { changed: 0, unchanged: 0, unfinished: 0 }
  const seen = new Set<DocumentId>()
  for (;;) {
    const page = (await checks.untriedSince(caller, since, PAGE)).filter((id) => !seen.has(id))
    if (page.length === 0 || signal?.aborted) break
    for (const id of page) {
      if (signal?.aborted) break
      seen.add(id)
      const order = { id, cause: 'asked', actorId: caller.personId, patience: 'patient', signal } as const
      const outcome = await recheckSafely(ports, order)
      counts[outcome.outcome] += 1
      yield { kind: 'checked', ...outcome, done: seen.size, of: Math.max(of, seen.size) }
    }
  }
  yield { kind: 'finished', checked: seen.size, changed: counts.changed, unfinished: counts.unfinished }
}

/** For the admin: how many are followed, and how that goes. Throws `forbidden`. */
export async function recheckSummary({ store, clock }: Pick<RecheckPorts, 'store' | 'clock'>, caller: Caller) {
  requireRole(caller, 'admin')
  const { untried: _untried, ...summary } = await store.checks.summary(caller, clock.now().toISOString())
  return summary
}

/** Somebody has looked at it: it leaves the list of Hôm nay, its history says who and why. Throws `not-found`, `forbidden`. */
export async function markReviewed(
  { store, clock }: Pick<RecheckPorts, 'store' | 'clock'>,
  caller: Caller,
  { id, reason }: { id: DocumentId; reason: string },
): Promise<null> {
  const at = clock.now()
  await store.transaction(async (stores) => {
    const document = await visibleDocument(stores, caller, id)
    if (!hasRole(caller, 'clerk') && !hasRole(caller, 'admin')) throw new AppError('forbidden', { id })
    const plan = await stores.checks.planOf(id)
    if (!plan?.reviewSince) throw new AppError('wrong-state', { id, state: document.state, expected: 'to-review' })
    const event = { action: 'review-signatures', actorId: caller.personId, at, reason }
    await stores.documents.change(id, { from: [document.state], set: {}, event })
    await stores.checks.plan(id, { ...plan, reviewSince: null })
  })
  return null
}
