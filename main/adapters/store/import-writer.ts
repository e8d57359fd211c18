import type Database from 'better-sqlite3'
import type { DocumentId, PersonId } from '#contract'
import type { DocumentRecord, NewRevision, SignatureFacts } from '#core/register/document'
import { CHAIN_START, type ChainedEvent, eventHash } from '#core/register/event-chain'
import { addCounts, COUNT_NAMES, countsOf, NO_COUNTS, type RateCounts } from '#core/statistics/rate'
import { DOCUMENT_COLUMNS } from './rows.ts'
import type { DocumentRow } from './schema.ts'
import { type DocumentPart, nameOfRow, vouchedHash } from './vouched-rows.ts'

type Document = Omit<DocumentRecord, 'seq'>
const marks = (count: number) => Array.from({ length: count }, () => '?').join(', ')

/** Writes the parts of documents inside one transaction; figures are summed and written by `finish`. */
export type ImportWriter = ReturnType<typeof createImportWriter>

export function createImportWriter(raw: Database.Database, at: Date) {
  const insert = (table: string, columns: readonly string[]) =>
    raw.prepare(`insert into ${table} (${columns.join(', ')}) values (${marks(columns.length)})`)
  const names = DOCUMENT_COLUMNS.map((column) => `@${column}`).join(', ')
  const documents = raw.prepare(`insert into document (${DOCUMENT_COLUMNS.join(', ')}) values (${names})`)
  const texts = insert('search', ['rowid', 'text'])
  const event = eventWriter(raw, at)
  const part = (table: DocumentPart, columns: readonly string[]) => {
    const into = insert(table, columns)
    return (...values: (string | number | null)[]) => {
      into.run(...values)
      event.part(table, Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null])))
    }
  }
  const revisions = part('revision', ['document_id', 'ordinal', 'sha256', 'size', 'at', 'cause'])
  const signatures = part('signature', SIGNATURE_COLUMNS)
  const assignments = part('assignment', ['document_id', 'person_id', 'kind', 'at'])
  const counts = new Map<string, { agencyId: string; day: string; sum: RateCounts }>()
  return {
    document: (row: Omit<DocumentRow, 'seq'>) => Number(documents.run(row).lastInsertRowid),
    search: (seq: number, text: string) => void texts.run(seq, text),
    event: event.document,
    revision: (id: DocumentId, ordinal: number, revision: NewRevision) => {
      revisions(id, ordinal, revision.sha256, revision.size, revision.at, revision.cause)
    },
    signature: (id: DocumentId, facts: SignatureFacts) => {
      signatures(id, ...signatureValues(facts))
    },
    assignment: (document: Document, person: PersonId, kind: 'handler' | 'cooperator') => {
      assignments(document.id, person, kind, document.changedAt)
    },
    counts: (document: Document) => {
      const added = countsOf(document)
      if (added.issued === 0 || document.issuedDate === null) return
      const key = `${document.agencyId} ${document.issuedDate}`
      const sum = addCounts(counts.get(key)?.sum ?? NO_COUNTS, added)
      counts.set(key, { agencyId: document.agencyId, day: document.issuedDate, sum })
    },
    finish: () => {
      const write = raw.prepare(ADD_TO_DAY)
      for (const { agencyId, day, sum } of counts.values())
        write.run(agencyId, day, ...COUNT_NAMES.map((name) => sum[name]))
    },
  }
}

const SIGNATURE_COLUMNS = [
  'document_id',
  'revision',
  'role',
  'person_id',
  'certificate_sha256',
  'field',
  'signed_at',
  'indication',
  'at',
]
const signatureValues = (facts: SignatureFacts) => [
  facts.revision,
  facts.role,
  facts.personId,
  facts.certificateSha256,
  facts.field,
  facts.signedAt,
  facts.indication,
  facts.at,
]

const ADD_TO_DAY = `insert into rate_day (agency_id, day, ${COUNT_NAMES.join(', ')}) values (?, ?, ${marks(COUNT_NAMES.length)})
  on conflict (agency_id, day) do update set ${COUNT_NAMES.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`

const EVENT_COLUMNS = [
  'seq',
  'at',
  'actor_id',
  'action',
  'object_kind',
  'object_id',
  'agency_id',
  'from_state',
  'to_state',
  'reason',
  'before',
  'after',
  'previous',
  'hash',
]

/** Continues the chain of events from its head. */
function eventWriter(raw: Database.Database, at: Date) {
  const insert = raw.prepare(`insert into event (${EVENT_COLUMNS.join(', ')}) values (${marks(EVENT_COLUMNS.length)})`)
  const last = raw.prepare<[], { seq: number; hash: string }>('select seq, hash from event order by seq desc limit 1')
  let head = last.get() ?? { seq: 0, hash: CHAIN_START }
  const write = (
    happened: Pick<ChainedEvent, 'action' | 'objectKind' | 'objectId' | 'agencyId' | 'toState' | 'after'>,
  ) => {
    const { action, objectKind, objectId, agencyId, toState, after } = happened
    const event = {
      seq: head.seq + 1,
      at: at.toISOString(),
      actorId: null,
      action,
      objectKind,
      objectId,
      agencyId,
      fromState: null,
      toState,
      reason: '',
      before: null,
      after,
      previous: head.hash,
    }
    const hash = eventHash(event)
    insert.run(...Object.values(event), hash)
    head = { seq: event.seq, hash }
  }
  return {
    document: ({ id, agencyId, state }: Document, after: string) => {
      write({ action: 'import', objectKind: 'document', objectId: id, agencyId, toState: state, after })
    },
    part: (table: DocumentPart, row: Readonly<Record<string, string | number | null>>) => {
      const named = { objectKind: table, objectId: nameOfRow(table, row), agencyId: null, toState: null }
      write({ action: 'add-part', ...named, after: vouchedHash(row) })
    },
  }
}
