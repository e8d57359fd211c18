/** A civil date as days since 1970-01-01. The demo counts in whole days and never asks a clock. */
export function dayNumber(civil: string): number {
  return Date.parse(`${civil}T00:00:00Z`) / 86_400_000
}

/** `YYYY-MM-DD` of a day number. */
export function civilDate(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

/** Adds days to a civil date. */
export function addDays(civil: string, days: number): string {
  return civilDate(dayNumber(civil) + days)
}

/** Days without office work in the first half of 2022: New Year, Tết, Giỗ Tổ, 30/4 and 1/5 with their days in lieu. */
const HOLIDAYS_2022: ReadonlySet<string> = new Set([
  '2022-01-01',
  '2022-01-03',
  '2022-01-31',
  '2022-02-01',
  '2022-02-02',
  '2022-02-03',
  '2022-02-04',
  '2022-04-11',
  '2022-04-30',
  '2022-05-02',
  '2022-05-03',
])

/** Offices write little after Tết and much at the ends of quarters. */
const MONTH_WEIGHTS = [0.98, 0.86, 1.02, 0.99, 1.03, 1.12, 1, 0.98, 1, 1.02, 1.06, 1.15] as const
/** Sunday to Saturday. */
const WEEKDAY_WEIGHTS = [0.006, 0.96, 0.99, 1, 1.03, 1.1, 0.03] as const

/** How many documents a day brings, against a usual working day. */
export function dayWeight(civil: string): number {
  if (HOLIDAYS_2022.has(civil)) return 0
  const weekday = new Date(dayNumber(civil) * 86_400_000).getUTCDay()
  const month = Number(civil.slice(5, 7)) - 1
  return (WEEKDAY_WEIGHTS[weekday] ?? 1) * (MONTH_WEIGHTS[month] ?? 1)
}

/** Every civil date of a period, both ends included. */
export function datesBetween(from: string, to: string): string[] {
  const [first, last] = [dayNumber(from), dayNumber(to)]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => civilDate(first + index))
}
