import { describe, expect, test } from 'vitest'
import type { Book } from '#contract'
import { createBook, listBooks } from '#core/register/books'
import { assignNumber } from '#core/register/numbering'
import { callerFor, officeForTest } from '#test/support/core'
import { PEOPLE } from '#test/support/core-data'
import { documentIn } from '#test/support/office-client'

const SIGNED = { leaderSigned: true, leaderSignedBy: PEOPLE.official.id }

async function officeWithBooks() {
  const core = await officeForTest()
  const { office } = core
  const clerk = await callerFor(core, 'clerk')
  const admin = await callerFor(core, 'admin')
  const [common] = await listBooks(office, clerk, { direction: 'outgoing' })
  if (!common) throw new Error('no book')
  return {
    common,
    open: (name: string, types: Book['types'], year = 2026) =>
      createBook(office, admin, { direction: 'outgoing', name, year, types }),
    number: async (book: Book, type: Book['types'][number]) => {
      const id = await documentIn(core, 'leader-signed', { ...SIGNED, type })
      return assignNumber(office, clerk, { id, bookId: book.id, issuedDate: '2026-07-01' })
    },
  }
}

describe('a type has one book in a year', () => {
  test('no book is opened for a type that another has numbered this year', async () => {
    const { common, open, number } = await officeWithBooks()
    await number(common, 'quyet-dinh')

    const refused = { code: 'type-numbered-elsewhere', details: { book: common.name, year: 2026 } }
    await expect(open('Quyết định', ['quyet-dinh'])).rejects.toMatchObject(refused)
    await expect(open('Sổ thứ hai', [])).rejects.toMatchObject(refused)
    expect(await open('Quyết định', ['quyet-dinh'], 2027)).toMatchObject({ nextNumber: 1 })
    const letters = await open('Công văn', ['cong-van'])
    expect(await number(letters, 'cong-van')).toMatchObject({ codeNumber: '01' })
  })

  test('the common book does not take a type that has its own', async () => {
    const { common, open, number } = await officeWithBooks()
    const decisions = await open('Quyết định', ['quyet-dinh'])

    await expect(number(common, 'quyet-dinh')).rejects.toMatchObject({ code: 'book-not-suitable' })
    expect(await number(decisions, 'quyet-dinh')).toMatchObject({ codeNumber: '01' })
    expect(await number(common, 'cong-van')).toMatchObject({ codeNumber: '01' })
    expect(await number(decisions, 'quyet-dinh')).toMatchObject({ codeNumber: '02' })
  })
})
