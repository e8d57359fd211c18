import { type RawBuilder, sql } from 'kysely'
import { DOCUMENT_TYPES, type RateQuery } from '#contract'
import type { Caller } from '#core/people/caller'
import { COUNT_NAMES } from '#core/statistics/rate'
import type { RateGroup, RateStore } from '#core/statistics/store'
import type { Db } from './database.ts'
import { countedAs } from './document-filter.ts'
import { inScope, seesScope } from './visibility.ts'

/** Agencies whose figures the caller may see: those whose issued documents the caller may see. */
const agenciesOf = (caller: Caller, column: string) =>
  seesScope(caller) ? inScope(column, caller) : sql<boolean>`${sql.ref(column)} = ${caller.agencyId}`

const and = (conditions: (RawBuilder<unknown> | undefined)[]) =>
  sql.join(
    conditions.filter((condition) => condition !== undefined),
    sql` and `,
  )

export function rateStore(db: Db): RateStore {
  return {
    groups: async (caller, query) => {
      const fromRows = query.by === 'type' || query.by === 'signer' || query.type !== undefined
      const { rows } = await (fromRows ? groupDocuments(caller, query) : groupDays(caller, query)).execute(db)
      return query.by === 'type' ? rows.map(withTypeName) : rows
    },
  }
}

const withTypeName = (row: RateGroup): RateGroup => ({
  ...row,
  name: DOCUMENT_TYPES.find(({ code }) => code === row.key)?.vi ?? row.key,
})

/** Key and name of a group; `day` is the column with the date. */
function groupOf(
  by: RateQuery['by'],
  day: RawBuilder<unknown>,
): { key: RawBuilder<unknown>; name: RawBuilder<unknown> } {
  switch (by) {
    case 'agency':
      return { key: sql`agency.id`, name: sql`agency.name` }
    case 'level':
      return { key: sql`agency.level`, name: sql`agency.level` }
    case 'month':
      return { key: sql`substr(${day}, 1, 7)`, name: sql`substr(${day}, 1, 7)` }
    case 'type':
      return { key: sql`document.type`, name: sql`document.type` }
    case 'signer':
      return { key: sql`coalesce(document.signer_id, '')`, name: sql`coalesce(min(signer.name), '')` }
  }
}

const agencyConditions = ({ agencyId, level }: RateQuery) => [
  agencyId === undefined ? undefined : sql`agency.id = ${agencyId}`,
  level === undefined ? undefined : sql`agency.level = ${level}`,
]

/** From the rollup: one row per agency and day, whatever the number of documents. */
function groupDays(caller: Caller, query: RateQuery) {
  const { key, name } = groupOf(query.by, sql`rate_day.day`)
  const sums = COUNT_NAMES.map((count) => sql`sum(${sql.ref(`rate_day.${count}`)}) as ${sql.ref(count)}`)
  const where = and([
    sql`rate_day.day >= ${query.from} and rate_day.day <= ${query.to}`,
    agenciesOf(caller, 'agency.id'),
    ...agencyConditions(query),
  ])
  return sql<RateGroup>`select ${key} as key, ${name} as name, ${sql.join(sums)}
    from agency join rate_day on rate_day.agency_id = agency.id
    where ${where} group by 1, 2 having sum(rate_day.issued) > 0
    order by ${query.by === 'agency' ? sql`min(agency.ordinal)` : sql`1`}`
}

/** From the documents: what the rollup does not split, within the period's index range. */
function groupDocuments(caller: Caller, query: RateQuery) {
  const { key, name } = groupOf(query.by, sql`document.book_date`)
  const sums = COUNT_NAMES.map(
    (count) => sql`sum(case when ${countedAs(count)} then 1 else 0 end) as ${sql.ref(count)}`,
  )
  const where = and([
    countedAs('issued'),
    sql`document.book_date >= ${query.from} and document.book_date <= ${query.to}`,
    agenciesOf(caller, 'document.agency_id'),
    ...agencyConditions(query),
    query.type === undefined ? undefined : sql`document.type = ${query.type}`,
  ])
  return sql<RateGroup>`select ${key} as key, ${name} as name, ${sql.join(sums)}
    from document join agency on agency.id = document.agency_id left join person as signer on signer.id = document.signer_id
    where ${where} group by ${key} order by ${query.by === 'agency' ? sql`min(agency.ordinal)` : sql`1`}`
}
