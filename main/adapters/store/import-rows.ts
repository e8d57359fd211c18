import { setImmediate } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { AgencyId } from '#contract'
import { completed } from '#core/register/document'
import type { ImportedDocument, ImportStore } from '#core/register/import'
import { agencyStore } from './agencies.ts'
import { certificateStore } from './certificates.ts'
import type { Db } from './database.ts'
import { documentHash } from './documents.ts'
import { eventStore } from './events.ts'
import { createImportBooks, type ImportBooks } from './import-books.ts'
import { createImportWriter, type ImportWriter } from './import-writer.ts'
import { peopleStore } from './people.ts'
import { toRow } from './rows.ts'
import type { DocumentRow } from './schema.ts'
import { searchText } from './search.ts'
import type { VouchedTable } from './vouched-rows.ts'

const ROWS_PER_TRANSACTION = 5_000

type Alone = <T>(work: (raw: Database.Database) => T) => Promise<T>

/** Bulk writing with prepared statements, in the same tables and with the same events as one-by-one writing. */
export function importStore(db: Db, alone: Alone): ImportStore {
  return {
    agencies: (rows, at) =>
      db.transaction().execute(async (transaction) => {
        const store = agencyStore(transaction)
        const vouch = vouchFor(transaction, 'agency', at)
        for (const agency of rows) {
          await store.insert(agency)
          await vouch({ id: agency.id, agencyId: agency.id })
        }
      }),
    people: (rows, at) =>
      db.transaction().execute(async (transaction) => {
        const store = peopleStore(transaction)
        const vouch = vouchFor(transaction, 'person', at)
        for (const person of rows) {
          await store.save(person)
          await vouch(person)
        }
      }),
    certificates: (rows, at) =>
      db.transaction().execute(async (transaction) => {
        const store = certificateStore(transaction)
        const vouch = vouchFor(transaction, 'certificate', at)
        for (const certificate of rows) {
          await store.insert(certificate)
          await vouch(certificate)
        }
      }),
    documents: async (rows, at, onProgress) => {
      let done = 0
      for await (const chunk of chunksOf(rows)) {
        await alone((raw) => raw.transaction(() => writeChunk(raw, chunk, at)).immediate())
        done += chunk.length
        onProgress(done)
        await setImmediate()
      }
      return done
    },
  }
}

function vouchFor(db: Db, kind: VouchedTable, at: Date) {
  const { append } = eventStore(db)
  return ({ id, agencyId }: { id: string; agencyId: AgencyId }) =>
    append({ action: 'import', actorId: null, at, object: { kind, id, agencyId } })
}

async function* chunksOf(rows: Iterable<ImportedDocument> | AsyncIterable<ImportedDocument>) {
  let chunk: ImportedDocument[] = []
  for await (const row of rows) {
    chunk.push(row)
    if (chunk.length < ROWS_PER_TRANSACTION) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

function writeChunk(raw: Database.Database, chunk: readonly ImportedDocument[], at: Date): void {
  const books = createImportBooks(raw)
  const writer = createImportWriter(raw, at)
  for (const document of chunk) writeDocument(document, books, writer)
  writer.finish()
  books.finish()
}

function writeDocument(imported: ImportedDocument, books: ImportBooks, writer: ImportWriter): void {
  const { revisions = [], signatures = [], cooperatorIds = [], ...given } = imported
  const last = revisions.at(-1)
  const file = last ? { sha256: last.sha256, fileSize: last.size } : {}
  const document = completed({ ...books.numbered(given), ...file })
  const row = toRow(document) as Omit<DocumentRow, 'seq'>
  const seq = writer.document(row)
  writer.search(seq, searchText(document))
  writer.event(document, documentHash(row))
  writer.counts(document)
  revisions.forEach((revision, index) => {
    writer.revision(document.id, index + 1, revision)
  })
  for (const signature of signatures) writer.signature(document.id, signature)
  if (document.handlerId) writer.assignment(document, document.handlerId, 'handler')
  for (const person of cooperatorIds) writer.assignment(document, person, 'cooperator')
}
