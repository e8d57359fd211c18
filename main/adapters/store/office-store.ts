import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '#contract'
import type { Clock } from '#core/ports'
import type { OfficeStore, OfficeTransaction } from '#core/register/store'
import { agencyStore } from './agencies.ts'
import { bookStore } from './books.ts'
import { certificateStore } from './certificates.ts'
import { checkStore } from './checks.ts'
import { type Db, type OpenDatabase, openDatabase } from './database.ts'
import { documentStore } from './documents.ts'
import { eventStore } from './events.ts'
import { importStore } from './import-rows.ts'
import { integrityStore } from './integrity.ts'
import { lockWorkspace } from './lock.ts'
import { peopleStore } from './people.ts'
import { raisingStore } from './raising.ts'
import { rateStore } from './rates.ts'

const storesOn = (db: Db): OfficeTransaction => ({
  documents: documentStore(db),
  books: bookStore(db),
  agencies: agencyStore(db),
  people: peopleStore(db),
  certificates: certificateStore(db),
  events: eventStore(db),
  raising: raisingStore(db),
  checks: checkStore(db),
})

/**
 * Opens the register of a workspace folder, for this process alone.
 *
 * @throws AppError `workspace-in-use` {pid}, `workspace-newer` {version, known}.
 */
export function openOfficeStore(folder: string, clock: Clock): OfficeStore {
  mkdirSync(folder, { recursive: true })
  const unlock = lockWorkspace(folder)
  try {
    return storeOn(openDatabase(join(folder, 'register.sqlite'), clock.now()), unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

/** The stores of an open database; `onClose` runs after it is closed. */
export function storeOn({ db, raw }: OpenDatabase, onClose: () => void = () => undefined): OfficeStore {
  // Kysely's connection is taken first, so that no other call's transaction is open meanwhile.
  const alone = <T>(work: (database: Database.Database) => T) =>
    db.connection().execute(() => Promise.resolve(work(raw)))
  return {
    ...storesOn(db),
    transaction: async (work) => {
      const failures: unknown[] = []
      const noticing = (error: unknown): never => {
        failures.push(error)
        throw error
      }
      try {
        return await db.transaction().execute((transaction) => work(storesOn(transaction)).catch(noticing))
      } catch (cause) {
        // A full disk can end the transaction by itself, and then undoing it fails (sqlite.org/lang_transaction.html, 3.2).
        throw [...failures, cause].some(isFull) ? new AppError('disk-full', {}, { cause }) : cause
      }
    },
    rates: rateStore(db),
    integrity: integrityStore(alone),
    imports: importStore(db, alone),
    close: async () => {
      await db.destroy()
      onClose()
    },
  }
}

const isFull = (error: unknown): boolean => error instanceof Database.SqliteError && error.code === 'SQLITE_FULL'
