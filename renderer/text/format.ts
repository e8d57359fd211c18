import i18next from 'i18next'

const ZONE = 'Asia/Ho_Chi_Minh'

const instantParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `14:32 22/11/2026`, in Vietnam's zone whatever the machine's. */
export function formatInstant(instant: string): string {
  const part = Object.fromEntries(instantParts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
  return `${part['hour'] ?? ''}:${part['minute'] ?? ''} ${part['day'] ?? ''}/${part['month'] ?? ''}/${part['year'] ?? ''}`
}

/** `22/11/2026` of an instant, in Vietnam's zone. */
export function formatDay(instant: string): string {
  return formatInstant(instant).slice(6)
}

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

/** `1.234,5` in Vietnamese, `1,234.5` in English, with a true minus sign. */
export function formatNumber(value: number, decimals = 0): string {
  const figures = new Intl.NumberFormat(i18next.language === 'en' ? 'en' : 'vi', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return `${value < 0 ? '−' : ''}${figures.format(Math.abs(value))}`
}

/** `98,00 %`, in English `98.00 %`; a dash where there is nothing to divide by. */
export function formatPercent(value: number | null, decimals = 2): string {
  return value === null ? '–' : `${formatNumber(value, decimals)} %`
}

/** `1,2 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${formatNumber(bytes)} B`
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1000)} KB`
  return `${formatNumber(bytes / 1_000_000, 1)} MB`
}
