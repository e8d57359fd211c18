import { AppError } from '#contract'
import { requireRole } from '#core/people/caller'
import { verifyRevision } from '#core/register/verify-revision'
import { inParallel } from '#core/signing/in-parallel'
import { levelSettings, officeRaisingParts } from './office-levels.ts'
import { isAtLeast, requireTimestamper, upgradePdf } from './raise-level.ts'
import { noteLevel } from './waiting-documents.ts'

/** Documents under way at the same time: a slow authority is waited for by a few, not asked by all. */
const AT_ONCE = 3
const MAX_DOCUMENTS = 5000
/** After a failure a document waits twice as long each time, up to an hour. */
const FIRST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 3_600_000
/** States in which nobody signs any more. */
const FINISHED = ['agency-signed', 'issued', 'archived']
/**
 * Raises every document that is ready, a few at a time; one that fails is told and stays in the list.
 *
 * @throws AppError `forbidden`, `tsa-not-set`.
 */
export async function* raiseAll(ports, caller, signal) {
  requireRole(caller, 'admin')
  yield* raise(
    ports,
    { actorId: caller.personId, ids: await ports.store.raising.ready({ caller, limit: MAX_DOCUMENTS }) },
    signal,
  )
}
/** The same in the background, for those whose time has come; does nothing where no authority is set. */
export async function raiseDue(ports, signal) {
  if ((await levelSettings(ports)).tsaUrl === null) return
  const now = ports.clock.now().toISOString()
  const ids = await ports.store.raising.ready({ now, limit: MAX_DOCUMENTS })
  if (ids.length === 0) return
  for await (const event of raise(ports, { actorId: null, ids }, signal)) {
    if (event.kind === 'finished') ports.log.info('levels-raised', { raised: event.raised, failed: event.failed })
  }
}
async function* raise(ports, { ids, actorId }, signal) {
  const parts = await officeRaisingParts(ports, 'patient')
  requireTimestamper(parts.timestamper)
  const of = ids.length
  let [raised, done] = [0, 0]
  const one = (id) => raiseOne(ports, { id, actorId, parts })
  for await (const outcome of inParallel(ids, AT_ONCE, one)) {
    done += 1
    if ('level' in outcome) raised += 1
    yield { ...outcome, done, of }
    if (signal?.aborted) break
  }
  yield { kind: 'finished', raised, failed: done - raised }
}
async function raiseOne(ports, asked) {
  const { id } = asked
  try {
    const { level, shortfall } = await raiseDocument(ports, asked)
    if (!shortfall) return { kind: 'raised', id, level }
    await noteFailure(ports, id, shortfall)
    return { kind: 'failed', id, code: shortfall.code, details: shortfall.details }
  } catch (error) {
    const failure = error instanceof AppError ? error : new AppError('internal', { requestId: id }, { cause: error })
    if (failure !== error) ports.log.error('raising-broken', { requestId: id }, error)
    await noteFailure(ports, id, failure)
    return { kind: 'failed', id, code: failure.code, details: failure.details }
  }
}
async function noteFailure({ store, clock }, id, { code }) {
  await store.transaction(async ({ raising }) => {
    const waiting = await raising.get(id)
    if (!waiting) return
    const now = clock.now().getTime()
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(waiting.attempts, 10))
    await raising.put({
      ...waiting,
      problem: code,
      attempts: waiting.attempts + 1,
      triedAt: new Date(now).toISOString(),
      nextAt: new Date(now + wait).toISOString(),
    })
  })
}
/** Makes the next revision of one document. What was reached is kept even where it is less than was wanted. */
async function raiseDocument(ports, { id, actorId, parts }) {
  const [document, waiting] = await Promise.all([ports.store.documents.get(id), ports.store.raising.get(id)])
  if (!document?.sha256 || !waiting) throw new AppError('file-missing', { id })
  const before = await verifyRevision(ports, { sha256: document.sha256, fileName: document.fileName })
  const { sha256, size, ...raised } = await raiseFile(ports, document.sha256, { ...parts, level: waiting.wanted })
  try {
    if (!isAtLeast(raised.level, 'B-T')) throw raised.shortfall ?? new AppError('no-signature', { id })
    const after = await verifyRevision(ports, { sha256, fileName: document.fileName })
    requireStillGood(before, after)
    await ports.store.transaction((stores) =>
      accept(ports, stores, { document, actorId, sha256, size, report: after, wanted: waiting.wanted }),
    )
    return raised
  } catch (error) {
    await ports.files.discard(sha256)
    throw error
  }
}
async function raiseFile({ files }, sha256, wanted) {
  const source = await files.open(sha256)
  try {
    const sink = await files.stageSink()
    try {
      const { level, shortfall } = await upgradePdf(source, wanted, sink)
      return { level, shortfall, ...(await sink.finish()) }
    } catch (error) {
      await sink.abandon()
      throw error
    }
  } finally {
    source.close()
  }
}
/** Every signature says after it what it said before, or better. */
function requireStillGood(before, after) {
  for (const { field, indication } of before.signatures) {
    const found = after.signatures.find((signature) => signature.field === field)
    const isSame =
      found?.intact === true && found.modification !== 'forbidden' && isAsGood(found.indication, indication)
    if (!isSame) {
      const { subIndication = null, findings = [] } = found ?? {}
      throw new AppError('signature-not-valid', { indication, subIndication, finding: findings[0] ?? null })
    }
  }
}
const ORDER = ['TOTAL-FAILED', 'INDETERMINATE', 'TOTAL-PASSED']
const isAsGood = (now, then) => ORDER.indexOf(now) >= ORDER.indexOf(then)
async function accept({ files, clock }, stores, { document, actorId, sha256, size, report, wanted }) {
  const { id } = document
  const at = clock.now()
  const present = await stores.documents.get(id)
  if (present?.sha256 !== document.sha256) throw new AppError('file-changed', { id })
  const verdict = report.verdict === 'NO-SIGNATURE' ? null : report.verdict
  const event = { action: 'raise-level', actorId, at }
  const changed = await stores.documents.change(id, { from: FINISHED, set: { sha256, fileSize: size, verdict }, event })
  if (!changed) throw new AppError('wrong-state', { id, state: present.state })
  await files.keep(sha256)
  await stores.documents.addRevision(id, { sha256, size, at: at.toISOString(), cause: 'raised' })
  await noteLevel(stores, { id, report, wanted, at })
}
