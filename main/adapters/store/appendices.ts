import { sql } from 'kysely'
import type { DocumentStore } from '#core/register/store'
import type { Db } from './database.ts'
import { vouchForPart, vouchForTaking } from './events.ts'

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
    addAppendix: async (id, { name, sha256, size, at }) => {
      const number = sql<number>`(select coalesce(max(number), 0) + 1 from appendix where document_id = ${id})`
      const values = { document_id: id, number, name, sha256, size, signed: 0 }
      const row = await db.insertInto('appendix').values(values).returningAll().executeTakeFirstOrThrow()
      await vouchForPart(db, 'appendix', { row, at })
    },
    signAppendix: async (id, { number, expected, sha256, size, at }) => {
      const row = await db
        .updateTable('appendix')
        .set({ sha256, size, signed: 1 })
        .where('document_id', '=', id)
        .where('number', '=', number)
        .where('sha256', '=', expected)
        .returningAll()
        .executeTakeFirst()
      if (row) await vouchForPart(db, 'appendix', { row, at })
      return row !== undefined
    },
    removeAppendix: async (id, { number, at }) => {
      const row = await db
        .deleteFrom('appendix')
        .where('document_id', '=', id)
        .where('number', '=', number)
        .returningAll()
        .executeTakeFirst()
      if (row) await vouchForTaking(db, 'appendix', { row, at })
      return row !== undefined
    },
  }
}
