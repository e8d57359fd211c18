import { randomUUID } from 'node:crypto'
import { type AgencyId, AppError, type Book, type BookId, type Direction } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { type Caller, requireRole } from '#core/people/caller'
import { civilDate, yearOf } from './civil-date.ts'
import type { BookRecord, OfficeTransaction } from './store.ts'

/** One common book per direction and year, made when it is first needed (NĐ 30/2020, Điều 15.1, 22.2). */
export const COMMON_BOOK_NAMES: Record<Direction, string> = { outgoing: 'Sổ văn bản đi', incoming: 'Sổ văn bản đến' }

type Ports = Pick<OfficePorts, 'store' | 'clock'>

const toBook = ({ lastDate: _lastDate, ...book }: BookRecord): Book => book

/** Books of the caller's agency; the common books of the present year are made if they are not there yet. */
export async function listBooks(
  { store, clock }: Ports,
  caller: Caller,
  filter: { direction?: Direction | undefined; year?: number | undefined },
): Promise<Book[]> {
  const { agencyId } = caller
  const year = yearOf(civilDate(clock.now()))
  const present = await store.books.list(agencyId, { year })
  const isMissing = (direction: Direction) => !present.some((book) => isCommon(book) && book.direction === direction)
  const missing = (['outgoing', 'incoming'] as const).filter(isMissing)
  if (missing.length > 0) {
    await store.transaction(async ({ books }) => {
      for (const direction of missing) await books.create(commonBook(agencyId, direction, year))
    })
  }
  const { direction, year: asked } = filter
  const books = await store.books.list(agencyId, {
    ...(direction === undefined ? {} : { direction }),
    ...(asked === undefined ? {} : { year: asked }),
  })
  return books.map(toBook)
}

const isCommon = (book: BookRecord) => book.name === COMMON_BOOK_NAMES[book.direction]

const commonBook = (agencyId: AgencyId, direction: Direction, year: number): Omit<Book, 'nextNumber'> => ({
  id: randomUUID() as BookId,
  agencyId,
  direction,
  name: COMMON_BOOK_NAMES[direction],
  year,
  types: [],
})

/**
 * Opens a book of the caller's agency.
 *
 * @throws AppError `book-not-suitable` {name} if it has one of that name and year; `type-numbered-elsewhere`.
 */
export async function createBook(
  { store, clock }: Ports,
  caller: Caller,
  input: Pick<Book, 'direction' | 'name' | 'year' | 'types'>,
): Promise<Book> {
  requireRole(caller, 'admin')
  const book = { ...input, id: randomUUID() as BookId, agencyId: caller.agencyId }
  await store.transaction(async ({ books, events }) => {
    await refuseNumbered(books, book, book.types)
    if (!(await books.create(book))) throw new AppError('book-not-suitable', { name: book.name })
    await events.append({
      action: 'open-book',
      actorId: caller.personId,
      at: clock.now(),
      reason: book.name,
      object: { kind: 'book', id: book.id, agencyId: book.agencyId },
    })
  })
  return { ...book, nextNumber: 1 }
}

const takes = ({ types }: Pick<Book, 'types'>, type: Book['types'][number]) =>
  types.length === 0 || types.includes(type)

/**
 * Number and symbol are unique in the year (NĐ 30/2020, Điều 15.1): a second book that starts at 01 for a type which
 * another has numbered could never give a number. Arrival numbers run in each book by themselves.
 */
async function refuseNumbered(books: OfficeTransaction['books'], book: Omit<Book, 'nextNumber'>, types: Book['types']) {
  if (book.direction !== 'outgoing') return
  const { agencyId, direction, year } = book
  for (const other of await books.list(agencyId, { direction, year })) {
    const hasNumbered = other.id !== book.id && other.nextNumber > 1 && (await books.hasNumbered(other, types))
    if (hasNumbered) throw new AppError('type-numbered-elsewhere', { book: other.name, year })
  }
}

/** A type stays in the book that has numbered it this year; before its first number, its own book goes before others. */
async function requireItsBook(books: OfficeTransaction['books'], book: BookRecord, type: Book['types'][number]) {
  const { agencyId, direction, year } = book
  if (direction !== 'outgoing') return
  const others = (await books.list(agencyId, { direction, year })).filter((other) => other.id !== book.id)
  if (!others.some((other) => takes(other, type) || other.nextNumber > 1)) return
  if (await books.hasNumbered(book, [type])) return
  await refuseNumbered(books, book, [type])
  const hasOwn = book.types.length === 0 && others.some(({ types }) => types.includes(type))
  if (hasOwn) throw new AppError('book-not-suitable', { name: book.name })
}

type Wanted = { agencyId: AgencyId; direction: Direction; type: Book['types'][number] }

/** The book, if it takes such documents. Throws `not-found`, `book-not-suitable`, `type-numbered-elsewhere`. */
export async function suitableBook(
  { books }: Pick<OfficeTransaction, 'books'>,
  id: BookId,
  { agencyId, direction, type }: Wanted,
): Promise<BookRecord> {
  const book = await books.get(id)
  if (!book || book.agencyId !== agencyId) throw new AppError('not-found', { id })
  if (book.direction !== direction || !takes(book, type)) throw new AppError('book-not-suitable', { name: book.name })
  await requireItsBook(books, book, type)
  return book
}
