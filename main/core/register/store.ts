import type {
  Agency,
  AgencyId,
  Appendix,
  Book,
  BookId,
  DocumentDetail,
  DocumentEvent,
  DocumentId,
  DocumentList,
  DocumentQuery,
  DocumentState,
  DocumentSummary,
  DocumentView,
  IntegrityProblem,
  PersonId,
  Sha256,
} from '#contract'
import type { RaisingStore } from '#core/levels/waiting-documents'
import type { Caller } from '#core/people/caller'
import type { CertificateStore, PeopleStore } from '#core/people/store'
import type { RateStore } from '#core/statistics/store'
import type { CheckStore } from './checks.ts'
import type { DocumentRecord, NewDocument, NewRevision, SignatureFacts } from './document.ts'
import type { ImportStore } from './import.ts'

/** What an event says beside the states before and after, which the store adds. */
export type EventFacts = { action: string; actorId: PersonId | null; at: Date; reason?: string }

export type DocumentChange = {
  /** The change happens only if the document is still in one of these. */
  from: readonly DocumentState[]
  set: Partial<Omit<DocumentRecord, 'seq' | 'id' | 'bookDate' | 'changedAt'>>
  event: EventFacts
}

/**
 * Documents. Each method that changes something writes the row, its event, its figures and its search entry together;
 * it must be called inside `OfficeStore.transaction`.
 */
export type DocumentStore = {
  insert: (document: NewDocument, event: EventFacts) => Promise<DocumentRecord>
  /** Whoever asks; for rules. `undefined`: there is none. */
  get: (id: DocumentId) => Promise<DocumentRecord | undefined>
  /** Only if the caller may see it. */
  visible: (id: DocumentId, caller: Caller) => Promise<DocumentRecord | undefined>
  /** `undefined`: somebody else was faster and it is in none of `from` any more. */
  change: (id: DocumentId, change: DocumentChange) => Promise<DocumentRecord | undefined>
  /** Deletes the row; its events stay. False: it is in none of `from` any more. */
  remove: (id: DocumentId, from: readonly DocumentState[], event: EventFacts) => Promise<boolean>
  addRevision: (id: DocumentId, revision: NewRevision) => Promise<void>
  revisions: (id: DocumentId) => Promise<NewRevision[]>
  /** Files of their own that belong to the document, in their order. */
  appendices: (id: DocumentId) => Promise<Appendix[]>
  addAppendix: (id: DocumentId, file: Pick<Appendix, 'name' | 'sha256' | 'size'> & { at: Date }) => Promise<void>
  /** False: these are not its bytes any more. */
  signAppendix: (
    id: DocumentId,
    signed: Pick<Appendix, 'number' | 'sha256' | 'size'> & { expected: Sha256; at: Date },
  ) => Promise<boolean>
  /** False: there is none of that number. */
  removeAppendix: (id: DocumentId, removed: { number: number; at: Date }) => Promise<boolean>
  addSignature: (id: DocumentId, signature: SignatureFacts) => Promise<void>
  /** Those that the office accepted, oldest first. */
  signatures: (id: DocumentId) => Promise<SignatureFacts[]>
  assign: (
    id: DocumentId,
    people: { handlerId: PersonId; cooperatorIds: readonly PersonId[]; at: Date },
  ) => Promise<void>
  cooperators: (id: DocumentId) => Promise<DocumentDetail['cooperators']>
  history: (id: DocumentId) => Promise<DocumentEvent[]>
  /** The line of a list. */
  summary: (id: DocumentId, today: string) => Promise<DocumentSummary | undefined>
  /** `today` decides what is overdue. */
  list: (caller: Caller, query: DocumentQuery, today: string) => Promise<DocumentList>
  /** How many a view holds for the caller, at most 1,001. */
  count: (caller: Caller, view: DocumentView, today: string) => Promise<number>
  /** An incoming document of this agency with the same number, symbol and sender in the year, or with the same bytes. */
  twinOf: (document: {
    agencyId: AgencyId
    codeNumber: string
    codeNotation: string
    organName: string
    year: number
    sha256: Sha256
  }) => Promise<DocumentId | undefined>
  /** True if a revision with these bytes belongs to a document that the caller may see. */
  mayReadFile: (caller: Caller, sha256: Sha256) => Promise<boolean>
  /** True if any revision of any document has these bytes. */
  isKept: (sha256: Sha256) => Promise<boolean>
}

/** A book with the date of its last number; `null`: it has given none. */
export type BookRecord = Book & { lastDate: string | null }

export type BookStore = {
  get: (id: BookId) => Promise<BookRecord | undefined>
  list: (agencyId: AgencyId, filter: { direction?: Book['direction']; year?: number }) => Promise<BookRecord[]>
  /** No effect if the agency has a book of this direction, year and name; says whether it was made. */
  create: (book: Omit<Book, 'nextNumber'>) => Promise<boolean>
  /** True if the book has given a number to an outgoing document of one of these types; of any where none is named. */
  hasNumbered: (book: Pick<Book, 'id' | 'agencyId' | 'year'>, types: Book['types']) => Promise<boolean>
  /** Takes the next number, within the transaction of the document that gets it. `undefined`: there is no such book. */
  take: (id: BookId, date: string) => Promise<number | undefined>
}

export type AgencyStore = {
  get: (id: AgencyId) => Promise<Agency | undefined>
  /** The caller's agency and those under it, parents first. */
  inScope: (agencyId: AgencyId) => Promise<Agency[]>
  /** True where `agencyId` is `ancestorId` or under it. */
  isUnder: (agencyId: AgencyId, ancestorId: AgencyId) => Promise<boolean>
  insert: (agency: Agency) => Promise<void>
  count: () => Promise<number>
}

export type AuditEvent = DocumentEvent & { documentId: DocumentId | null }

/** The append-only, hash-chained list of what happened. Nothing can be changed or taken out of it. */
export type EventStore = {
  /** An event that is not a document's: people, books, trust anchors, settings. */
  append: (event: EventFacts & { object: { kind: string; id: string; agencyId: AgencyId | null } }) => Promise<void>
  list: (
    caller: Caller,
    page: { cursor?: string | undefined; limit: number },
  ) => Promise<{
    rows: AuditEvent[]
    nextCursor: string | null
  }>
}

/** One step of a check: how far it is, and what it has found since the last. */
export type CheckProgress = { done: number; of: number; problems: IntegrityProblem[] }

export type IntegrityStore = {
  /** I1: numbers of a book are 1..n without gap or twin, and its counter stands behind them. */
  numbers: () => AsyncIterable<CheckProgress>
  /** I3: every event's hash holds and continues the one before; the present rows are those that the last event saw. */
  events: () => AsyncIterable<CheckProgress>
  /** I4: search index and documents hold the same ids. */
  search: () => AsyncIterable<CheckProgress>
  /** I5: the rollup equals what the rows say. */
  rates: () => AsyncIterable<CheckProgress>
  /** Every file that a revision names, once, in order of its name. */
  files: () => AsyncIterable<{ sha256: Sha256; size: number }>
  fileCount: () => Promise<number>
}

/** Everything that one transaction may touch. */
export type OfficeTransaction = {
  documents: DocumentStore
  books: BookStore
  agencies: AgencyStore
  people: PeopleStore
  certificates: CertificateStore
  events: EventStore
  raising: RaisingStore
  checks: CheckStore
}

/** The office's register. Transactions run one after the other; inside one, only its own stores may be used. */
export type OfficeStore = OfficeTransaction & {
  transaction: <T>(work: (stores: OfficeTransaction) => Promise<T>) => Promise<T>
  rates: RateStore
  integrity: IntegrityStore
  imports: ImportStore
  close: () => Promise<void>
}
