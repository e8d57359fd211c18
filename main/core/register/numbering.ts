import { AppError, type BookId, type DocumentDetail, type DocumentId, type Sha256 } from '#contract'
import type { NumberAndDate } from '#core/fields/number-fields'
import type { Caller } from '#core/people/caller'
import { actAndShow, actWithin, getDocument, type Ports, visibleDocument } from './act.ts'
import { suitableBook } from './books.ts'
import { civilDate, yearOf } from './civil-date.ts'
import type { DocumentRecord } from './document.ts'
import { fillNumber, type NumberingPorts, requireDateOfPage } from './number-on-page.ts'
import { requireRule } from './rights.ts'
import type { BookRecord, OfficeTransaction } from './store.ts'
import { symbolOf, writtenNumber } from './symbol.ts'

/** The symbol of a document in its agency. */
async function codeNotationOf({ agencies }: Pick<OfficeTransaction, 'agencies'>, document: DocumentRecord) {
  const agency = await agencies.get(document.agencyId)
  if (!agency) throw new AppError('not-found', { id: document.agencyId })
  return symbolOf(document.type, agency.symbol, document.unitSymbol)
}

/** What number and symbol the document would get now. Takes none: another may be faster. */
export async function previewNumber(
  { store }: Ports,
  caller: Caller,
  { id, bookId }: { id: DocumentId; bookId: BookId },
): Promise<{ codeNumber: string; codeNotation: string }> {
  const document = await visibleDocument(store, caller, id)
  requireRule(caller, 'number', document)
  const book = await suitableBook(store, bookId, document)
  return { codeNumber: writtenNumber(book.nextNumber), codeNotation: await codeNotationOf(store, document) }
}

/** Not in the future, in the book's year, and not before the number that came before: NĐ 30/2020, Điều 15.1, 15.2. */
function requireDate(book: BookRecord, issuedDate: string, today: string): void {
  if (yearOf(issuedDate) !== book.year) throw new AppError('book-not-suitable', { name: book.name, year: book.year })
  const earliest = book.lastDate ?? `${String(book.year)}-01-01`
  if (issuedDate <= today && issuedDate >= earliest) return
  throw new AppError('date-not-allowed', { date: issuedDate, earliest, latest: today })
}

type Asked = { id: DocumentId; bookId: BookId; issuedDate: string }
type Filled = { sha256: Sha256; size: number }
/** The file as it will be, if the number that comes next is still the same when it is taken. */
type Planned = { of: Sha256; values: NumberAndDate; filled: Filled | undefined }

/** So often the next number may be somebody else's before the file is filled with everybody waiting. */
const ATTEMPTS = 3

/**
 * Takes the next number of a book for a leader-signed document, with its date, and writes both into the fields that were
 * prepared for them. Counter, document and file change in one transaction: a crash or fifty clerks at once leave neither a
 * gap nor a twin, and no number on paper that the book does not have.
 *
 * The file is filled before, with the number that comes next; who was faster takes that one and it is filled anew. So the
 * others do not wait for a large file, and what fails takes no number.
 *
 * @throws AppError `wrong-state`, `separation-of-duties`, `book-not-suitable`, `type-numbered-elsewhere`,
 *   `date-not-allowed`, `date-differs-from-page`, `page-unreadable`, `number-taken`, `field-not-fillable`, `file-changed`.
 * @see NĐ 30/2020/NĐ-CP, Điều 15; PL I, Phần I, II.3.
 */
export async function assignNumber(
  ports: Ports & NumberingPorts,
  caller: Caller,
  asked: Asked,
): Promise<DocumentDetail> {
  const { id } = asked
  const shown = await visibleDocument(ports.store, caller, id)
  requireRule(caller, 'number', shown)
  if (shown.sha256 !== null) await requireDateOfPage(ports, { id, sha256: shown.sha256 }, asked.issuedDate)
  for (let attempt = 1; ; attempt += 1) {
    const planned = attempt <= ATTEMPTS ? await planFor(ports, caller, asked) : undefined
    if (await takeAndWrite(ports, caller, { asked, planned })) return getDocument(ports, caller, id)
  }
}

async function planFor(ports: Ports & NumberingPorts, caller: Caller, asked: Asked): Promise<Planned | undefined> {
  const { store } = ports
  const document = await visibleDocument(store, caller, asked.id)
  requireRule(caller, 'number', document)
  if (document.sha256 === null) return undefined
  const book = await suitableBook(store, asked.bookId, document)
  requireDate(book, asked.issuedDate, civilDate(ports.clock.now()))
  const values = await valuesOf(store, document, { number: book.nextNumber, issuedDate: asked.issuedDate })
  return {
    of: document.sha256,
    values,
    filled: await fillNumber(ports, { id: asked.id, sha256: document.sha256 }, values),
  }
}

async function valuesOf(
  stores: Pick<OfficeTransaction, 'agencies'>,
  document: DocumentRecord,
  { number, issuedDate }: { number: number; issuedDate: string },
): Promise<NumberAndDate> {
  return { codeNumber: writtenNumber(number), codeNotation: await codeNotationOf(stores, document), issuedDate }
}

/** Rolls the transaction back: the number that was planned is somebody else's now. */
class NumberMoved extends Error {}

/** False where another number than the planned one came next; nothing is changed then. What was filled in vain is removed. */
async function takeAndWrite(
  ports: Ports & NumberingPorts,
  caller: Caller,
  { asked, planned }: { asked: Asked; planned: Planned | undefined },
): Promise<boolean> {
  const { store, files, clock } = ports
  const { id, bookId, issuedDate } = asked
  const at = clock.now()
  let filled = planned?.filled
  const set = async (document: DocumentRecord, stores: OfficeTransaction) => {
    const { sha256 } = document
    if (planned && sha256 !== planned.of) throw new AppError('file-changed', { id })
    const book = await suitableBook(stores, bookId, document)
    requireDate(book, issuedDate, civilDate(at))
    const number = await takeNumber(stores, bookId, issuedDate)
    const values = await valuesOf(stores, document, { number, issuedDate })
    if (planned?.filled && !isSame(values, planned.values)) throw new NumberMoved()
    if (!planned && sha256 !== null) filled = await fillNumber({ files, store: stores }, { id, sha256 }, values)
    const file = filled ? { sha256: filled.sha256, fileSize: filled.size } : {}
    return { bookId, number, ...values, ...file }
  }
  try {
    await store.transaction(async (stores) => {
      await actWithin(stores, { id, action: 'number', caller, at, set })
      if (filled) await noteFilled({ files, stores }, { id, at, filled })
    })
    return true
  } catch (error) {
    if (filled) await files.discard(filled.sha256)
    if (error instanceof NumberMoved) return false
    throw error
  }
}

const isSame = (a: NumberAndDate, b: NumberAndDate): boolean =>
  a.codeNumber === b.codeNumber && a.codeNotation === b.codeNotation && a.issuedDate === b.issuedDate

async function noteFilled(
  { files, stores }: { files: NumberingPorts['files']; stores: OfficeTransaction },
  { id, at, filled }: { id: DocumentId; at: Date; filled: Filled },
): Promise<void> {
  await files.keep(filled.sha256)
  await stores.documents.addRevision(id, { ...filled, at: at.toISOString(), cause: 'numbered' })
  // What it means for the leader's signature is read from the file within the minute, without keeping the clerk waiting.
  const plan = await stores.checks.planOf(id)
  if (plan) await stores.checks.plan(id, { ...plan, nextAt: at.toISOString() })
}

/** Gives the next arrival number of a book, in the order of registration in the year. NĐ 30/2020, Điều 22.2. */
export async function registerIncoming(
  ports: Ports,
  caller: Caller,
  { id, bookId }: { id: DocumentId; bookId: BookId },
): Promise<DocumentDetail> {
  return actAndShow(ports, caller, {
    id,
    action: 'register',
    set: async (document, stores) => {
      const book = await suitableBook(stores, bookId, document)
      const arrivalDate = document.arrivalDate ?? civilDate(ports.clock.now())
      if (yearOf(arrivalDate) !== book.year)
        throw new AppError('book-not-suitable', { name: book.name, year: book.year })
      return { bookId, arrivalDate, arrivalNumber: await takeNumber(stores, bookId, arrivalDate) }
    },
  })
}

async function takeNumber({ books }: OfficeTransaction, bookId: BookId, date: string): Promise<number> {
  const number = await books.take(bookId, date)
  if (number === undefined) throw new AppError('not-found', { id: bookId })
  return number
}
