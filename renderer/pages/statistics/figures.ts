import type { RateRow } from '#contract'

/** A line of the table of rates, with what the target makes of it. */
export type RateLine = RateRow & {
  /** Rate less target, in points; null where nothing was due. */
  gap: number | null
  /** Documents still to be fully signed before the target is met. */
  missing: number
}

export const RATE_COLUMNS = [
  'name',
  'issued',
  'excluded',
  'due',
  'leader',
  'agency',
  'full',
  'rate',
  'target',
  'gap',
  'missing',
] as const
export type RateColumn = (typeof RATE_COLUMNS)[number]
export type RateSort = { column: RateColumn; descending: boolean }

/** How many documents are still needed to reach the target: ceil(target · due) − full, never below 0. */
export function missingToTarget({ due, full }: Pick<RateRow, 'due' | 'full'>, targetPercent: number): number {
  // Hundredths of a percent are whole numbers, so 0.9 · 10 does not become 9.000000000000002.
  const needed = Math.ceil((Math.round(targetPercent * 100) * due) / 10_000)
  return Math.max(0, needed - full)
}

/** Adds gap and missing documents to the counts. */
export function rateLine(row: RateRow, targetPercent: number): RateLine {
  return {
    ...row,
    gap: row.rate === null ? null : Math.round((row.rate - targetPercent) * 100) / 100,
    missing: missingToTarget(row, targetPercent),
  }
}

const vietnamese = new Intl.Collator('vi', { numeric: true })

/** Sorts by a column; lines without a value come last either way, equal ones by name as Vietnamese sorts. */
export function sortLines(lines: readonly RateLine[], { column, descending }: RateSort): RateLine[] {
  const sign = descending ? -1 : 1
  return lines.toSorted((one, other) => {
    if (column === 'name') return sign * vietnamese.compare(one.name, other.name)
    const [a, b] = [valueOf(one, column), valueOf(other, column)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return sign * (a - b) || vietnamese.compare(one.name, other.name)
  })
}

function valueOf(line: RateLine, column: Exclude<RateColumn, 'name'>): number | null {
  return column === 'target' ? 0 : line[column]
}

/** Which share of the fully signed documents was verified here, in percent; null where none is fully signed. */
export function verifiedShare({ verified, full }: Pick<RateRow, 'verified' | 'full'>): number | null {
  return full === 0 ? null : Math.round((verified / full) * 10_000) / 100
}

/** A part of a whole in percent with two decimals; null where there is no whole. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 100
}

/** Where a chart of rates begins: just under the lowest, in fives, so that differences near 100 % can be seen. */
export function chartFloor(rates: readonly (number | null)[], targetPercent: number): number {
  const known = rates.filter((rate) => rate !== null)
  const lowest = Math.min(targetPercent, ...known)
  return Math.max(0, Math.floor((lowest - 2) / 5) * 5)
}

/** Round marks of an axis from its floor to 100. */
export function axisMarks(floor: number): number[] {
  const step = [1, 2, 5, 10, 20, 25].find((size) => (100 - floor) / size <= 6) ?? 25
  const marks: number[] = []
  for (let mark = 100; mark >= floor; mark -= step) marks.unshift(mark)
  if (marks[0] !== floor) marks.unshift(floor)
  return marks
}
