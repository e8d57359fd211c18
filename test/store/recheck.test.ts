import { truncate, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DocumentId, RecheckEvent, Sha256 } from '#contract'
import { getDocument } from '#core/register/act'
import { listDocuments } from '#core/register/list'
import { markReviewed, recheckAll, recheckDocument, recheckDue, recheckOne } from '#core/register/recheck'
import { todaySummary } from '#core/register/today'
import { rateTable } from '#core/statistics/rates'
import { callerFor, type TestCore } from '#test/support/core'
import {
  arrivedDocument,
  type Engine,
  issuedDocument,
  LATER,
  problemsIn,
  recheckedOffice,
  revocation,
  TAKEN,
} from '#test/support/rechecked'

const JULY = { from: '2026-07-01', to: '2026-07-31', by: 'agency' } as const
const again = (core: TestCore, id: DocumentId) =>
  recheckDocument(core.office, { id, cause: 'scheduled', actorId: null, patience: 'patient' })

const revokedAt = (instant: string): Engine['leader'] => ({
  ...{ indication: 'INDETERMINATE', subIndication: 'REVOKED', findings: ['certificate-revoked'] },
  revocation: revocation({ status: 'revoked', revokedAt: instant, reason: 'keyCompromise' }),
})

const fileOf = async ({ folder, office }: TestCore, id: DocumentId) => {
  const sha256 = (await office.store.documents.get(id))?.sha256 ?? ('' as Sha256)
  return join(folder, 'files', sha256.slice(0, 2), sha256)
}

describe('a check that is made again', () => {
  test('and finds the same writes nothing into the history, and is planned anew', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    const clerk = await callerFor(core, 'clerk')
    const before = await getDocument(core.office, clerk, id)
    expect(before.checks).toMatchObject([{ cause: 'arrival', verdict: 'TOTAL-PASSED', checkedAt: TAKEN }])
    expect(before.checks[0]?.signatures).toMatchObject([{ field: 'Leader' }, { field: 'Agency' }])

    core.clock.set(LATER)
    expect(await again(core, id)).toMatchObject({ outcome: 'unchanged' })
    const after = await getDocument(core.office, clerk, id)
    expect(after).toMatchObject({ history: before.history, checks: before.checks, verdict: 'TOTAL-PASSED' })
    expect(after.check).toMatchObject({ checkedAt: LATER, nextAt: '2026-07-21T02:00:00.000Z', reviewSince: null })
  })

  test('and finds the certificate revoked after the office took the document tells so, and the document counts on', async () => {
    const core = await recheckedOffice()
    const id = await issuedDocument(core)
    const admin = await callerFor(core, 'admin')
    const figures = await rateTable(core.office, admin, JULY)
    core.clock.set(LATER)
    core.engine.leader = revokedAt('2026-07-10T00:00:00.000Z')

    expect(await again(core, id)).toMatchObject({ outcome: 'changed', problem: null })
    const document = await getDocument(core.office, admin, id)
    expect(document).toMatchObject({
      ...{ verdict: 'INDETERMINATE', verdictReason: 'certificate-revoked' },
      ...{ evidence: 'verified', leaderSigned: true, check: { reviewSince: LATER } },
    })
    expect(document.checks).toMatchObject([{ cause: 'scheduled', verdict: 'INDETERMINATE', evidence: 'verified' }])
    expect(document.history.at(-1)).toMatchObject({
      ...{ action: 'recheck', reason: 'TOTAL-PASSED → INDETERMINATE', actorName: '' },
    })
    expect(await rateTable(core.office, admin, JULY)).toEqual(figures)
    expect(await problemsIn(core)).toEqual([])
  })

  test('and finds it revoked before takes the document out of the figures, in the same transaction', async () => {
    const core = await recheckedOffice()
    const id = await issuedDocument(core)
    const admin = await callerFor(core, 'admin')
    core.clock.set(LATER)
    core.engine.leader = revokedAt('2026-06-20T00:00:00.000Z')

    await again(core, id)
    const expected = { evidence: 'none', leaderSigned: false, agencySigned: true }
    expect(await getDocument(core.office, admin, id)).toMatchObject(expected)
    const { total } = await rateTable(core.office, admin, JULY)
    expect(total).toMatchObject({ due: 1, full: 0, verified: 0, leader: 0, agency: 1 })
    expect(await problemsIn(core)).toEqual([])

    core.engine.leader = {}
    await again(core, id)
    const restored = await rateTable(core.office, admin, JULY)
    expect(restored.total).toMatchObject({ full: 1, verified: 1 })
    expect(await problemsIn(core)).toEqual([])
  })

  test('and is only undecided leaves what was verified when the office took it', async () => {
    const core = await recheckedOffice()
    const id = await issuedDocument(core)
    core.engine.leader = {
      ...{ indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND', trusted: false },
      findings: ['no-chain'],
    }
    await again(core, id)
    const document = await core.office.store.documents.get(id)
    expect(document).toMatchObject({ verdict: 'INDETERMINATE', evidence: 'verified', leaderSigned: true })
  })
})

describe('a check that cannot be finished leaves the verdict as it was, and says why', () => {
  const expectUnfinished = async (core: TestCore, id: DocumentId, problem: string) => {
    core.clock.set(LATER)
    expect(await again(core, id)).toMatchObject({ outcome: 'unfinished', problem })
    const document = await getDocument(core.office, await callerFor(core, 'clerk'), id)
    expect(document).toMatchObject({ verdict: 'TOTAL-PASSED', evidence: 'verified' })
    const check = { problem, checkedAt: TAKEN, triedAt: LATER, nextAt: '2026-07-20T03:00:00.000Z' }
    expect(document.check).toMatchObject({ ...check, reviewSince: null })
    expect(document.history.map(({ action }) => action)).not.toContain('recheck')
  }

  test('where the services say nothing', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    core.engine.leader = {
      ...{ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' },
      revocation: revocation({ status: 'unknown', problems: ['service-unreachable'] }),
    }
    await expectUnfinished(core, id, 'services-silent')
  })

  test('where the file is gone', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    await unlink(await fileOf(core, id))
    await expectUnfinished(core, id, 'file-missing')
  })

  test('where the file’s bytes are not its own any more: damage of a disk is no verdict on a signature', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    await truncate(await fileOf(core, id), 100)
    core.engine.leader = { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', intact: false }
    await expectUnfinished(core, id, 'file-changed')
  })

  test('and a revocation that is known is not forgotten offline', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    core.engine.leader = revokedAt('2026-07-10T00:00:00.000Z')
    await again(core, id)
    core.engine.leader = { revocation: null }
    expect(await again(core, id)).toMatchObject({ outcome: 'unfinished', problem: 'services-silent' })
    expect(await core.office.store.documents.get(id)).toMatchObject({ verdict: 'INDETERMINATE' })
  })
})

describe('checks in the background', () => {
  test('take what has just arrived first, then what lies back longest; each comes again at its time', async () => {
    const core = await recheckedOffice()
    const old = await issuedDocument(core, { createdAt: '2025-01-01T00:00:00.000Z' })
    const young = await arrivedDocument(core)
    core.clock.set(LATER)
    core.engine.checked.length = 0
    await recheckDue(core.office)
    expect(core.engine.checked).toEqual(['den.pdf', 'quyet-dinh.pdf'])
    const { checks } = core.office.store
    expect((await checks.planOf(old))?.nextAt).toBe('2026-08-19T02:00:00.000Z')
    expect((await checks.planOf(young))?.nextAt).toBe('2026-07-21T02:00:00.000Z')
    await recheckDue(core.office)
    expect(core.engine.checked).toHaveLength(2)
  })

  test('stop between two documents when the program ends; the next run goes on', async () => {
    const core = await recheckedOffice()
    for (const number of ['1', '2', '3']) await arrivedDocument(core, number)
    core.clock.set(LATER)
    core.engine.checked.length = 0
    const stop = new AbortController()
    const { verifyPdf } = core.office
    const stopping = {
      ...core.office,
      verifyPdf: (...asked: Parameters<typeof verifyPdf>) => {
        stop.abort()
        return verifyPdf(...asked)
      },
    }
    await recheckDue(stopping, stop.signal)
    expect(core.engine.checked).toHaveLength(1)
    await recheckDue(core.office)
    expect(core.engine.checked).toHaveLength(4)
  })

  test('a bug met in one document keeps nobody from the others', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    core.clock.set(LATER)
    core.engine.failure = new TypeError('a bug')
    await recheckDue(core.office)
    expect(await core.office.store.checks.planOf(id)).toMatchObject({ problem: 'file-unreadable', attempts: 1 })
  })
})

describe('checking all again', () => {
  const eventsOf = async (events: AsyncIterable<RecheckEvent>) => {
    const all: RecheckEvent[] = []
    for await (const event of events) all.push(event)
    return all
  }

  test('tells how far it is and what it found; cancelled and begun again it comes to the rest', async () => {
    const core = await recheckedOffice()
    const ids = [await arrivedDocument(core, '1'), await arrivedDocument(core, '2'), await arrivedDocument(core, '3')]
    core.clock.set(LATER)
    const admin = await callerFor(core, 'admin')
    const stop = new AbortController()
    const first: RecheckEvent[] = []
    for await (const event of recheckAll(core.office, admin, stop.signal)) {
      first.push(event)
      stop.abort()
    }
    expect(first).toMatchObject([
      { kind: 'checked', done: 1, of: 3, outcome: 'unchanged' },
      { kind: 'finished', checked: 1 },
    ])
    core.clock.set('2026-07-20T02:00:01.000Z')
    core.engine.leader = revokedAt('2026-07-10T00:00:00.000Z')
    const rest = await eventsOf(recheckAll(core.office, admin))
    expect(rest.at(-1)).toEqual({ kind: 'finished', checked: 3, changed: 3, unfinished: 0 })
    const order = rest.flatMap((event) => (event.kind === 'checked' ? [event.id] : []))
    expect(order.at(-1)).toBe(first.flatMap((event) => (event.kind === 'checked' ? [event.id] : []))[0])
    expect([...order].sort()).toEqual([...ids].sort())
  })

  test('is the admin’s, and stays in the scope', async () => {
    const core = await recheckedOffice()
    await arrivedDocument(core)
    await expect(eventsOf(recheckAll(core.office, await callerFor(core, 'clerk')))).rejects.toMatchObject({
      code: 'forbidden',
    })
    core.clock.set(LATER)
    expect(await eventsOf(recheckAll(core.office, await callerFor(core, 'stranger')))).toMatchObject([
      { kind: 'finished', checked: 0 },
    ])
  })
})

describe('a document whose signatures became worse', () => {
  async function worse() {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    core.clock.set(LATER)
    core.engine.leader = revokedAt('2026-07-10T00:00:00.000Z')
    await recheckOne(core.office, await callerFor(core, 'clerk'), id)
    return { core, id }
  }

  test('stands on Hôm nay of clerk and admin until one of them has looked at it', async () => {
    const { core, id } = await worse()
    const toReview = async (name: 'clerk' | 'admin' | 'official' | 'stranger') =>
      (await todaySummary(core.office, await callerFor(core, name))).counts.toReview
    expect([await toReview('clerk'), await toReview('admin')]).toEqual([1, 1])
    expect([await toReview('official'), await toReview('stranger')]).toEqual([0, 0])
    const clerk = await callerFor(core, 'clerk')
    const asked = { view: 'to-review', limit: 10 } as const
    expect((await listDocuments(core.office, clerk, asked)).rows).toMatchObject([{ id, verdict: 'INDETERMINATE' }])

    await markReviewed(core.office, clerk, { id, reason: 'Đã hỏi nơi gửi' })
    expect(await toReview('clerk')).toBe(0)
    const { history, verdict } = await getDocument(core.office, clerk, id)
    expect(history.at(-1)).toMatchObject({ action: 'review-signatures', reason: 'Đã hỏi nơi gửi' })
    expect(verdict).toBe('INDETERMINATE')
    await expect(markReviewed(core.office, clerk, { id, reason: 'x' })).rejects.toMatchObject({ code: 'wrong-state' })
    expect(await problemsIn(core)).toEqual([])
  })

  test('is found by its verdict, with the reason', async () => {
    const { core, id } = await worse()
    const clerk = await callerFor(core, 'clerk')
    const found = (verdict: 'INDETERMINATE' | 'TOTAL-FAILED' | 'TOTAL-PASSED') =>
      listDocuments(core.office, clerk, { view: 'all', direction: 'incoming', verdict, limit: 10 })
    expect((await found('INDETERMINATE')).rows).toMatchObject([{ id, verdictReason: 'certificate-revoked' }])
    expect([(await found('TOTAL-FAILED')).total, (await found('TOTAL-PASSED')).total]).toEqual([0, 0])
  })

  test('leaves the list by itself when a later check passes again', async () => {
    const { core, id } = await worse()
    core.engine.leader = {}
    await again(core, id)
    expect(await core.office.store.checks.planOf(id)).toMatchObject({ reviewSince: null })
  })
})
