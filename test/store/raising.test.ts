import { describe, expect, test } from 'vitest'
import type { DocumentId } from '#contract'
import { changeLevelSettings } from '#core/levels/office-levels'
import type { Waiting } from '#core/levels/waiting-documents'
import { callerFor, officeForTest } from '#test/support/core'
import { documentIn } from '#test/support/office-client'

const CODE = { codeNumber: '05', codeNotation: 'QĐ-UBND' }
const AT = '2026-07-01T02:00:00.000Z'
const waiting = (documentId: DocumentId, more: Partial<Waiting> = {}): Waiting => ({
  ...{ documentId, wanted: 'B-LT', reached: 'B-B', problem: null, details: {}, attempts: 0 },
  ...{ since: AT, triedAt: null, nextAt: AT },
  ...more,
})

describe('documents that wait for a higher level', () => {
  test('are kept once each; what is known of them changes, since when they wait does not', async () => {
    const core = await officeForTest()
    const { raising } = core.office.store
    const id = await documentIn(core, 'issued')
    await raising.put(waiting(id))
    const tried = { problem: 'tsa-unreachable', details: { host: 'tsa.example', status: null }, attempts: 1 }
    await raising.put(waiting(id, { ...tried, since: '2026-08-01T00:00:00.000Z' }))
    expect(await raising.get(id)).toEqual(waiting(id, tried))
    expect((await raising.list(await callerFor(core, 'admin'), 10)).rows).toMatchObject([tried])
    await raising.remove(id)
    expect(await raising.get(id)).toBeUndefined()
  })

  test('are ready once nobody has to sign them, when their time has come', async () => {
    const core = await officeForTest()
    const { raising } = core.office.store
    const later = '2026-07-01T03:00:00.000Z'
    const [issued, sealed, numbered, notYet] = [
      await documentIn(core, 'issued'),
      await documentIn(core, 'agency-signed'),
      await documentIn(core, 'numbered'),
      await documentIn(core, 'issued'),
    ]
    for (const id of [issued, sealed, numbered]) await raising.put(waiting(id))
    await raising.put(waiting(notYet, { nextAt: later }))
    expect((await raising.ready({ now: AT, limit: 10 })).sort()).toEqual([issued, sealed].sort())
    expect((await raising.ready({ now: later, limit: 10 })).sort()).toEqual([issued, sealed, notYet].sort())
    expect(await raising.ready({ now: later, limit: 1 })).toHaveLength(1)
  })

  test('are shown to the admin of their agency, those that can be raised first, and to no other office', async () => {
    const core = await officeForTest()
    const { raising } = core.office.store
    const [young, old] = [await documentIn(core, 'issued', CODE), await documentIn(core, 'numbered')]
    await raising.put(waiting(young, { since: '2026-07-02T00:00:00.000Z' }))
    await raising.put(waiting(old))
    const { rows, total } = await raising.list(await callerFor(core, 'admin'), 10)
    expect([total, rows.map(({ id, isReady }) => [id, isReady])]).toEqual([
      2,
      [
        [young, true],
        [old, false],
      ],
    ])
    expect(rows[0]).toMatchObject(CODE)
    const stranger = await callerFor(core, 'stranger')
    expect(await raising.list(stranger, 10)).toEqual({ rows: [], total: 0 })
    expect(await raising.ready({ caller: stranger, limit: 10 })).toEqual([])
  })

  test('wait for what the office wants now: a lower level that they have already ends the waiting', async () => {
    const core = await officeForTest()
    const { raising } = core.office.store
    const [bare, stamped] = [await documentIn(core, 'issued'), await documentIn(core, 'issued')]
    await raising.put(waiting(bare))
    await raising.put(waiting(stamped, { reached: 'B-T' }))
    const admin = await callerFor(core, 'admin')
    const tsa = { tsaUrl: 'http://tsa.example/', tsaDigest: 'sha256' } as const
    await changeLevelSettings(core.office, admin, { level: 'B-T', ...tsa })
    expect(await raising.get(bare)).toMatchObject({ wanted: 'B-T', reached: 'B-B' })
    expect(await raising.get(stamped)).toBeUndefined()
    await changeLevelSettings(core.office, admin, { level: 'B-B', tsaUrl: null, tsaDigest: 'sha256' })
    expect(await raising.list(admin, 10)).toEqual({ rows: [], total: 0 })
  })
})
