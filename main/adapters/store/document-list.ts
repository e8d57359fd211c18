import { type RawBuilder, sql } from 'kysely'
import type { DocumentId, DocumentList, DocumentQuery, DocumentSummary } from '#contract'
import type { Caller } from '#core/people/caller'
import { readCursor, writeCursor } from './cursor.ts'
import type { Db } from './database.ts'
import { conditionsOf, isOverdue } from './document-filter.ts'
import { urgencyOf } from './rows.ts'
import { searchQuery } from './search.ts'

/** A total beyond this is told as "more than 1,000": counting all hits is what would be slow. */
const COUNTED_UP_TO = 1_001

type Asked = { query: Partial<DocumentQuery> & { limit: number }; today: string }

/** Documents as list lines; `overdue` is decided by today. */
const lines = (db: Db, today: string) =>
  db
    .selectFrom('document')
    .innerJoin('agency', 'agency.id', 'document.agency_id')
    .leftJoin('person as signer', 'signer.id', 'document.signer_id')
    .leftJoin('person as drafter', 'drafter.id', 'document.drafter_id')
    .leftJoin('person as handler', 'handler.id', 'document.handler_id')
    .select([
      'document.seq',
      'document.id',
      'document.direction',
      'document.state',
      'document.agency_id as agencyId',
      'agency.name as agencyName',
      'document.type',
      'document.subject',
      'document.urgency',
      'document.code_number as codeNumber',
      'document.code_notation as codeNotation',
      'document.arrival_number as arrivalNumber',
      'document.arrival_date as arrivalDate',
      'document.issued_date as issuedDate',
      'document.book_date as bookDate',
      'document.organ_name as organName',
      'document.signer_id as signerId',
      sql<string>`coalesce(signer.name, document.signer_name)`.as('signerName'),
      sql<string>`coalesce(drafter.name, '')`.as('drafterName'),
      sql<string>`coalesce(handler.name, '')`.as('handlerName'),
      'document.due_date as dueDate',
      isOverdue(today).as('overdue'),
      'document.evidence',
      'document.leader_signed as leaderSigned',
      'document.agency_signed as agencySigned',
      'document.sha256',
      'document.file_size as fileSize',
      'document.verdict',
      'document.verdict_reason as verdictReason',
      'document.changed_at as changedAt',
    ])

type Line = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]

function toSummary({ seq: _seq, bookDate: _bookDate, ...line }: Line): DocumentSummary {
  return {
    ...line,
    urgency: urgencyOf(line.urgency),
    overdue: line.overdue === 1,
    leaderSigned: line.leaderSigned === 1,
    agencySigned: line.agencySigned === 1,
  }
}

export async function summaryOf(db: Db, id: DocumentId, today: string): Promise<DocumentSummary | undefined> {
  const line = await lines(db, today).where('document.id', '=', id).executeTakeFirst()
  return line && toSummary(line)
}

/** In which order a list stands, and which keys of its last row the next page continues from. */
type Order = { columns: RawBuilder<unknown>[]; ascending: boolean; keys: (line: Line) => (string | number)[] }

function orderOf({ view, from, to, counted, q }: Asked['query']): Order {
  const seq = sql`document.seq`
  if (searchQuery(q) !== undefined)
    return { columns: [sql`search.rowid`], ascending: false, keys: (line) => [line.seq] }
  if (view === 'overdue') {
    return { columns: [sql`document.due_date`, seq], ascending: true, keys: (line) => [line.dueDate ?? '', line.seq] }
  }
  if (view !== undefined && view !== 'all') {
    return { columns: [sql`document.urgency`, seq], ascending: false, keys: (line) => [line.urgency, line.seq] }
  }
  if (from !== undefined || to !== undefined || counted !== undefined) {
    return {
      columns: [sql`document.book_date`, seq],
      ascending: false,
      keys: (line) => [line.bookDate ?? '', line.seq],
    }
  }
  return { columns: [seq], ascending: false, keys: (line) => [line.seq] }
}

function afterCursor({ columns, ascending }: Order, cursor: string | undefined): RawBuilder<boolean>[] {
  const keys = readCursor(cursor)
  if (keys?.length !== columns.length) return []
  const compare = sql.raw(ascending ? '>' : '<')
  return [sql<boolean>`(${sql.join(columns)}) ${compare} (${sql.join(keys)})`]
}

/** A page of the documents that the caller may see, by keyset; and how many there are, counted up to 1,001. */
export async function listDocuments(db: Db, caller: Caller, asked: Asked): Promise<DocumentList> {
  const { query, today } = asked
  const order = orderOf(query)
  const conditions = [...conditionsOf(caller, query, today), ...afterCursor(order, query.cursor)]
  const match = searchQuery(query.q)
  const direction = sql.raw(order.ascending ? 'asc' : 'desc')
  let select = lines(db, today).where(sql<boolean>`${sql.join(conditions, sql` and `)}`)
  if (match !== undefined) {
    select = select.innerJoin('search', 'search.rowid', 'document.seq').where(sql<boolean>`search match ${match}`)
  }
  for (const column of order.columns) select = select.orderBy(sql`${column} ${direction}`)
  const found = await select.limit(query.limit + 1).execute()
  const page = found.slice(0, query.limit)
  const last = page.at(-1)
  return {
    rows: page.map(toSummary),
    nextCursor: found.length > query.limit && last ? writeCursor(order.keys(last)) : null,
    total: await countDocuments(db, caller, asked),
  }
}

export async function countDocuments(db: Db, caller: Caller, { query, today }: Asked): Promise<number> {
  const conditions = sql.join(conditionsOf(caller, query, today), sql` and `)
  const match = searchQuery(query.q)
  const from =
    match === undefined
      ? sql`document where ${conditions}`
      : sql`search join document on document.seq = search.rowid where search match ${match} and ${conditions}`
  const counted = sql<{ total: number }>`select count(*) as total from (select 1 from ${from} limit ${COUNTED_UP_TO})`
  const { rows } = await counted.execute(db)
  return rows[0]?.total ?? 0
}
