import type { TFunction } from 'i18next'
import { writeCsv } from '#renderer/pages/statistics/csv.ts'
import { RATE_COLUMNS, type RateLine } from '#renderer/pages/statistics/figures.ts'

/** The table as it stands on the page, sum included, as the text of a CSV file. */
export function ratesAsCsv(lines: readonly RateLine[], total: RateLine, target: number, t: TFunction): string {
  const columns = RATE_COLUMNS.filter((column) => column !== 'name')
  const values = (line: RateLine) => columns.map((column) => (column === 'target' ? target : line[column]))
  return writeCsv([
    [
      t('statistics.column.ordinal'),
      t('statistics.column.name'),
      ...columns.map((column) => t(`statistics.column.${column}`)),
    ],
    ...lines.map((line, index) => [index + 1, line.name, ...values(line)]),
    [null, t('statistics.total'), ...values(total)],
  ])
}

/** Hands a text over as a file of the browser's or the desktop's downloads. */
export function downloadText(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
