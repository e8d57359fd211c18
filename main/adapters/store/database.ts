import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { AppError } from '#contract'
import { MIGRATIONS, type Migration } from './migrations.ts'
import type { Tables } from './schema.ts'

export type Db = Kysely<Tables>
/** The register's connection: queries through Kysely, bulk writing and checks through the driver's own statements. */
export type OpenDatabase = { db: Db; raw: Database.Database }

/** Older ones can corrupt a write-ahead log that is reset (sqlite.org/wal.html, "The WAL-reset bug"). */
const OLDEST_SQLITE = [3, 51, 3] as const
const STATEMENTS_KEPT = 400
const BUSY_TIMEOUT_MS = 10_000

/**
 * Opens the register, durable at every commit, and brings it to the present schema.
 *
 * @throws AppError `workspace-newer` {version, known} if a later version of the product wrote it.
 */
export function openDatabase(file: string, now: Date): OpenDatabase {
  const raw = new Database(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    requireSqlite(raw)
    raw.pragma('journal_mode = wal')
    raw.pragma('synchronous = full')
    raw.pragma('foreign_keys = on')
    raw.pragma('cache_size = -65536')
    migrate(raw, now, MIGRATIONS)
  } catch (error) {
    raw.close()
    throw error
  }
  const database = { prepare: statements(raw), close: () => void raw.close() }
  return { raw, db: new Kysely<Tables>({ dialect: new SqliteDialect({ database }) }) }
}

function requireSqlite(raw: Database.Database): void {
  const { version } = raw.prepare<[], { version: string }>('select sqlite_version() as version').get() ?? {
    version: '',
  }
  const parts = version.split('.').map(Number)
  const differs = OLDEST_SQLITE.findIndex((part, index) => parts[index] !== part)
  if (differs >= 0 && (parts[differs] ?? 0) < (OLDEST_SQLITE[differs] ?? 0)) {
    throw new Error(`SQLite ${version} is older than ${OLDEST_SQLITE.join('.')}`)
  }
}

/**
 * Prepared statements by their text. Transactions take the write lock when they begin: one that reads first and writes
 * later could otherwise find that its view is out of date.
 */
function statements(raw: Database.Database): (sql: string) => Database.Statement {
  const kept = new Map<string, Database.Statement>()
  return (sql) => {
    const known = kept.get(sql)
    if (known && !known.busy) return known
    const statement = raw.prepare(sql === 'begin' ? 'begin immediate' : sql)
    const [oldest] = kept.size >= STATEMENTS_KEPT ? kept.keys() : []
    if (oldest !== undefined) kept.delete(oldest)
    kept.set(sql, statement)
    return statement
  }
}

/** Runs what is new, each migration in its own transaction: a kill in between leaves a whole, older schema. */
export function migrate(raw: Database.Database, now: Date, migrations: readonly Migration[]): void {
  raw.exec('create table if not exists migration (version integer primary key, name text not null, at text not null)')
  const found = raw.prepare<[], { version: number | null }>('select max(version) as version from migration').get()
  const present = found?.version ?? 0
  const known = migrations.at(-1)?.version ?? 0
  if (present > known) throw new AppError('workspace-newer', { version: present, known })
  for (const { version, name, statements: lines } of migrations) {
    if (version <= present) continue
    raw
      .transaction(() => {
        for (const line of lines) raw.exec(line)
        raw.prepare('insert into migration (version, name, at) values (?, ?, ?)').run(version, name, now.toISOString())
      })
      .immediate()
  }
}
