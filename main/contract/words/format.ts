export type Language = 'vi' | 'en'

const instantParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
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

/** `1.234,5` in Vietnamese, `1,234.5` in English, with a true minus sign. */
export function formatNumber(value: number, language: Language, decimals = 0): string {
  const figures = new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  return `${value < 0 ? '−' : ''}${figures.format(Math.abs(value))}`
}

/** `1,2 MB`. */
export function formatSize(bytes: number, language: Language): string {
  if (bytes < 1000) return `${formatNumber(bytes, language)} B`
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1000, language)} KB`
  return `${formatNumber(bytes / 1_000_000, language, 1)} MB`
}

/** A text with its `{{gaps}}` filled in. */
export function fillIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => String(values[name] ?? gap))
}

/**
 * Text of a file as it may be shown: composed letters on one line, without what steers a terminal, hides or turns around
 * what is read (Unicode categories Cc and Cf).
 */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .trim()
}
