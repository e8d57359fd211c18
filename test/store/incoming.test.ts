import { describe, expect, test } from 'vitest'
import { listBooks } from '#core/register/books'
import { assign, complete, createIncoming, present, sendBack, start, updateIncoming } from '#core/register/incoming'
import { listDocuments } from '#core/register/list'
import { registerIncoming } from '#core/register/numbering'
import { todaySummary } from '#core/register/today'
import { aPdf, callerFor, officeForTest, stagedPdf, type TestCore } from '#test/support/core'
import { incomingFields, PEOPLE } from '#test/support/core-data'

async function arrived(
  core: TestCore,
  more: { codeNumber?: string; acceptDuplicate?: boolean; bytes?: Uint8Array } = {},
) {
  const sha256 = await stagedPdf(core, more.bytes ?? aPdf())
  const { acceptDuplicate = false, codeNumber = '15' } = more
  const input = { ...incomingFields({ codeNumber }), sha256, fileName: 'den.pdf', acceptDuplicate }
  return createIncoming(core.office, await callerFor(core, 'clerk'), input)
}

describe('an incoming document', () => {
  test('is received, registered, presented, assigned, worked on and done', async () => {
    const core = await officeForTest()
    const { office } = core
    const [clerk, official, staff] = [
      await callerFor(core, 'clerk'),
      await callerFor(core, 'official'),
      await callerFor(core, 'staff'),
    ]
    const { id, state, verdict, arrivalDate } = await arrived(core)
    expect({ state, verdict, arrivalDate }).toEqual({ state: 'received', verdict: null, arrivalDate: '2026-07-01' })

    const [book] = await listBooks(office, clerk, { direction: 'incoming' })
    if (!book) throw new Error('no book')
    expect(await registerIncoming(office, clerk, { id, bookId: book.id })).toMatchObject({ arrivalNumber: 1 })
    await present(office, clerk, { id, officialId: PEOPLE.official.id })
    expect((await todaySummary(office, official)).counts.toAssign).toBe(1)
    const cooperatorIds = [PEOPLE.otherStaff.id]
    const given = { id, handlerId: PEOPLE.staff.id, cooperatorIds, dueDate: '2026-07-03', opinion: 'Tham mưu' }
    const assigned = await assign(office, official, given)
    expect(assigned).toMatchObject({
      handlerName: PEOPLE.staff.name,
      cooperators: [PEOPLE.otherStaff.name],
      overdue: false,
    })
    expect((await todaySummary(office, staff)).counts).toMatchObject({ myWork: 1, overdue: 0 })

    core.clock.set('2026-07-04T02:00:00.000Z')
    expect((await todaySummary(office, staff)).counts).toMatchObject({ myWork: 1, overdue: 1 })
    const late = await listDocuments(office, staff, { view: 'overdue', limit: 10 })
    expect(late.rows).toMatchObject([{ id, overdue: true }])
    await start(office, staff, id)
    const done = await complete(office, staff, { id, result: 'Đã trả lời' })

    expect(done).toMatchObject({ state: 'done', result: 'Đã trả lời', overdue: false, opinion: 'Tham mưu' })
    expect(done.history.map(({ action, toState }) => `${action} ${String(toState)}`)).toEqual([
      'create received',
      'register registered',
      'present presented',
      'assign assigned',
      'start in-progress',
      'complete done',
    ])
    expect((await todaySummary(office, staff)).counts.myWork).toBe(0)
  })

  test('that is there already is told with the one that is, and taken in only if that is wanted', async () => {
    const core = await officeForTest()
    const bytes = aPdf()
    const { id } = await arrived(core, { bytes })

    const duplicate = { code: 'duplicate-document', details: { id } }
    await expect(arrived(core)).rejects.toMatchObject(duplicate)
    await expect(arrived(core, { codeNumber: '99', bytes })).rejects.toMatchObject(duplicate)
    expect((await arrived(core, { codeNumber: '16' })).id).not.toBe(id)
    expect((await arrived(core, { acceptDuplicate: true })).state).toBe('received')
  })

  test('goes back with a reason, and is then nobody’s work', async () => {
    const core = await officeForTest()
    const clerk = await callerFor(core, 'clerk')
    const { id } = await arrived(core)
    const back = await sendBack(core.office, clerk, { id, reason: 'Sai nơi nhận' })
    expect(back).toMatchObject({ state: 'sent-back', returnReason: 'Sai nơi nhận', actions: [] })
    expect((await todaySummary(core.office, clerk)).counts.toRegister).toBe(0)
  })

  test('is not of tomorrow, and its arrival date stays once it stands in the book', async () => {
    const core = await officeForTest()
    const clerk = await callerFor(core, 'clerk')
    const { id } = await arrived(core)
    const tomorrow = { ...incomingFields({ arrivalDate: '2026-07-02' }), id }
    await expect(updateIncoming(core.office, clerk, tomorrow)).rejects.toMatchObject({ code: 'date-not-allowed' })
    const yesterday = { ...incomingFields({ arrivalDate: '2026-06-30' }), id }
    await updateIncoming(core.office, clerk, yesterday)
    const [book] = await listBooks(core.office, clerk, { direction: 'incoming' })
    await registerIncoming(core.office, clerk, { id, bookId: book?.id as never })
    const again = { ...incomingFields({ arrivalDate: '2026-06-29' }), id }
    await expect(updateIncoming(core.office, clerk, again)).rejects.toMatchObject({ code: 'date-not-allowed' })
  })
})

describe('what is not a readable PDF is refused and removed', () => {
  test.each([
    ['pdf-empty', Buffer.alloc(0)],
    ['not-a-pdf', Buffer.from('PK\u0003\u0004 a text document')],
    ['pdf-damaged', Buffer.from('%PDF-1.7\nand then nothing that a PDF is made of')],
  ])('%s', async (code, bytes) => {
    const core = await officeForTest()
    const sha256 = await stagedPdf(core, bytes)
    const input = { ...incomingFields(), sha256, fileName: '', acceptDuplicate: false }
    const clerk = await callerFor(core, 'clerk')
    await expect(createIncoming(core.office, clerk, input)).rejects.toMatchObject({ code })
    await expect(core.office.files.open(sha256)).rejects.toMatchObject({ code: 'file-missing' })
  })
})
