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

const sumsOf = (table: string) =>
  sql.join(COUNT_NAMES.map((count) => sql`sum(${sql.ref(`${table}.${count}`)}) as ${sql.ref(count)}`))

/** From the rollup: one row per agency and day, whatever the number of documents. */
const groupDays = (caller: Caller, query: RateQuery) =>
  query.by === 'month' ? groupByMonth(caller, query) : groupByAgency(caller, query)

/** Each agency is summed along the rollup's own order first: nothing has to be sorted but the agencies. */
function groupByAgency(caller: Caller, query: RateQuery) {
  const { key, name } = groupOf(query.by, sql`''`)
  const where = and([agenciesOf(caller, 'agency.id'), ...agencyConditions(query)])
  return sql<RateGroup>`select ${key} as key, ${name} as name, ${sumsOf('summed')}
    from (select agency_id, ${sumsOf('rate_day')} from rate_day
      where day >= ${query.from} and day <= ${query.to} group by agency_id) as summed
    join agency on agency.id = summed.agency_id
    where ${where} group by 1, 2 having sum(summed.issued) > 0
    order by ${query.by === 'agency' ? sql`min(agency.ordinal)` : sql`1`}`
}

/** Month by month, agency by agency: each is one range of the rollup's key (`cross join` keeps that order). */
function groupByMonth(caller: Caller, query: RateQuery) {
  const months = monthsOf(query).map(({ key, from, to }) => sql`(${key}, ${from}, ${to})`)
  const where = and([agenciesOf(caller, 'agency.id'), ...agencyConditions(query)])
  return sql<RateGroup>`with month (key, first, last) as (values ${sql.join(months)})
    select month.key as key, month.key as name, ${sumsOf('rate_day')}
    from month cross join agency cross join rate_day
      on rate_day.agency_id = agency.id and rate_day.day >= month.first and rate_day.day <= month.last
    where ${where} group by month.key having sum(rate_day.issued) > 0 order by month.key`
}

/** The months that a period touches, each with the part of it that the period holds. */
function monthsOf({ from, to }: Pick<RateQuery, 'from' | 'to'>): { key: string; from: string; to: string }[] {
  const months: { key: string; from: string; to: string }[] = []
  for (let key = from.slice(0, 7); key <= to.slice(0, 7); key = monthAfter(key)) {
    const [first, last] = [`${key}-01`, `${key}-31`]
    months.push({ key, from: first > from ? first : from, to: last < to ? last : to })
  }
  return months
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12
    ? `${String(year + 1).padStart(4, '0')}-01`
    : `${month.slice(0, 5)}${String(number + 1).padStart(2, '0')}`
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
