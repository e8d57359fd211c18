import { sql } from 'kysely'
import type { DocumentId, DocumentState } from '#contract'
import { CHAIN_START, eventHash } from '#core/register/event-chain'
import type { AuditEvent, EventFacts, EventStore } from '#core/register/store'
import { readCursor, writeCursor } from './cursor.ts'
import type { Db } from './database.ts'
import { inScope } from './visibility.ts'
import { type DocumentPart, hashAsItStands, isVouchedTable, nameOfRow, vouchedHash } from './vouched-rows.ts'

export type EventObject = {
  kind: string
  id: string
  agencyId: string | null
  fromState?: string | null
  toState?: string | null
  before?: string | null
  after?: string | null
}

/** Appends to the chain; the caller's transaction holds the write lock, so the head cannot move meanwhile. */
export async function appendEvent(db: Db, facts: EventFacts, object: EventObject): Promise<void> {
  const head = await db.selectFrom('event').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const event = {
    seq: (head?.seq ?? 0) + 1,
    at: facts.at.toISOString(),
    actorId: facts.actorId,
    action: facts.action,
    objectKind: object.kind,
    objectId: object.id,
    agencyId: object.agencyId,
    fromState: object.fromState ?? null,
    toState: object.toState ?? null,
    reason: facts.reason ?? '',
    before: object.before ?? null,
    after: object.after ?? null,
    previous: head?.hash ?? CHAIN_START,
  }
  await db
    .insertInto('event')
    .values({
      seq: event.seq,
      at: event.at,
      actor_id: event.actorId,
      action: event.action,
      object_kind: event.objectKind,
      object_id: event.objectId,
      agency_id: event.agencyId,
      from_state: event.fromState,
      to_state: event.toState,
      reason: event.reason,
      before: event.before,
      after: event.after,
      previous: event.previous,
      hash: eventHash(event),
    })
    .execute()
}

/** An event of an agency, a person or a certificate vouches for its row as the event leaves it. */
async function appendVouching(db: Db, facts: EventFacts, object: EventObject): Promise<void> {
  const after = isVouchedTable(object.kind) ? await hashAsItStands(db, object.kind, object.id) : null
  await appendEvent(db, facts, { ...object, after })
}

/** Vouches for a row that was just written, or written anew, as part of a document. It stands in no list: the document's own event does. */
export async function vouchForPart(
  db: Db,
  part: DocumentPart,
  { row, at }: { row: Readonly<Record<string, string | number | null>>; at: Date },
): Promise<void> {
  const object = { kind: part, id: nameOfRow(part, row), agencyId: null, after: vouchedHash(row) }
  await appendEvent(db, { action: 'add-part', actorId: null, at }, object)
}

/** Tells that a part was taken from its document: from here on there is no such row. */
export async function vouchForTaking(
  db: Db,
  part: DocumentPart,
  { row, at }: { row: Readonly<Record<string, string | number | null>>; at: Date },
): Promise<void> {
  const object = { kind: part, id: nameOfRow(part, row), agencyId: null, after: null }
  await appendEvent(db, { action: 'remove-part', actorId: null, at }, object)
}

const named = (db: Db) =>
  db
    .selectFrom('event')
    .leftJoin('person', 'person.id', 'event.actor_id')
    .select([
      'event.seq',
      'event.at',
      'event.action',
      'event.from_state as fromState',
      'event.to_state as toState',
      'event.reason',
      'event.object_kind as kind',
      'event.object_id as objectId',
      sql<string>`coalesce(person.name, '')`.as('actorName'),
    ])

type NamedEvent = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number]

const toEvent = ({ seq, at, actorName, action, fromState, toState, reason }: NamedEvent) => ({
  seq,
  at,
  actorName,
  action,
  fromState: fromState as DocumentState | null,
  toState: toState as DocumentState | null,
  reason,
})

export async function historyOf(db: Db, id: DocumentId) {
  const rows = await named(db).where('event.object_id', '=', id).orderBy('event.seq').execute()
  return rows.map(toEvent)
}

export function eventStore(db: Db): EventStore {
  return {
    append: ({ object, ...facts }) => appendVouching(db, facts, object),
    list: async (caller, { cursor, limit }) => {
      const after = readCursor(cursor)
      const rows = await named(db)
        .where(inScope('event.agency_id', caller))
        .$if(after !== undefined, (query) => query.where('event.seq', '<', Number(after?.[0])))
        .orderBy('event.seq', 'desc')
        .limit(limit + 1)
        .execute()
      const events = rows.slice(0, limit).map((row): AuditEvent => {
        const documentId = row.kind === 'document' ? (row.objectId as DocumentId) : null
        return { ...toEvent(row), documentId }
      })
      return { rows: events, nextCursor: rows.length > limit ? writeCursor([events.at(-1)?.seq ?? 0]) : null }
    },
  }
}
