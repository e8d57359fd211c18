import { sql } from 'kysely'
import { type Book, DocumentType } from '#contract'
import type { BookRecord, BookStore } from '#core/register/store'
import type { Db } from './database.ts'
import type { BookRow } from './schema.ts'

const toBook = (row: BookRow): BookRecord =>
  ({
    id: row.id,
    agencyId: row.agency_id,
    direction: row.direction,
    name: row.name,
    year: row.year,
    types: DocumentType.array().parse(JSON.parse(row.types)),
    nextNumber: row.next_number,
    lastDate: row.last_date,
  }) as BookRecord

export const toBookRow = (book: Omit<Book, 'nextNumber'>): BookRow => ({
  id: book.id,
  agency_id: book.agencyId,
  direction: book.direction,
  name: book.name,
  year: book.year,
  types: JSON.stringify(book.types),
  next_number: 1,
  last_date: null,
})

export function bookStore(db: Db): BookStore {
  return {
    get: async (id) => {
      const row = await db.selectFrom('book').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toBook(row)
    },
    list: async (agencyId, { direction, year }) => {
      let query = db.selectFrom('book').selectAll().where('agency_id', '=', agencyId)
      if (direction !== undefined) query = query.where('direction', '=', direction)
      if (year !== undefined) query = query.where('year', '=', year)
      const rows = await query.orderBy('year', 'desc').orderBy('direction').orderBy('types').orderBy('name').execute()
      return rows.map(toBook)
    },
    create: async (book) => {
      const row = await db
        .insertInto('book')
        .values(toBookRow(book))
        .onConflict((conflict) => conflict.columns(['agency_id', 'direction', 'year', 'name']).doNothing())
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },
    hasNumbered: async ({ id, agencyId, year }, types) => {
      let query = db
        .selectFrom('document')
        .select('seq')
        .where('agency_id', '=', agencyId)
        .where(sql<boolean>`substr(issued_date, 1, 4) = ${String(year)}`)
        .where('number', 'is not', null)
        .where('book_id', '=', id)
      if (types.length > 0) query = query.where('type', 'in', types)
      return (await query.limit(1).executeTakeFirst()) !== undefined
    },
    take: async (id, date) => {
      const row = await db
        .updateTable('book')
        .set({ next_number: sql<number>`next_number + 1`, last_date: date })
        .where('id', '=', id)
        .returning('next_number')
        .executeTakeFirst()
      return row && row.next_number - 1
    },
  }
}
