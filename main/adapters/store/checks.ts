import { sql } from 'kysely'
import { z } from 'zod'
import { CheckedSignature, DocumentCheck, type DocumentId, type Instant } from '#contract'
import type { Caller } from '#core/people/caller'
import type { CheckPlan, CheckStore, NewCheck } from '#core/register/checks'
import type { Db } from './database.ts'
import { vouchForPart } from './events.ts'
import type { RecheckRow, VerificationRow } from './schema.ts'
import { inScope } from './visibility.ts'

/** Rows come from a shared file: they are read as what they should be. */
const Signatures = z.array(CheckedSignature)

/** Kept checks of documents' signatures, and when each document is checked again. */
export function checkStore(db: Db): CheckStore {
  return {
    add: (id, check) => add(db, id, check),
    list: async (id, limit) => {
      const rows = await db
        .selectFrom('verification')
        .selectAll()
        .where('document_id', '=', id)
        .orderBy('ordinal', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toCheck)
    },
    plan: (id, plan) => writePlan(db, id, plan),
    planOf: async (id) => {
      const row = await db.selectFrom('recheck').selectAll().where('document_id', '=', id).executeTakeFirst()
      return row && toPlan(row)
    },
    due: (asked) => due(db, asked),
    untriedSince: (caller, since, limit) => untriedSince(db, caller, { since, limit }),
    summary: (caller, since) => summary(db, caller, since),
  }
}

async function add(db: Db, id: DocumentId, check: NewCheck): Promise<void> {
  const next = sql<number>`(select coalesce(max(ordinal), 0) + 1 from verification where document_id = ${id})`
  const row = await db
    .insertInto('verification')
    .values({
      document_id: id,
      ordinal: next,
      sha256: check.sha256,
      checked_at: check.checkedAt,
      cause: check.cause,
      verdict: check.verdict,
      evidence: check.evidence,
      offline: check.offline ? 1 : 0,
      signatures: JSON.stringify(check.signatures),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await vouchForPart(db, 'verification', { row, at: new Date(check.checkedAt) })
}

const toCheck = (row: VerificationRow): DocumentCheck =>
  DocumentCheck.parse({
    number: row.ordinal,
    checkedAt: row.checked_at,
    cause: row.cause,
    sha256: row.sha256,
    verdict: row.verdict,
    evidence: row.evidence,
    offline: row.offline === 1,
    signatures: Signatures.parse(JSON.parse(row.signatures)),
  })

const toPlan = (row: RecheckRow): CheckPlan => ({
  checkedAt: row.checked_at,
  triedAt: row.tried_at,
  nextAt: row.next_at,
  problem: row.problem as CheckPlan['problem'],
  attempts: row.attempts,
  reviewSince: row.review_since,
})

async function writePlan(db: Db, id: DocumentId, plan: CheckPlan): Promise<void> {
  const known = {
    checked_at: plan.checkedAt,
    tried_at: plan.triedAt,
    next_at: plan.nextAt,
    problem: plan.problem,
    attempts: plan.attempts,
    review_since: plan.reviewSince,
  }
  const arrived = sql<string>`(select created_at from document where id = ${id})`
  await db
    .insertInto('recheck')
    .values({ document_id: id, arrived_at: arrived, ...known })
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet(known))
    .execute()
}

/** What arrived lately goes first, so that a long backlog does not keep it waiting. */
async function due(db: Db, { now, arrivedSince, limit }: Parameters<CheckStore['due']>[0]): Promise<DocumentId[]> {
  const ready = db.selectFrom('recheck').select('document_id').where('next_at', '<=', now)
  const young = await ready.where('arrived_at', '>=', arrivedSince).orderBy('tried_at').limit(limit).execute()
  const old =
    young.length < limit
      ? await ready
          .where('arrived_at', '<', arrivedSince)
          .orderBy('tried_at')
          .limit(limit - young.length)
          .execute()
      : []
  return [...young, ...old].map(({ document_id }) => document_id as DocumentId)
}

const inCallersScope = (db: Db, caller: Caller) =>
  db
    .selectFrom('recheck')
    .innerJoin('document', 'document.id', 'recheck.document_id')
    .where(inScope('document.agency_id', caller))

const notTriedSince = (since: Instant) => sql<boolean>`(recheck.tried_at is null or recheck.tried_at < ${since})`

async function untriedSince(db: Db, caller: Caller, { since, limit }: { since: Instant; limit: number }) {
  const rows = await inCallersScope(db, caller)
    .select('recheck.document_id')
    .where(notTriedSince(since))
    .orderBy('recheck.tried_at')
    .limit(limit)
    .execute()
  return rows.map(({ document_id }) => document_id as DocumentId)
}

async function summary(db: Db, caller: Caller, since: Instant): ReturnType<CheckStore['summary']> {
  return inCallersScope(db, caller)
    .select((e) => [
      e.fn.countAll<number>().as('documents'),
      e.fn.count<number>('recheck.problem').as('unfinished'),
      e.fn.count<number>('recheck.review_since').as('toReview'),
      e.fn.min('recheck.checked_at').as('oldest'),
      sql<number>`coalesce(sum(${notTriedSince(since)}), 0)`.as('untried'),
    ])
    .executeTakeFirstOrThrow()
}
