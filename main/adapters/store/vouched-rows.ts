import { sql } from 'kysely'
import { rowHash } from '#core/register/event-chain'
import type { Db } from './database.ts'

type Row = Readonly<Record<string, string | number | null>>

/** Tables beside the documents whose rows an event vouches for, with the columns that name a row in an event. */
export const VOUCHED_TABLES = {
  agency: ['id'],
  person: ['id'],
  certificate: ['id'],
  revision: ['document_id', 'ordinal'],
  signature: ['document_id', 'revision', 'field'],
  assignment: ['document_id', 'person_id'],
  appendix: ['document_id', 'number'],
  verification: ['document_id', 'ordinal'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type VouchedTable = keyof typeof VOUCHED_TABLES
/** Parts of a document: their events carry the row's name, and they may go only together with it. */
export type DocumentPart = 'revision' | 'signature' | 'assignment' | 'appendix' | 'verification'

/** Made from other columns for searching and sorting; a later version may make them otherwise. */
const DERIVED = new Set(['folded', 'sort_name'])

const ALONE: ReadonlySet<VouchedTable> = new Set(['agency', 'person', 'certificate'])

export const isDocumentPart = (table: VouchedTable): table is DocumentPart => !ALONE.has(table)

export const isVouchedTable = (kind: string): kind is VouchedTable => Object.hasOwn(VOUCHED_TABLES, kind)

/** How an event names a row: its key's values in order. */
export const nameOfRow = (table: VouchedTable, row: Row): string =>
  VOUCHED_TABLES[table].map((column) => row[column]).join(' ')

/** Hash of everything that a row says. */
export const vouchedHash = (row: Row): string =>
  rowHash(Object.fromEntries(Object.entries(row).filter(([column]) => !DERIVED.has(column))))

/** Hash of an agency, a person or a certificate as it stands in this transaction; null where there is none. */
export async function hashAsItStands(db: Db, table: VouchedTable, id: string): Promise<string | null> {
  const { rows } = await sql<Row>`select * from ${sql.table(table)} where id = ${id}`.execute(db)
  return rows[0] ? vouchedHash(rows[0]) : null
}
