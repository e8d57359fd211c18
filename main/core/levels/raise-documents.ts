import {
  AppError,
  type DocumentId,
  type FileReport,
  type PersonId,
  type RaisingEvent,
  type Sha256,
  type SignatureReport,
} from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { type Caller, requireRole } from '#core/people/caller'
import { noteCheck, verdictOf } from '#core/register/checks'
import { countNow } from '#core/register/counted-now'
import type { DocumentRecord } from '#core/register/document'
import { byKnownRevocations } from '#core/register/known-revocations'
import { isBroken, isLost } from '#core/register/standing'
import type { OfficeTransaction } from '#core/register/store'
import { verifyRevision } from '#core/register/verify-revision'
import { inParallel } from '#core/signing/in-parallel'
import { levelSettings, officeRaisingParts } from './office-levels.ts'
import { isAtLeast, type Raised, type RaisingParts, requireTimestamper, upgradePdf } from './raise-level.ts'
import { noteLevel, reachedLevel } from './waiting-documents.ts'

export type RaisePorts = Pick<OfficePorts, 'store' | 'files' | 'settings' | 'clock' | 'verifyPdf' | 'trust' | 'log'>

/** Documents under way at the same time: a slow authority is waited for by a few, not asked by all. */
const AT_ONCE = 3
const MAX_DOCUMENTS = 5000
/** After a failure a document waits twice as long each time, up to an hour. */
const FIRST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 3_600_000

/** States in which nobody signs any more. */
const FINISHED: readonly DocumentRecord['state'][] = ['agency-signed', 'issued', 'archived']

/**
 * Raises every document that is ready, a few at a time; one that fails is told and stays in the list.
 *
 * @throws AppError `forbidden`, `tsa-not-set`.
 */
export async function* raiseAll(
  ports: RaisePorts,
  caller: Caller,
  signal?: AbortSignal,
): AsyncGenerator<RaisingEvent, void> {
  requireRole(caller, 'admin')
  yield* raise(
    ports,
    { actorId: caller.personId, ids: await ports.store.raising.ready({ caller, limit: MAX_DOCUMENTS }) },
    signal,
  )
}

/** The same in the background, for those whose time has come; does nothing where no authority is set. */
export async function raiseDue(ports: RaisePorts, signal?: AbortSignal): Promise<void> {
  if ((await levelSettings(ports)).tsaUrl === null) return
  const now = ports.clock.now().toISOString()
  const ids = await ports.store.raising.ready({ now, limit: MAX_DOCUMENTS })
  if (ids.length === 0) return
  for await (const event of raise(ports, { actorId: null, ids }, signal)) {
    if (event.kind === 'finished') ports.log.info('levels-raised', { raised: event.raised, failed: event.failed })
  }
}

type Order = { ids: readonly DocumentId[]; actorId: PersonId | null }

async function* raise(
  ports: RaisePorts,
  { ids, actorId }: Order,
  signal: AbortSignal | undefined,
): AsyncGenerator<RaisingEvent, void> {
  const parts = await officeRaisingParts(ports, 'patient')
  requireTimestamper(parts.timestamper)
  const of = ids.length
  let [raised, done] = [0, 0]
  const one = (id: DocumentId) => raiseOne(ports, { id, actorId, parts })
  for await (const outcome of inParallel(ids, AT_ONCE, one)) {
    done += 1
    if ('level' in outcome) raised += 1
    yield { ...outcome, done, of }
    if (signal?.aborted) break
  }
  yield { kind: 'finished', raised, failed: done - raised }
}

type Asked = { id: DocumentId; actorId: PersonId | null; parts: RaisingParts }
type Outcome =
  | { kind: 'raised'; id: DocumentId; level: Raised['level'] }
  | { kind: 'failed'; id: DocumentId; code: string; details: AppError['details'] }

async function raiseOne(ports: RaisePorts, asked: Asked): Promise<Outcome> {
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

async function noteFailure({ store, clock }: RaisePorts, id: DocumentId, { code, details }: AppError): Promise<void> {
  await store.transaction(async ({ raising }) => {
    const waiting = await raising.get(id)
    if (!waiting) return
    const now = clock.now().getTime()
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(waiting.attempts, 10))
    await raising.put({
      ...waiting,
      problem: code,
      details,
      attempts: waiting.attempts + 1,
      triedAt: new Date(now).toISOString(),
      nextAt: new Date(now + wait).toISOString(),
    })
  })
}

/** Makes the next revision of one document. What was reached is kept even where it is less than was wanted. */
async function raiseDocument(ports: RaisePorts, { id, actorId, parts }: Asked): Promise<Raised> {
  const [document, waiting] = await Promise.all([ports.store.documents.get(id), ports.store.raising.get(id)])
  if (!document?.sha256 || !waiting) throw new AppError('file-missing', { id })
  const before = await verifyNow(ports, document, document.sha256)
  const { sha256, size, ...raised } = await raiseFile(ports, document.sha256, { ...parts, level: waiting.wanted })
  try {
    if (!isAtLeast(raised.level, 'B-T')) throw raised.shortfall ?? new AppError('no-signature', { id })
    const after = await verifyNow(ports, document, sha256)
    requireStillGood(before, after)
    requireProgress({ before, after, isSameFile: sha256 === document.sha256 }, { ...raised, wanted: waiting.wanted })
    await ports.store.transaction((stores) =>
      accept(ports, stores, { document, actorId, sha256, size, report: after, wanted: waiting.wanted }),
    )
    return raised
  } catch (error) {
    await ports.files.discard(sha256)
    throw error
  }
}

async function verifyNow(ports: RaisePorts, { id, fileName }: DocumentRecord, sha256: Sha256): Promise<FileReport> {
  const report = await verifyRevision(ports, { sha256, fileName, patience: 'patient' })
  return byKnownRevocations(ports.store, { id, sha256 }, report)
}

async function raiseFile(
  { files }: RaisePorts,
  sha256: Sha256,
  wanted: Parameters<typeof upgradePdf>[1],
): Promise<Raised & { sha256: Sha256; size: number }> {
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

/** Every signature says after it what it said before, or better; a timestamp that was added holds. */
function requireStillGood(before: FileReport, after: FileReport): void {
  const known = new Set(before.signatures.map(({ field }) => field))
  const added = after.signatures.find((signature) => !known.has(signature.field) && isBroken(signature))
  if (added) throw notValid(added)
  for (const { field, indication } of before.signatures) {
    const found = after.signatures.find((signature) => signature.field === field)
    const isSame =
      found?.intact === true && found.modification !== 'forbidden' && isAsGood(found.indication, indication)
    if (!isSame) throw notValid({ subIndication: null, findings: [], ...found, indication })
  }
}

const notValid = ({
  indication,
  subIndication,
  findings,
}: Pick<SignatureReport, 'indication' | 'subIndication' | 'findings'>) =>
  new AppError('signature-not-valid', { indication, subIndication, finding: findings[0] ?? null })

const ORDER = ['TOTAL-FAILED', 'INDETERMINATE', 'TOTAL-PASSED']
const isAsGood = (now: string, then: string): boolean => ORDER.indexOf(now) >= ORDER.indexOf(then)

type Step = { before: FileReport; after: FileReport; isSameFile: boolean }

/**
 * What is no higher than before is no revision, else an authority that is down would make one a minute. Throws what kept it
 * down, or `level-not-reached` where only the verification finds less than was wanted.
 */
function requireProgress(
  { before, after, isSameFile }: Step,
  { shortfall, wanted }: Raised & { wanted: Raised['level'] },
): void {
  const [was, reached] = [reachedLevel(before), reachedLevel(after)]
  const isDone = reached === undefined ? shortfall === undefined : isAtLeast(reached, wanted)
  const isHigher = reached !== undefined && was !== undefined && !isAtLeast(was, reached)
  if (isDone || (isHigher && !isSameFile)) return
  throw shortfall ?? new AppError('level-not-reached', { wanted, reached: reached ?? null })
}

type Accepted = {
  document: DocumentRecord
  actorId: PersonId | null
  sha256: Sha256
  size: number
  report: FileReport
  wanted: Raised['level']
}

async function accept(
  { files, clock }: RaisePorts,
  stores: OfficeTransaction,
  { document, actorId, sha256, size, report, wanted }: Accepted,
): Promise<void> {
  const { id } = document
  const at = clock.now()
  const present = await stores.documents.get(id)
  if (present?.sha256 !== document.sha256) throw new AppError('file-changed', { id })
  if (sha256 === document.sha256) {
    // It has the level already: there is nothing to take, only to wait for no more.
    await noteLevel(stores, { id, report, wanted, at })
    await files.discard(sha256)
    return
  }
  const counted = await countNow(stores, present, report)
  const set = { sha256, fileSize: size, ...verdictOf(report), ...counted }
  const event = { action: 'raise-level', actorId, at }
  const changed = await stores.documents.change(id, { from: FINISHED, set, event })
  if (!changed) throw new AppError('wrong-state', { id, state: present.state })
  await files.keep(sha256)
  await stores.documents.addRevision(id, { sha256, size, at: at.toISOString(), cause: 'raised' })
  const { evidence } = counted
  await noteCheck(stores, { document, sha256, report, cause: 'raised', evidence, at, isLess: isLost(present, counted) })
  await noteLevel(stores, { id, report, wanted, at })
}
