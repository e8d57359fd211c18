import { describe, expect, test } from 'vitest'
import type { DocumentId } from '#contract'
import { createBook, listBooks } from '#core/register/books'
import { checkIntegrity } from '#core/register/integrity-check'
import { assignNumber, previewNumber, registerIncoming } from '#core/register/numbering'
import { cancel } from '#core/register/outgoing'
import { callerFor, officeForTest, type TestCore } from '#test/support/core'
import { PEOPLE } from '#test/support/core-data'
import { documentIn, incomingIn } from '#test/support/office-client'
import { endOf, startProcess } from '#test/support/other-process'

const SIGNED = { leaderSigned: true, leaderSignedBy: PEOPLE.official.id }
const TODAY = '2026-07-01'

async function bookFor(core: TestCore, direction: 'outgoing' | 'incoming' = 'outgoing') {
  const clerk = await callerFor(core, 'clerk')
  const [book] = await listBooks(core.office, clerk, { direction })
  if (!book) throw new Error('no book')
  return { clerk, bookId: book.id }
}

async function signedDocuments(core: TestCore, count: number): Promise<DocumentId[]> {
  const ids: DocumentId[] = []
  for (let made = 0; made < count; made += 1) ids.push(await documentIn(core, 'leader-signed', SIGNED))
  return ids
}

const numbersOf = async ({ office }: TestCore, ids: readonly DocumentId[]) => {
  const documents = await Promise.all(ids.map((id) => office.store.documents.get(id)))
  return documents.map((document) => document?.number ?? 0).sort((a, b) => a - b)
}

async function problemsOf({ office }: TestCore): Promise<unknown[]> {
  const problems: unknown[] = []
  for await (const event of checkIntegrity(office)) problems.push(...event.problems)
  return problems
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe('numbering', () => {
  test('fifty clerks at once leave no gap and no twin, also where some are refused', async () => {
    const core = await officeForTest()
    const { clerk, bookId } = await bookFor(core)
    const ids = await signedDocuments(core, 50)
    const calls = ids.flatMap((id) => [
      assignNumber(core.office, clerk, { id, bookId, issuedDate: TODAY }),
      assignNumber(core.office, clerk, { id, bookId, issuedDate: '2026-07-02' }),
      assignNumber(core.office, clerk, { id, bookId, issuedDate: TODAY }),
    ])

    const outcomes = await Promise.allSettled(calls)

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
    expect(await numbersOf(core, ids)).toEqual(upTo(50))
    expect(await problemsOf(core)).toEqual([])
  })

  test('two processes on one register leave no gap and no twin', async () => {
    const core = await officeForTest()
    const { clerk, bookId } = await bookFor(core)
    const [ours, theirs] = [await signedDocuments(core, 30), await signedDocuments(core, 30)]
    const child = startProcess('./numbering-process.ts', [core.folder, bookId, theirs.join(','), JSON.stringify(clerk)])

    for (const id of ours) {
      await assignNumber(core.office, clerk, { id, bookId, issuedDate: TODAY })
      await new Promise((resolve) => setTimeout(resolve, 15))
    }

    expect(await endOf(child)).toBe(0)
    expect(await numbersOf(core, [...ours, ...theirs])).toEqual(upTo(60))
    expect(await problemsOf(core)).toEqual([])
  })

  test('number and symbol are written as the law wants, and a preview takes none', async () => {
    const core = await officeForTest()
    const { clerk, bookId } = await bookFor(core)
    const decision = await documentIn(core, 'leader-signed', SIGNED)
    const letter = await documentIn(core, 'leader-signed', { ...SIGNED, type: 'cong-van', unitSymbol: 'VP' })

    expect(await previewNumber(core.office, clerk, { id: decision, bookId })).toEqual({
      codeNumber: '01',
      codeNotation: 'QĐ-UBND',
    })
    await previewNumber(core.office, clerk, { id: decision, bookId })
    const first = await assignNumber(core.office, clerk, { id: decision, bookId, issuedDate: TODAY })
    const second = await assignNumber(core.office, clerk, { id: letter, bookId, issuedDate: TODAY })

    expect(first).toMatchObject({ codeNumber: '01', codeNotation: 'QĐ-UBND', issuedDate: TODAY })
    expect(second).toMatchObject({ codeNumber: '02', codeNotation: 'UBND-VP' })
  })

  test('a new year starts at 01 in a book of its own', async () => {
    const core = await officeForTest()
    core.clock.set('2026-12-31T16:59:59.999Z')
    const old = await bookFor(core)
    const [last = '' as DocumentId, first = '' as DocumentId] = await signedDocuments(core, 2)
    await assignNumber(core.office, old.clerk, { id: last, bookId: old.bookId, issuedDate: '2026-12-31' })
    core.clock.set('2026-12-31T17:00:00.000Z')
    const [book] = await listBooks(core.office, old.clerk, { direction: 'outgoing', year: 2027 })
    if (!book) throw new Error('no book of the new year')

    const wrongBook = assignNumber(core.office, old.clerk, { id: first, bookId: old.bookId, issuedDate: '2027-01-01' })
    await expect(wrongBook).rejects.toMatchObject({ code: 'book-not-suitable' })
    const given = await assignNumber(core.office, old.clerk, { id: first, bookId: book.id, issuedDate: '2027-01-01' })
    expect(given.codeNumber).toBe('01')
  })

  test('a date is neither in the future nor before that of the number before', async () => {
    const core = await officeForTest()
    const { clerk, bookId } = await bookFor(core)
    const [one = '' as DocumentId, two = '' as DocumentId] = await signedDocuments(core, 2)
    await assignNumber(core.office, clerk, { id: one, bookId, issuedDate: '2026-06-30' })

    for (const issuedDate of ['2026-07-02', '2026-06-29']) {
      await expect(assignNumber(core.office, clerk, { id: two, bookId, issuedDate })).rejects.toMatchObject({
        code: 'date-not-allowed',
        details: { earliest: '2026-06-30', latest: TODAY },
      })
    }
    expect(await assignNumber(core.office, clerk, { id: two, bookId, issuedDate: '2026-06-30' })).toMatchObject({
      codeNumber: '02',
    })
  })

  test('a cancelled document keeps its number, and the next one is not it', async () => {
    const core = await officeForTest()
    const { clerk, bookId } = await bookFor(core)
    const [one = '' as DocumentId, two = '' as DocumentId] = await signedDocuments(core, 2)
    await assignNumber(core.office, clerk, { id: one, bookId, issuedDate: TODAY })
    await cancel(core.office, clerk, { id: one, reason: 'Ban hành nhầm' })
    const next = await assignNumber(core.office, clerk, { id: two, bookId, issuedDate: TODAY })

    expect(next.codeNumber).toBe('02')
    expect(await problemsOf(core)).toEqual([])
  })

  test('two books over the same types do not give one number and symbol twice', async () => {
    const core = await officeForTest()
    const { clerk, bookId } = await bookFor(core)
    const admin = await callerFor(core, 'admin')
    const more = { direction: 'outgoing' as const, name: 'Sổ thứ hai', year: 2026, types: [] }
    const second = await createBook(core.office, admin, more)
    const [one = '' as DocumentId, two = '' as DocumentId] = await signedDocuments(core, 2)
    await assignNumber(core.office, clerk, { id: one, bookId, issuedDate: TODAY })

    const twin = assignNumber(core.office, clerk, { id: two, bookId: second.id, issuedDate: TODAY })
    await expect(twin).rejects.toMatchObject({ code: 'type-numbered-elsewhere' })
    expect(await problemsOf(core)).toEqual([])
  })

  test('arrival numbers follow the order of registration', async () => {
    const core = await officeForTest()
    const { clerk, bookId } = await bookFor(core, 'incoming')
    const ids = [await incomingIn(core, 'received'), await incomingIn(core, 'received')]
    const given = []
    for (const id of ids) given.push(await registerIncoming(core.office, clerk, { id, bookId }))

    expect(given.map(({ arrivalNumber }) => arrivalNumber)).toEqual([1, 2])
    expect(given.map(({ state }) => state)).toEqual(['registered', 'registered'])
  })
})
