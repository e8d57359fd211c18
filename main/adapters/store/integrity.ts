import { setImmediate } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { IntegrityProblem, Sha256 } from '#contract'
import { CHAIN_START, eventHash } from '#core/register/event-chain'
import type { CheckProgress, IntegrityStore } from '#core/register/store'
import { COUNT_NAMES } from '#core/statistics/rate'
import type { EventRow } from './schema.ts'
import { checkVouchedRows, LISTED, type Read } from './vouched-check.ts'

const BATCH = 2_000

export function integrityStore(read: Read): IntegrityStore {
  const count = (table: string) =>
    read((raw) => raw.prepare<[], { count: number }>(`select count(*) as count from ${table}`).get()?.count ?? 0)
  return {
    numbers: () => once(read, numberProblems),
    search: () => once(read, searchProblems),
    rates: () => once(read, rateProblems),
    events: () => checkEvents(read, count),
    files: () => filesOf(read),
    fileCount: () => count('(select distinct sha256 from revision)'),
  }
}

async function* once(read: Read, find: (raw: Database.Database) => IntegrityProblem[]): AsyncGenerator<CheckProgress> {
  yield { done: 1, of: 1, problems: (await read(find)).slice(0, LISTED) }
}

type Numbered = {
  name: string
  year: number
  next: number
  count: number
  lowest: number | null
  highest: number | null
}

/** NĐ 30/2020, Điều 15.1, 22.2: each book runs from 01 without gap; a cancelled document keeps its number. */
function numberProblems(raw: Database.Database): IntegrityProblem[] {
  const books = raw
    .prepare<[], Numbered>(
      `select book.name, book.year, book.next_number as next, coalesce(given.count, 0) as count, given.lowest, given.highest
      from book left join (
        select book_id, count(distinct coalesce(number, arrival_number)) as count,
          min(coalesce(number, arrival_number)) as lowest, max(coalesce(number, arrival_number)) as highest
        from document where book_id is not null group by book_id) as given on given.book_id = book.id
      order by book.year, book.name`,
    )
    .all()
  return books
    .filter(
      ({ next, count, lowest, highest }) => next !== count + 1 || (count > 0 && (lowest !== 1 || highest !== count)),
    )
    .map(({ name, year, next, count, highest }) => ({
      code: 'numbers-broken',
      details: { book: name, year, count, highest, next },
    }))
}

function searchProblems(raw: Database.Database): IntegrityProblem[] {
  const rows = raw
    .prepare<[], { seq: number }>(
      `select seq from document where seq not in (select id from search_docsize)
        union select id from search_docsize where id not in (select seq from document)`,
    )
    .all()
  return rows.map((details) => ({ code: 'search-differs', details }))
}

const RECOUNTED = `select agency_id, issued_date as day, count(*) as issued,
    sum(excluded) as excluded, sum(due * leader_signed) as leader, sum(due * agency_signed) as agency,
    sum(due * leader_signed * agency_signed) as full,
    sum(due * leader_signed * agency_signed * (evidence = 'verified')) as verified,
    sum(due * leader_signed * agency_signed * (evidence = 'declared')) as declared
  from (select *, state in ('recalled', 'cancelled') as excluded, state not in ('recalled', 'cancelled') as due
    from document where direction = 'outgoing' and issued_date is not null
      and state in ('issued', 'archived', 'recalled', 'replaced', 'cancelled'))
  group by agency_id, issued_date`

function rateProblems(raw: Database.Database): IntegrityProblem[] {
  const kept = `select agency_id, day, ${COUNT_NAMES.join(', ')} from rate_day where issued <> 0`
  const rows = raw
    .prepare<[], { agency: string; day: string }>(
      `select distinct coalesce(agency.name, agency_id) as agency, day from (select * from (${RECOUNTED} except ${kept})
        union all select * from (${kept} except ${RECOUNTED})) left join agency on agency.id = agency_id`,
    )
    .all()
  return rows.map((details) => ({ code: 'figures-differ', details }))
}

async function* checkEvents(read: Read, count: (table: string) => Promise<number>): AsyncGenerator<CheckProgress> {
  const events = await count('event')
  const of = events + (await count('document'))
  let head = { seq: 0, hash: CHAIN_START }
  for (;;) {
    const from = head.seq
    const rows = await read((raw) =>
      raw
        .prepare<[number, number], EventRow>('select * from event where seq > ? order by seq limit ?')
        .all(from, BATCH),
    )
    if (rows.length === 0) break
    const problems: IntegrityProblem[] = []
    for (const row of rows) {
      problems.push(...eventProblems(row, head))
      head = { seq: row.seq, hash: row.hash }
    }
    yield { done: Math.min(head.seq, events), of, problems: problems.slice(0, LISTED) }
    await setImmediate()
  }
  for await (const { done, problems } of checkVouchedRows(read)) yield { done: events + done, of, problems }
}

function eventProblems(row: EventRow, head: { seq: number; hash: string }): IntegrityProblem[] {
  const found = (code: IntegrityProblem['code']): IntegrityProblem[] => [{ code, details: { seq: row.seq } }]
  if (row.seq !== head.seq + 1) return found('event-before-missing')
  if (row.previous !== head.hash) return found('event-not-chained')
  const event = {
    seq: row.seq,
    at: row.at,
    actorId: row.actor_id,
    action: row.action,
    objectKind: row.object_kind,
    objectId: row.object_id,
    agencyId: row.agency_id,
    fromState: row.from_state,
    toState: row.to_state,
    reason: row.reason,
    before: row.before,
    after: row.after,
    previous: row.previous,
  }
  return eventHash(event) === row.hash ? [] : found('event-changed')
}

async function* filesOf(read: Read): AsyncGenerator<{ sha256: Sha256; size: number }> {
  let last = ''
  for (;;) {
    const from = last
    const rows = await read((raw) =>
      raw
        .prepare<[string, number], { sha256: Sha256; size: number }>(
          'select distinct sha256, size from revision where sha256 > ? order by sha256 limit ?',
        )
        .all(from, BATCH),
    )
    if (rows.length === 0) return
    yield* rows
    last = rows.at(-1)?.sha256 ?? last
  }
}
