import { setImmediate } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { IntegrityProblem } from '#contract'
import type { CheckProgress } from '#core/register/store'
import { documentHash } from './documents.ts'
import type { DocumentRow } from './schema.ts'
import { isDocumentPart, nameOfRow, VOUCHED_TABLES, type VouchedTable, vouchedHash } from './vouched-rows.ts'

const BATCH = 2_000
/** Problems told one by one; a register that is wholly wrong does not become a list of a million lines. */
export const LISTED = 50

/** Reads on the connection while nobody's transaction is open. */
export type Read = <T>(work: (raw: Database.Database) => T) => Promise<T>

/** Every row is as its last event left it, and none that an event vouches for is gone. */
export async function* checkVouchedRows(read: Read): AsyncGenerator<CheckProgress> {
  let done = 0
  for await (const { count, problems } of documentsAsVouched(read)) {
    done += count
    yield { done, of: done, problems: problems.slice(0, LISTED) }
  }
  yield { done, of: done, problems: (await read(goneDocuments)).slice(0, LISTED) }
  for (const table of Object.keys(VOUCHED_TABLES) as VouchedTable[]) {
    for await (const problems of rowsAsVouched(read, table)) {
      yield { done, of: done, problems: problems.slice(0, LISTED) }
    }
    yield { done, of: done, problems: (await read((raw) => goneRows(raw, table))).slice(0, LISTED) }
  }
}

type Vouched<Row> = Row & { vouched: string | null }

async function* documentsAsVouched(read: Read) {
  let last = 0
  for (;;) {
    const from = last
    const rows = await read((raw) =>
      raw
        .prepare<[number, number], Vouched<DocumentRow>>(
          `select document.*, (select after from event where object_id = document.id order by event.seq desc limit 1) as vouched
            from document where seq > ? order by seq limit ?`,
        )
        .all(from, BATCH),
    )
    if (rows.length === 0) return
    const problems = rows
      .filter(({ vouched, ...row }) => documentHash(row) !== vouched)
      .map(({ id, subject }): IntegrityProblem => ({ code: 'document-changed', details: { id, subject } }))
    last = rows.at(-1)?.seq ?? last
    yield { count: rows.length, problems }
    await setImmediate()
  }
}

type Row = Record<string, string | number | null>

/** The tables that are not the documents' own; each is read along its place in the file. */
async function* rowsAsVouched(read: Read, table: VouchedTable): AsyncGenerator<IntegrityProblem[]> {
  let last = 0
  for (;;) {
    const from = last
    const rows = await read((raw) =>
      raw
        .prepare<[string, number, number], Vouched<Row> & { row_number: number }>(
          `select ${table}.rowid as row_number, ${table}.*, (select after from event
              where object_id = ${nameInSql(table)} and object_kind = ? order by event.seq desc limit 1) as vouched
            from ${table} where ${table}.rowid > ? order by ${table}.rowid limit ?`,
        )
        .all(table, from, BATCH),
    )
    if (rows.length === 0) return
    last = rows.at(-1)?.row_number ?? last
    yield rows
      .filter(({ vouched, row_number: _number, ...row }) => vouchedHash(row) !== vouched)
      .map((row): IntegrityProblem => ({ code: 'row-changed', details: { table, id: nameOfRow(table, row) } }))
    await setImmediate()
  }
}

const nameInSql = (table: VouchedTable): string =>
  VOUCHED_TABLES[table].map((column) => `${table}.${column}`).join(" || ' ' || ")

function goneDocuments(raw: Database.Database): IntegrityProblem[] {
  return gone(raw, 'document', 'object_id not in (select id from document)').map(
    (details): IntegrityProblem => ({ code: 'document-gone', details }),
  )
}

/** A part goes together with its document, whose own event tells of it. */
function goneRows(raw: Database.Database, table: VouchedTable): IntegrityProblem[] {
  const missing = `object_id not in (select ${nameInSql(table)} from ${table})`
  const its = isDocumentPart(table)
    ? " and substr(object_id, 1, instr(object_id, ' ') - 1) in (select id from document)"
    : ''
  return gone(raw, table, missing + its).map(({ id }) => ({ code: 'row-gone', details: { table, id } }))
}

function gone(raw: Database.Database, kind: string, condition: string): { id: string }[] {
  return raw
    .prepare<[string, string], { id: string }>(
      `select object_id as id from event where object_kind = ?
        and seq in (select max(seq) from event where object_kind = ? group by object_id)
        and after is not null and ${condition}`,
    )
    .all(kind, kind)
}
