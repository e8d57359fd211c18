import { describe, expect, test } from 'vitest'
import type { DocumentId, RecheckEvent } from '#contract'
import { getDocument } from '#core/register/act'
import { listDocuments } from '#core/register/list'
import { markReviewed, recheckAll, recheckDocument, recheckOne } from '#core/register/recheck'
import { todaySummary } from '#core/register/today'
import { callerFor, type TestCore } from '#test/support/core'
import { arrivedDocument, LATER, problemsIn, recheckedOffice, revokedAt } from '#test/support/rechecked'

const again = (core: TestCore, id: DocumentId) =>
  recheckDocument(core.office, { id, cause: 'scheduled', actorId: null, patience: 'patient' })

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
    expect((await found('INDETERMINATE')).rows).toMatchObject([{ id, verdictReason: 'revoked-without-proof' }])
    expect([(await found('TOTAL-FAILED')).total, (await found('TOTAL-PASSED')).total]).toEqual([0, 0])
  })

  test('leaves the list by itself when a later check passes again', async () => {
    const core = await recheckedOffice()
    const id = await arrivedDocument(core)
    core.clock.set(LATER)
    core.engine.leader = { indication: 'INDETERMINATE', trusted: false, findings: ['no-chain'] }
    await again(core, id)
    expect(await core.office.store.checks.planOf(id)).toMatchObject({ reviewSince: LATER })
    core.engine.leader = {}
    await again(core, id)
    expect(await core.office.store.checks.planOf(id)).toMatchObject({ reviewSince: null })
  })

  test('stays on it where a revocation was known, however often a check passes again', async () => {
    const { core, id } = await worse()
    core.engine.leader = {}
    for (const hour of [3, 4]) {
      core.clock.set(`2026-07-20T0${hour}:00:00.000Z`)
      await again(core, id)
    }
    expect(await core.office.store.documents.get(id)).toMatchObject({ verdict: 'TOTAL-PASSED' })
    expect(await core.office.store.checks.planOf(id)).toMatchObject({ reviewSince: LATER })
  })
})
