import { describe, expect, test } from 'vitest'
import type { AgencyId, DocumentFilter, DocumentQuery } from '#contract'
import { RateTable } from '#contract'
import { getDocument } from '#core/register/act'
import { listDocuments } from '#core/register/list'
import { rateTable } from '#core/statistics/rates'
import { callerFor, officeForTest, type TestCore } from '#test/support/core'
import { COMMUNE, ELSEWHERE, PEOPLE, type PersonName } from '#test/support/core-data'
import { documentIn, incomingIn } from '#test/support/office-client'

type Asked = Partial<DocumentQuery>
const list = async (core: TestCore, name: PersonName, query: Asked = {}) =>
  listDocuments(core.office, await callerFor(core, name), { view: 'all', limit: 50, ...query })
const subjects = async (core: TestCore, name: PersonName, query: Asked = {}) =>
  (await list(core, name, query)).rows.map(({ subject }) => subject)

const ISSUED = { issuedDate: '2026-06-30', leaderSigned: true, agencySigned: true, evidence: 'declared' as const }
const inCommune = { agencyId: COMMUNE, drafterId: PEOPLE.communeStaff.id, signerId: null }
const elsewhere = { agencyId: ELSEWHERE, drafterId: PEOPLE.stranger.id, signerId: null }

describe('what a person sees', () => {
  async function filled() {
    const core = await officeForTest()
    await documentIn(core, 'draft', { subject: 'nháp của chuyên viên' })
    await documentIn(core, 'draft', { subject: 'nháp của người khác', drafterId: PEOPLE.otherStaff.id })
    await documentIn(core, 'issued', { subject: 'đã ban hành', drafterId: PEOPLE.otherStaff.id, ...ISSUED })
    await documentIn(core, 'issued', { subject: 'của xã', ...inCommune, ...ISSUED })
    await documentIn(core, 'issued', { subject: 'nơi khác', ...elsewhere, ...ISSUED })
    await incomingIn(core, 'assigned', {
      subject: 'đến, tôi phối hợp',
      handlerId: PEOPLE.otherStaff.id,
      cooperatorIds: [PEOPLE.staff.id],
    })
    await incomingIn(core, 'received', { subject: 'đến, chưa giao' })
    return core
  }

  test.each([
    [
      'clerk',
      ['đến, chưa giao', 'đến, tôi phối hợp', 'của xã', 'đã ban hành', 'nháp của người khác', 'nháp của chuyên viên'],
    ],
    ['staff', ['đến, tôi phối hợp', 'đã ban hành', 'nháp của chuyên viên']],
    ['communeClerk', ['của xã']],
    ['communeStaff', ['của xã']],
    ['stranger', ['nơi khác']],
  ] as const)('%s', async (name, expected) => {
    const core = await filled()
    expect(await subjects(core, name)).toEqual(expected)
    expect((await list(core, name)).total).toBe(expected.length)
    const found = await subjects(core, name, { q: 'a' })
    expect(expected).toEqual(expect.arrayContaining(found))
  })

  test('a document that one may not see is not found, and its file is not given', async () => {
    const core = await filled()
    const [row] = (await list(core, 'stranger')).rows
    const staff = await callerFor(core, 'staff')
    if (!row?.sha256) throw new Error('no row')
    await expect(getDocument(core.office, staff, row.id)).rejects.toMatchObject({ code: 'not-found' })
    expect(await core.office.store.documents.mayReadFile(staff, row.sha256)).toBe(false)
    expect(await core.office.store.documents.mayReadFile(await callerFor(core, 'stranger'), row.sha256)).toBe(true)
  })
})

describe('search', () => {
  test.each([
    ['ke hoach dong dau', 1],
    ['KẾ HOẠCH ĐỒNG ĐẬU', 1],
    ['kế hoạch Đồng Đậu'.normalize('NFD'), 1],
    ['ke ho', 2],
    ['05/QĐ-UBND', 1],
    ['qd ubnd', 2],
    ['bo noi vu', 1],
    ['khong co', 0],
    ['"OR* -(', 0],
    ['*-("', 3],
    ['  ', 3],
  ])('for %j finds %i', async (q, count) => {
    const core = await officeForTest()
    await documentIn(core, 'issued', { ...ISSUED, number: 5, subject: 'Kế hoạch xã Đồng Đậu' })
    await documentIn(core, 'issued', { ...ISSUED, number: 6, subject: 'Kế hoạch năm' })
    await incomingIn(core, 'received', { subject: 'Thông báo', organName: 'Bộ Nội vụ' })
    const found = await list(core, 'clerk', { q })
    expect(found.rows).toHaveLength(count)
    expect(found.total).toBe(count)
  })

  test('finds by the fields as they are now', async () => {
    const core = await officeForTest()
    const { updateOutgoing } = await import('#core/register/outgoing')
    const { outgoingFields } = await import('#test/support/core-data')
    const id = await documentIn(core, 'draft', { subject: 'Chữ cũ' })
    await updateOutgoing(core.office, await callerFor(core, 'staff'), { ...outgoingFields({ subject: 'Chữ mới' }), id })
    expect(await subjects(core, 'staff', { q: 'chu cu' })).toEqual([])
    expect(await subjects(core, 'staff', { q: 'chu moi' })).toEqual(['Chữ mới'])
  })
})

describe('pages', () => {
  test.each<Asked>([{}, { view: 'to-number' }, { from: '2026-01-01' }, { q: 'văn bản' }])(
    'with %j follow one another without a gap and without repeating',
    async (query) => {
      const core = await officeForTest()
      const urgencies = ['normal', 'express', 'urgent'] as const
      for (let made = 0; made < 7; made += 1) {
        const state = query.from ? ('issued' as const) : ('leader-signed' as const)
        const urgency = urgencies[made % 3] ?? 'normal'
        const issued = query.from ? { issuedDate: `2026-06-${String(10 + (made % 3))}` } : {}
        await documentIn(core, state, { subject: `Văn bản ${String(made)}`, urgency, ...issued })
      }
      const whole = (await list(core, 'clerk', query)).rows.map(({ id }) => id)
      const walked: string[] = []
      let cursor: string | undefined
      do {
        const page = await list(core, 'clerk', { ...query, limit: 3, ...(cursor ? { cursor } : {}) })
        walked.push(...page.rows.map(({ id }) => id))
        cursor = page.nextCursor ?? undefined
      } while (cursor)

      expect(whole).toHaveLength(7)
      expect(walked).toEqual(whole)
    },
  )

  test('work stands by urgency, then by newness', async () => {
    const core = await officeForTest()
    for (const urgency of ['normal', 'express', 'urgent', 'express'] as const) {
      await documentIn(core, 'leader-signed', { urgency, subject: urgency })
    }
    expect(await subjects(core, 'clerk', { view: 'to-number' })).toEqual(['express', 'express', 'urgent', 'normal'])
  })

  test('a foreign cursor is refused', async () => {
    const core = await officeForTest()
    await expect(list(core, 'clerk', { cursor: 'bogus' })).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

describe('figures', () => {
  async function figures() {
    const core = await officeForTest()
    const on = (issuedDate: string, more: object = {}) => ({ ...ISSUED, issuedDate, ...more })
    await documentIn(core, 'issued', on('2026-01-31'))
    await documentIn(core, 'archived', on('2026-02-01', { evidence: 'verified' }))
    await documentIn(core, 'issued', on('2026-02-02', { leaderSigned: false }))
    await documentIn(core, 'issued', on('2026-02-03', { agencySigned: false, evidence: 'none', type: 'cong-van' }))
    await documentIn(core, 'recalled', on('2026-02-04'))
    await documentIn(core, 'cancelled', on('2026-02-05'))
    await documentIn(core, 'numbered', on('2026-02-06'))
    await documentIn(core, 'issued', on('2026-02-07', inCommune))
    await documentIn(core, 'issued', on('2026-02-07', elsewhere))
    await incomingIn(core, 'done')
    return core
  }
  const PERIOD = { from: '2026-01-01', to: '2026-06-30' }

  test.each(['agency', 'month', 'type', 'signer', 'level'] as const)('by %s add up to the same total', async (by) => {
    const core = await figures()
    const table = await rateTable(core.office, await callerFor(core, 'admin'), { ...PERIOD, by })
    expect(RateTable.parse(table).total).toMatchObject({
      issued: 7,
      excluded: 2,
      due: 5,
      leader: 4,
      agency: 4,
      full: 3,
      verified: 1,
      declared: 2,
      rate: 60,
    })
  })

  test('a month is a group of its own, and one with nothing due has no rate', async () => {
    const core = await figures()
    const admin = await callerFor(core, 'admin')
    const { rows } = await rateTable(core.office, admin, { ...PERIOD, by: 'month' })
    expect(rows.map(({ key, due, full, rate }) => ({ key, due, full, rate }))).toEqual([
      { key: '2026-01', due: 1, full: 1, rate: 100 },
      { key: '2026-02', due: 4, full: 2, rate: 50 },
    ])
    const excluded = await rateTable(core.office, admin, { from: '2026-02-04', to: '2026-02-05', by: 'month' })
    expect(excluded.total).toMatchObject({ issued: 2, due: 0, rate: null })
  })

  test('a month at the edge of a period counts only the days within it', async () => {
    const core = await figures()
    const period = { from: '2025-12-15', to: '2026-02-01', by: 'month' } as const
    const { rows } = await rateTable(core.office, await callerFor(core, 'admin'), period)
    expect(rows.map(({ key, issued }) => ({ key, issued }))).toEqual([
      { key: '2026-01', issued: 1 },
      { key: '2026-02', issued: 1 },
    ])
  })

  test.each([
    ['that ends before it begins', { from: '2026-02-01', to: '2026-01-31' }],
    ['of more than a hundred years', { from: '1900-01-01', to: '2026-01-31' }],
  ])('a period %s is refused', async (_what, period) => {
    const core = await officeForTest()
    const asked = rateTable(core.office, await callerFor(core, 'admin'), { ...period, by: 'month' })
    await expect(asked).rejects.toMatchObject({ code: 'invalid-input' })
  })

  test('each has its documents behind it, exactly as many', async () => {
    const core = await figures()
    const admin = await callerFor(core, 'admin')
    for (const agencyId of [undefined, COMMUNE, PEOPLE.admin.agencyId] as (AgencyId | undefined)[]) {
      const where = agencyId === undefined ? {} : { agencyId }
      const { total } = await rateTable(core.office, admin, { ...PERIOD, by: 'agency', ...where })
      for (const counted of [
        'issued',
        'excluded',
        'due',
        'leader',
        'agency',
        'full',
        'verified',
        'declared',
      ] as const) {
        const asked: Partial<DocumentFilter> = { counted, ...PERIOD, ...where }
        expect([counted, (await list(core, 'admin', asked)).total]).toEqual([counted, total[counted]])
      }
      const notFull = await list(core, 'admin', { counted: 'not-full', ...PERIOD, ...where })
      expect(notFull.total).toBe(total.due - total.full)
    }
  })

  test('move when a document is recalled', async () => {
    const core = await officeForTest()
    const { recall } = await import('#core/register/outgoing')
    const id = await documentIn(core, 'issued', ISSUED)
    const clerk = await callerFor(core, 'clerk')
    const july = { from: '2026-06-01', to: '2026-06-30', by: 'agency' as const }
    expect((await rateTable(core.office, clerk, july)).total).toMatchObject({ issued: 1, due: 1, full: 1, rate: 100 })
    await recall(core.office, clerk, { id, reason: 'Sai nội dung' })
    expect((await rateTable(core.office, clerk, july)).total).toMatchObject({ issued: 1, due: 0, full: 0, rate: null })
  })
})

test('the verdicts of arrived files add up to all of them; doubtful ones that were not handed on are lists of a clerk', async () => {
  const core = await officeForTest()
  await incomingIn(core, 'received', { subject: 'hợp lệ', verdict: 'TOTAL-PASSED' })
  await incomingIn(core, 'received', { subject: 'không hợp lệ', verdict: 'TOTAL-FAILED' })
  await incomingIn(core, 'sent-back', { subject: 'đã trả lại', verdict: 'TOTAL-FAILED' })
  await incomingIn(core, 'registered', { subject: 'chưa kết luận', verdict: 'INDETERMINATE' })
  await incomingIn(core, 'received', { subject: 'không có chữ ký', verdict: null })
  const direction = 'incoming' as const
  const found = async (verdict: NonNullable<Asked['verdict']>) => subjects(core, 'clerk', { direction, verdict })

  expect(await found('TOTAL-PASSED')).toEqual(['hợp lệ'])
  expect(await found('TOTAL-FAILED')).toEqual(['đã trả lại', 'không hợp lệ'])
  expect(await found('INDETERMINATE')).toEqual(['chưa kết luận'])
  expect(await found('NO-SIGNATURE')).toEqual(['không có chữ ký'])
  expect(await subjects(core, 'clerk', { view: 'to-send-back' })).toEqual(['không hợp lệ'])
  expect(await subjects(core, 'clerk', { view: 'in-doubt' })).toEqual(['chưa kết luận'])
  expect(await subjects(core, 'staff', { view: 'in-doubt' })).toEqual([])
})
