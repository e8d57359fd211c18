import { Urgency } from '#contract'
import type { DocumentRecord } from '#core/register/document'
import type { DocumentRow } from './schema.ts'

/** Every field of a document in the order of its columns. `seq` first. */
const FIELDS = [
  'seq',
  'id',
  'direction',
  'state',
  'agencyId',
  'type',
  'subject',
  'urgency',
  'competence',
  'unitSymbol',
  'bookId',
  'number',
  'codeNumber',
  'codeNotation',
  'issuedDate',
  'arrivalNumber',
  'arrivalDate',
  'bookDate',
  'organName',
  'organId',
  'signerId',
  'signerName',
  'signerPosition',
  'drafterId',
  'officialId',
  'handlerId',
  'dueDate',
  'evidence',
  'leaderSigned',
  'agencySigned',
  'leaderSignedBy',
  'agencySignedBy',
  'sha256',
  'fileSize',
  'fileName',
  'verdict',
  'verdictReason',
  'recipients',
  'pageAmount',
  'issuedAmount',
  'language',
  'description',
  'toPlaces',
  'opinion',
  'result',
  'returnReason',
  'createdAt',
  'changedAt',
] as const satisfies readonly (keyof DocumentRecord)[]

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const PAIRS = FIELDS.map((field) => [field, snake(field)] as const)
/** Column names of a document without `seq`. */
export const DOCUMENT_COLUMNS = PAIRS.slice(1).map(([, column]) => column)

/** Urgencies from the least: the index is the rank by which work is ordered. */
const URGENCIES = Urgency.options
export const urgencyOf = (rank: number): Urgency => URGENCIES[rank] ?? 'normal'

type Stored = string | number | null

function toColumn(field: keyof DocumentRecord, value: unknown): Stored {
  if (field === 'urgency') return URGENCIES.indexOf(value as Urgency)
  if (typeof value === 'boolean') return value ? 1 : 0
  if (Array.isArray(value)) return JSON.stringify(value)
  return value as Stored
}

function toField(field: keyof DocumentRecord, value: Stored): unknown {
  switch (field) {
    case 'urgency':
      return urgencyOf(value as number)
    case 'leaderSigned':
    case 'agencySigned':
      return value === 1
    case 'recipients':
      return JSON.parse(value as string)
    default:
      return value
  }
}

/** The columns of those fields that are given. */
export function toRow(fields: Partial<DocumentRecord>): Partial<DocumentRow> {
  const row: Record<string, Stored> = {}
  for (const [field, column] of PAIRS) {
    if (fields[field] !== undefined) row[column] = toColumn(field, fields[field])
  }
  return row
}

export function toRecord(row: DocumentRow): DocumentRecord {
  const record: Record<string, unknown> = {}
  for (const [field, column] of PAIRS) record[field] = toField(field, row[column as keyof DocumentRow])
  return record as DocumentRecord
}
