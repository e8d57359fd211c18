import i18next from 'i18next'
import * as contract from '#contract/words/format'

export { formatDay, formatInstant } from '#contract/words/format'

/** `22/11/2026` of a civil date `2026-11-22`; never through an instant, so no zone can shift it. */
export function formatDate(date: string): string {
  const [year, month, day] = date.split('-')
  return `${day ?? ''}/${month ?? ''}/${year ?? ''}`
}

let officeDay = ''

/** Today's civil date at the office, `2026-11-22`: the office's clock and not the workstation's. */
export function today(): string {
  return officeDay
}

/** Told by the frame, before a page is shown and whenever the office answers anew. */
export function setToday(date: string): void {
  officeDay = date
}

const language = (): contract.Language => (i18next.language === 'en' ? 'en' : 'vi')

/** `1.234,5` in Vietnamese, `1,234.5` in English, with a true minus sign. */
export const formatNumber = (value: number, decimals = 0): string => contract.formatNumber(value, language(), decimals)

/** `98,00 %`, in English `98.00 %`; a dash where there is nothing to divide by. */
export function formatPercent(value: number | null, decimals = 2): string {
  return value === null ? '–' : `${formatNumber(value, decimals)} %`
}

/** `1,2 MB`. */
export const formatSize = (bytes: number): string => contract.formatSize(bytes, language())
