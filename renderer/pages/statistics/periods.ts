/** A stretch of civil days that figures are counted over, both ends included. */
export type Period = {
  kind: 'month' | 'quarter' | 'half' | 'year' | 'custom'
  from: string
  to: string
  year: number
  /** Which month, quarter or half of the year, from 1; 0 for a year or a free stretch. */
  index: number
}
export type PeriodKind = Period['kind']

const MONTHS_OF = { month: 1, quarter: 3, half: 6, year: 12 } as const
type Regular = keyof typeof MONTHS_OF
const REGULAR = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?$/
const CUSTOM = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/

/** The month, quarter, half or year number `index` of `year`; an index outside the year runs over into the next one. */
export function regularPeriod(kind: Regular, year: number, index: number): Period {
  const length = MONTHS_OF[kind]
  const first = year * 12 + (index - 1) * length
  const last = first + length - 1
  const realYear = Math.floor(first / 12)
  return {
    kind,
    from: `${civilMonth(first)}-01`,
    to: `${civilMonth(last)}-${pad(daysOfMonth(Math.floor(last / 12), (last % 12) + 1))}`,
    year: realYear,
    index: kind === 'year' ? 0 : Math.floor((first % 12) / length) + 1,
  }
}

/** A free stretch; the ends are put in order. */
export function customPeriod(one: string, other: string): Period {
  const [from, to] = one <= other ? [one, other] : [other, one]
  return { kind: 'custom', from, to, year: Number(from.slice(0, 4)), index: 0 }
}

/** Reads `2026-11`, `2026-Q4`, `2026-H1`, `2026` or `2026-01-05..2026-02-10`; undefined for anything else. */
export function readPeriod(text: string): Period | undefined {
  const custom = CUSTOM.exec(text)
  if (custom?.[1] !== undefined && custom[2] !== undefined) {
    return isCivilDate(custom[1]) && isCivilDate(custom[2]) ? customPeriod(custom[1], custom[2]) : undefined
  }
  const regular = REGULAR.exec(text)
  if (!regular) return undefined
  const [, year, month, quarter, half] = regular
  if (month !== undefined) return regularPeriod('month', Number(year), Number(month))
  if (quarter !== undefined) return regularPeriod('quarter', Number(year), Number(quarter))
  if (half !== undefined) return regularPeriod('half', Number(year), Number(half))
  return regularPeriod('year', Number(year), 1)
}

/** The text that `readPeriod` reads: it stands in the address of the page. */
export function writePeriod({ kind, from, to, year, index }: Period): string {
  switch (kind) {
    case 'month':
      return `${year}-${pad(index)}`
    case 'quarter':
      return `${year}-Q${index}`
    case 'half':
      return `${year}-H${index}`
    case 'year':
      return String(year)
    case 'custom':
      return `${from}..${to}`
  }
}

/** The period of a kind that holds a civil day. */
export function periodAround(kind: Regular, day: string): Period {
  const month = Number(day.slice(5, 7))
  return regularPeriod(kind, Number(day.slice(0, 4)), Math.ceil(month / MONTHS_OF[kind]))
}

/** The period `by` steps later (or earlier); a free stretch moves by its own length. */
export function stepPeriod(period: Period, by: number): Period {
  if (period.kind !== 'custom') return regularPeriod(period.kind, period.year, Math.max(period.index, 1) + by)
  const length = daysBetween(period.from, period.to) + 1
  return customPeriod(addDays(period.from, by * length), addDays(period.to, by * length))
}

/** The whole months that a chart "by month" shows for a period: a single month is shown with the eleven before it. */
export function monthsAround(period: Period): { from: string; to: string } {
  if (period.kind !== 'month') return { from: period.from, to: period.to }
  return { from: regularPeriod('month', period.year, period.index - 11).from, to: period.to }
}

export function isCivilDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month)
}

function daysOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

function civilMonth(months: number): string {
  return `${Math.floor(months / 12)}-${pad((months % 12) + 1)}`
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
