import { type DocumentId, FailureDetails, type PadesLevel } from '#contract'
import type { RaisingStore, Waiting } from '#core/levels/waiting-documents'
import type { Caller } from '#core/people/caller'
import type { Db } from './database.ts'
import type { RaisingRow } from './schema.ts'
import { inScope } from './visibility.ts'

/** What nobody signs any more: raising it disturbs nobody. */
const READY = ['agency-signed', 'issued', 'archived'] as const

const toWaiting = (row: RaisingRow): Waiting => ({
  documentId: row.document_id as DocumentId,
  wanted: row.wanted as PadesLevel,
  reached: row.reached as PadesLevel,
  problem: row.problem,
  details: row.details === null ? {} : FailureDetails.parse(JSON.parse(row.details)),
  attempts: row.attempts,
  since: row.since,
  triedAt: row.tried_at,
  nextAt: row.next_at,
})

/** Documents that wait to be raised to a level. */
export function raisingStore(db: Db): RaisingStore {
  return {
    put: async (waiting) => {
      const { wanted, reached, problem, attempts } = waiting
      const details = problem === null ? null : JSON.stringify(waiting.details)
      const known = { wanted, reached, problem, details, attempts, tried_at: waiting.triedAt, next_at: waiting.nextAt }
      await db
        .insertInto('raising')
        .values({ document_id: waiting.documentId, since: waiting.since, ...known })
        .onConflict((conflict) => conflict.column('document_id').doUpdateSet(known))
        .execute()
    },
    remove: async (id) => {
      await db.deleteFrom('raising').where('document_id', '=', id).execute()
    },
    get: async (id) => {
      const row = await db.selectFrom('raising').selectAll().where('document_id', '=', id).executeTakeFirst()
      return row && toWaiting(row)
    },
    want: async (level, satisfied) => {
      await db.deleteFrom('raising').where('reached', 'in', satisfied).execute()
      await db.updateTable('raising').set({ wanted: level }).execute()
    },
    list: (caller, limit) => list(db, caller, limit),
    ready: async ({ caller, now, limit }) => {
      let query = waitingOf(db, caller).select('raising.document_id').where('document.state', 'in', READY)
      if (now !== undefined) query = query.where('raising.next_at', '<=', now)
      const rows = await query.orderBy('raising.next_at').limit(limit).execute()
      return rows.map(({ document_id }) => document_id as DocumentId)
    },
  }
}

function waitingOf(db: Db, caller: Caller | undefined) {
  const query = db.selectFrom('raising').innerJoin('document', 'document.id', 'raising.document_id')
  if (!caller) return query
  return query.where(inScope('document.agency_id', caller))
}

async function list(db: Db, caller: Caller, limit: number): ReturnType<RaisingStore['list']> {
  const rows = await waitingOf(db, caller)
    .innerJoin('agency', 'agency.id', 'document.agency_id')
    .selectAll('raising')
    .select(['document.subject', 'document.state', 'document.code_number', 'document.code_notation'])
    .select('agency.name as agency_name')
    // What can be raised now comes first: the others wait for people, not for the admin.
    .orderBy((e) => e.case().when('document.state', 'in', READY).then(0).else(1).end())
    .orderBy('raising.since')
    .limit(limit)
    .execute()
  const counted = await waitingOf(db, caller)
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return {
    rows: rows.map((row) => {
      const { documentId, nextAt: _nextAt, ...waiting } = toWaiting(row)
      const isReady = READY.some((state) => state === row.state)
      const code = { codeNumber: row.code_number, codeNotation: row.code_notation }
      return { id: documentId, ...code, subject: row.subject, agencyName: row.agency_name, ...waiting, isReady }
    }),
    total: counted.total,
  }
}
