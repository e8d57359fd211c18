import { CivilDate } from '#contract'
import { UsageError } from './failures.ts'

export type Period = { from: string; to: string }

/**
 * Reads a period: a year, half, quarter or month (`2022`, `2022-H1`, `2022-Q3`, `2022-03`).
 *
 * @returns First and last day, both included, or null if it is none of these.
 */
export function readPeriod(text: string): Period | null {
  const match = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text)
  if (!match) return null
  const [, year = '', half, quarter, month] = match
  if (half !== undefined) return months(year, half === '1' ? [1, 6] : [7, 12])
  if (quarter !== undefined) return months(year, [Number(quarter) * 3 - 2, Number(quarter) * 3])
  if (month !== undefined) return months(year, [Number(month), Number(month)])
  return months(year, [1, 12])
}

function months(year: string, [first, last]: readonly [number, number]): Period {
  const two = (month: number) => String(month).padStart(2, '0')
  const lastDay = new Date(Date.UTC(Number(year), last, 0)).getUTCDate()
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${two(lastDay)}` }
}

type AskedPeriod = { from?: string; to?: string; period?: string }

/** The period that was asked for, or the month of `today` (in Vietnam). */
export function choosePeriod(asked: AskedPeriod, today: string): Period {
  if (asked.period !== undefined) return namedPeriod(asked, asked.period)
  const month = readPeriod(today.slice(0, 7)) ?? { from: today, to: today }
  const { from = month.from, to = month.to } = asked
  if (isDate(from) && isDate(to) && from <= to) return { from, to }
  throw new UsageError({
    vi: '--from và --to cần ngày dạng 2022-01-31, từ trước đến sau.',
    en: '--from and --to need dates like 2022-01-31, the earlier first.',
  })
}

const isDate = (text: string): boolean => CivilDate.safeParse(text).success

function namedPeriod({ from, to }: AskedPeriod, period: string): Period {
  const read = from === undefined && to === undefined ? readPeriod(period) : null
  if (read) return read
  throw new UsageError({
    vi: `--period: không hiểu “${period}” (ví dụ 2022, 2022-H1, 2022-Q3, 2022-03), và không dùng cùng --from, --to.`,
    en: `--period: “${period}” is not understood (e.g. 2022, 2022-H1, 2022-Q3, 2022-03), and not beside --from, --to.`,
  })
}
