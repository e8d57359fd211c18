import type { RateGrouping, RateRow, RateTable } from '#contract'
import { rateTable } from '#core/statistics/rates'
import type { Output } from './output.ts'
import { choosePeriod } from './periods.ts'
import { notYet } from './sign-options.ts'
import { levelName } from './words.ts'
import { operatorOf, todayOf, withWorkspace } from './workspace.ts'

export type StatsFlags = { from?: string; to?: string; period?: string; by: RateGrouping; xlsx?: string }

/** Signing rates of a period, each document counted once (NĐ 30/2020/NĐ-CP, Điều 5.1). */
export async function runStats(output: Output, workspace: string | undefined, flags: StatsFlags): Promise<number> {
  if (flags.xlsx !== undefined) throw notYet('--xlsx')
  const period = choosePeriod(flags, todayOf(new Date()))
  const counted = await withWorkspace(workspace, async ({ runtime: { office } }) =>
    rateTable(office, await operatorOf(office), { ...period, by: flags.by }),
  )
  const table = flags.by === 'level' ? withLevelNames(counted, output) : counted
  output.json(table)
  printTable(output, table)
  return 0
}

const withLevelNames = (table: RateTable, output: Output): RateTable => ({
  ...table,
  rows: table.rows.map((row) => ({ ...row, name: output.say(levelName(row.key)) })),
})

function printTable(output: Output, { from, to, rows, total }: RateTable): void {
  output.line(`${shown(from)} – ${shown(to)}`)
  const words = {
    vi: ['', 'Phải ký', 'Đủ chữ ký', 'Tỷ lệ'],
    en: ['', 'Due', 'Fully signed', 'Rate'],
  }[output.language]
  const totalName = output.say({ vi: 'Tổng cộng', en: 'Total' })
  const lines = [words, ...rows.map(cellsOf), cellsOf({ ...total, name: totalName })]
  const widths = words.map((_word, column) => Math.max(...lines.map((cells) => (cells[column] ?? '').length)))
  for (const [name = '', ...figures] of lines) {
    const columns = figures.map((figure, index) => figure.padStart(widths[index + 1] ?? 0))
    output.line([name.padEnd(widths[0] ?? 0), ...columns].join('  '))
  }
}

function cellsOf({ name, due, full, rate }: RateRow): string[] {
  return [name, count(due), count(full), rate === null ? '–' : `${rate.toFixed(2).replace('.', ',')} %`]
}

function count(figure: number): string {
  return String(figure).replace(/\B(?=(\d{3})+$)/g, '.')
}

function shown(date: string): string {
  return date.split('-').toReversed().join('/')
}
