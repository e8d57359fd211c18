import { randomUUID } from 'node:crypto'
import type Database from 'better-sqlite3'
import { type AgencyId, AppError, type BookId, type Direction } from '#contract'
import { COMMON_BOOK_NAMES } from '#core/register/books'
import type { NewDocument } from '#core/register/document'
import { symbolOf, writtenNumber } from '#core/register/symbol'
import { toBookRow } from './books.ts'

type Counter = { id: BookId; nextNumber: number; lastDate: string | null; changed: boolean }

/** Gives numbers of the agencies' common books to documents that come without; `finish` writes the counters. */
export type ImportBooks = ReturnType<typeof createImportBooks>

export function createImportBooks(raw: Database.Database) {
  const counters = new Map<string, Counter>()
  const symbols = new Map<string, string>()
  const findSymbol = raw.prepare<[string], { symbol: string }>('select symbol from agency where id = ?')

  const counterOf = (agencyId: AgencyId, direction: Direction, date: string): Counter => {
    const key = `${agencyId} ${direction} ${date.slice(0, 4)}`
    const counter = counters.get(key) ?? loadCounter(raw, { agencyId, direction, year: Number(date.slice(0, 4)) })
    counters.set(key, counter)
    return counter
  }
  const symbolFor = (agencyId: AgencyId): string => {
    const symbol = symbols.get(agencyId) ?? findSymbol.get(agencyId)?.symbol
    if (symbol === undefined) throw new AppError('not-found', { id: agencyId })
    symbols.set(agencyId, symbol)
    return symbol
  }
  const outgoing = (document: NewDocument, issuedDate: string): NewDocument => {
    const counter = counterOf(document.agencyId, 'outgoing', issuedDate)
    const number = takeFrom(counter, document.number, issuedDate)
    const symbol = symbolOf(document.type, symbolFor(document.agencyId), document.unitSymbol ?? '')
    const code = { codeNumber: writtenNumber(number), codeNotation: document.codeNotation ?? symbol }
    return { ...document, ...code, number, bookId: counter.id, organName: document.organName ?? '' }
  }
  const incoming = (document: NewDocument, arrivalDate: string): NewDocument => {
    const counter = counterOf(document.agencyId, 'incoming', arrivalDate)
    return { ...document, arrivalNumber: takeFrom(counter, document.arrivalNumber, arrivalDate), bookId: counter.id }
  }
  return {
    numbered: (document: NewDocument): NewDocument => {
      if (document.direction === 'outgoing') {
        return document.issuedDate ? outgoing(document, document.issuedDate) : document
      }
      const registered = document.state !== 'received' && document.state !== 'sent-back'
      return registered && document.arrivalDate ? incoming(document, document.arrivalDate) : document
    },
    finish: () => {
      const write = raw.prepare('update book set next_number = ?, last_date = ? where id = ?')
      for (const { id, nextNumber, lastDate, changed } of counters.values())
        if (changed) write.run(nextNumber, lastDate, id)
    },
  }
}

function takeFrom(counter: Counter, given: number | null | undefined, date: string): number {
  const number = given ?? counter.nextNumber
  counter.nextNumber = Math.max(counter.nextNumber, number + 1)
  if (counter.lastDate === null || counter.lastDate < date) counter.lastDate = date
  counter.changed = true
  return number
}

type CommonBook = { agencyId: AgencyId; direction: Direction; year: number }

function loadCounter(raw: Database.Database, { agencyId, direction, year }: CommonBook): Counter {
  const name = COMMON_BOOK_NAMES[direction]
  const row = toBookRow({ id: randomUUID() as BookId, agencyId, direction, year, name, types: [] })
  const columns = Object.keys(row)
  raw
    .prepare(
      `insert into book (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})
        on conflict (agency_id, direction, year, name) do nothing`,
    )
    .run(...Object.values(row))
  const found = raw
    .prepare<[string, string, number, string], { id: string; nextNumber: number; lastDate: string | null }>(
      `select id, next_number as nextNumber, last_date as lastDate from book
        where agency_id = ? and direction = ? and year = ? and name = ?`,
    )
    .get(agencyId, direction, year, name)
  if (!found) throw new Error(`no common book of ${agencyId} in ${String(year)}`)
  return { ...found, id: found.id as BookId, changed: false }
}
