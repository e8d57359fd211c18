import { sql } from 'kysely'
import { AppError, type DocumentId } from '#contract'
import { bookDateOf, completed, type DocumentRecord, type NewDocument } from '#core/register/document'
import { rowHash } from '#core/register/event-chain'
import type { DocumentChange, DocumentStore, EventFacts } from '#core/register/store'
import { appendixStore } from './appendices.ts'
import type { Db } from './database.ts'
import { countDocuments, listDocuments, summaryOf } from './document-list.ts'
import { documentParts } from './document-parts.ts'
import { appendEvent, historyOf } from './events.ts'
import { moveCounts } from './rollup.ts'
import { DOCUMENT_COLUMNS, toRecord, toRow } from './rows.ts'
import type { DocumentRow } from './schema.ts'
import { indexDocument, searchText, unindexDocument } from './search.ts'
import { visibleTo } from './visibility.ts'

const VOUCHED_COLUMNS = [...DOCUMENT_COLUMNS].sort()

/** What a row is vouched for by: every column but its place in the table. */
export const documentHash = (row: Omit<DocumentRow, 'seq'>): string => rowHash(row, VOUCHED_COLUMNS)

export function documentStore(db: Db): DocumentStore {
  return {
    insert: (document, event) => insert(db, document, event),
    get: async (id) => {
      const row = await rowOf(db, id)
      return row && toRecord(row)
    },
    visible: async (id, caller) => {
      const query = db.selectFrom('document').selectAll().where('id', '=', id).where(visibleTo(caller))
      const row = await query.executeTakeFirst()
      return row && toRecord(row)
    },
    change: (id, change) => changeDocument(db, id, change),
    remove: async (id, from, event) => {
      const query = db
        .deleteFrom('document')
        .where('id', '=', id)
        .where('state', 'in', [...from])
        .returningAll()
      const row = (await query.executeTakeFirst()) as DocumentRow | undefined
      if (!row) return false
      await unindexDocument(db, row.seq)
      await moveCounts(db, toRecord(row), undefined)
      await appendEvent(db, event, { ...objectOf(row), fromState: row.state, before: documentHash(row) })
      return true
    },
    ...documentParts(db),
    ...appendixStore(db),
    history: (id) => historyOf(db, id),
    summary: (id, today) => summaryOf(db, id, today),
    list: (caller, query, today) => listDocuments(db, caller, { query, today }),
    count: (caller, view, today) => countDocuments(db, caller, { query: { view, limit: 1 }, today }),
    twinOf: (document) => twinOf(db, document),
    mayReadFile: async (caller, sha256) => {
      const query = db.selectFrom('revision').innerJoin('document', 'document.id', 'revision.document_id')
      const found = await query
        .select('document.id')
        .where('revision.sha256', '=', sha256)
        .where(visibleTo(caller))
        .limit(1)
        .executeTakeFirst()
      return found !== undefined
    },
    isKept: async (sha256) => {
      const query = db.selectFrom('revision').select('sha256').where('sha256', '=', sha256).limit(1)
      return (await query.executeTakeFirst()) !== undefined
    },
  }
}

const objectOf = (row: DocumentRow) => ({ kind: 'document', id: row.id, agencyId: row.agency_id })

async function rowOf(db: Db, id: DocumentId): Promise<DocumentRow | undefined> {
  return await db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst()
}

async function insert(db: Db, document: NewDocument, event: EventFacts): Promise<DocumentRecord> {
  const values = toRow(completed(document)) as Omit<DocumentRow, 'seq'>
  const row = (await db.insertInto('document').values(values).returningAll().executeTakeFirstOrThrow()) as DocumentRow
  const record = toRecord(row)
  await indexDocument(db, record)
  await moveCounts(db, undefined, record)
  await appendEvent(db, event, { ...objectOf(row), toState: row.state, after: documentHash(row) })
  return record
}

async function changeDocument(db: Db, id: DocumentId, { from, set, event }: DocumentChange) {
  const before = await rowOf(db, id)
  if (!before) return undefined
  const old = toRecord(before)
  const dates = { bookDate: bookDateOf({ ...old, ...set }), changedAt: event.at.toISOString() }
  const row = await db
    .updateTable('document')
    .set(toRow({ ...set, ...dates }))
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .returningAll()
    .executeTakeFirst()
    .catch(numberTaken)
  if (!row) return undefined

  const after = row as DocumentRow
  const record = toRecord(after)
  if (searchText(old) !== searchText(record)) {
    await unindexDocument(db, after.seq)
    await indexDocument(db, record)
  }
  await moveCounts(db, old, record)
  const states = { fromState: before.state, toState: after.state }
  await appendEvent(db, event, {
    ...objectOf(after),
    ...states,
    before: documentHash(before),
    after: documentHash(after),
  })
  return record
}

/** Two books of one agency may cover the same type: number and symbol stay unique in the year (Điều 15.1). */
function numberTaken(cause: unknown): never {
  if (
    cause instanceof Error &&
    /UNIQUE.*(document_number|document_arrival|document\.book_id, document\.arrival_number)/.test(cause.message)
  ) {
    throw new AppError('number-taken', {}, { cause })
  }
  throw cause
}

/** @see NĐ 30/2020, PL VI, Phần I, II.1: a warning for the same number, symbol and issuing agency. */
async function twinOf(db: Db, twin: Parameters<DocumentStore['twinOf']>[0]): Promise<DocumentId | undefined> {
  const incoming = db
    .selectFrom('document')
    .select('document.id')
    .where('document.direction', '=', 'incoming')
    .where('document.agency_id', '=', twin.agencyId)
    .limit(1)
  const sameFile = await incoming
    .innerJoin('revision', 'revision.document_id', 'document.id')
    .where('revision.sha256', '=', twin.sha256)
    .executeTakeFirst()
  if (sameFile) return sameFile.id
  if (twin.codeNumber === '') return undefined
  const sameCode = await incoming
    .where('document.code_number', '=', twin.codeNumber)
    .where('document.code_notation', '=', twin.codeNotation)
    .where(sql<boolean>`lower(document.organ_name) = ${twin.organName.toLowerCase()}`)
    .where(sql<boolean>`substr(coalesce(document.issued_date, document.arrival_date), 1, 4) = ${String(twin.year)}`)
    .executeTakeFirst()
  return sameCode?.id
}
