import { sql } from 'kysely'
import type { DocumentStore } from '#core/register/store'
import type { Db } from './database.ts'

type Appendices = Pick<DocumentStore, 'appendices' | 'addAppendix' | 'signAppendix' | 'removeAppendix'>

/** Appendices of a document that are files of their own, in the order in which they were added. */
export function appendixStore(db: Db): Appendices {
  return {
    appendices: async (id) => {
      const rows = await db
        .selectFrom('appendix')
        .select(['number', 'name', 'sha256', 'size', 'signed'])
        .where('document_id', '=', id)
        .orderBy('number')
        .execute()
      return rows.map(({ signed, ...row }) => ({ ...row, signed: signed === 1 })) as never
    },
    addAppendix: async (id, { name, sha256, size }) => {
      const number = sql<number>`(select coalesce(max(number), 0) + 1 from appendix where document_id = ${id})`
      await db.insertInto('appendix').values({ document_id: id, number, name, sha256, size, signed: 0 }).execute()
    },
    signAppendix: async (id, { number, expected, sha256, size }) => {
      const { numUpdatedRows } = await db
        .updateTable('appendix')
        .set({ sha256, size, signed: 1 })
        .where('document_id', '=', id)
        .where('number', '=', number)
        .where('sha256', '=', expected)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    removeAppendix: async (id, number) => {
      const { numDeletedRows } = await db
        .deleteFrom('appendix')
        .where('document_id', '=', id)
        .where('number', '=', number)
        .executeTakeFirst()
      return numDeletedRows === 1n
    },
  }
}
