import { AppError, type RateQuery, type RateTable } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { Caller } from '#core/people/caller'
import { addCounts, NO_COUNTS, rateRow } from './rate.ts'

/** Years that one table spans at most: every month of it is looked up. */
const MAX_YEARS = 100

/**
 * Signing rates of a period by group, with their total, for the agencies that the caller may see. NĐ 30/2020, Điều 5.1.
 *
 * @throws AppError `invalid-input` where the period ends before it begins or is longer than a hundred years.
 */
export async function rateTable(
  { store }: Pick<OfficePorts, 'store'>,
  caller: Caller,
  query: RateQuery,
): Promise<RateTable> {
  const { from, to } = query
  if (from > to) throw new AppError('invalid-input', { field: 'to' })
  if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > MAX_YEARS)
    throw new AppError('invalid-input', { field: 'from' })
  const groups = await store.rates.groups(caller, query)
  const sum = groups.reduce((counts, group) => addCounts(counts, group), NO_COUNTS)
  const rows = groups.map(({ key, name, ...counts }) => rateRow(key, name, counts))
  return { from, to, rows, total: rateRow('total', '', sum) }
}
