import { sql } from 'kysely'
import type { DocumentRecord } from '#core/register/document'
import { addCounts, COUNT_NAMES, countsOf, NO_COUNTS, type RateCounts } from '#core/statistics/rate'
import type { Db } from './database.ts'

const EMPTY_ROW = { issued: 0, excluded: 0, leader: 0, agency: 0, full: 0, verified: 0, declared: 0 }

/** Takes the counts of a document as it was out of its day, and puts those of the document as it is in. */
export async function moveCounts(
  db: Db,
  before: DocumentRecord | undefined,
  after: DocumentRecord | undefined,
): Promise<void> {
  const days = new Map<string, { agencyId: string; day: string; counts: RateCounts }>()
  const add = (document: DocumentRecord | undefined, sign: 1 | -1) => {
    if (!document?.issuedDate) return
    const key = `${document.agencyId} ${document.issuedDate}`
    const counts = addCounts(days.get(key)?.counts ?? NO_COUNTS, countsOf(document), sign)
    days.set(key, { agencyId: document.agencyId, day: document.issuedDate, counts })
  }
  add(before, -1)
  add(after, 1)
  for (const { agencyId, day, counts } of days.values()) {
    if (COUNT_NAMES.every((name) => counts[name] === 0)) continue
    await addToDay(db, { agencyId, day, counts })
  }
}

async function addToDay(db: Db, { agencyId, day, counts }: { agencyId: string; day: string; counts: RateCounts }) {
  const sum = Object.fromEntries(
    COUNT_NAMES.map((name) => [name, sql`${sql.ref(`rate_day.${name}`)} + ${counts[name]}`]),
  )
  await db
    .insertInto('rate_day')
    .values({ agency_id: agencyId, day, ...EMPTY_ROW, ...counts })
    .onConflict((conflict) => conflict.columns(['agency_id', 'day']).doUpdateSet(sum))
    .execute()
}
