import type { TFunction } from 'i18next'
import type { CertificateFacts } from '#contract'
import { formatDay, formatNumber } from '#renderer/text/format.ts'

const DAY = 86_400_000

/** How long a certificate is still good, in words: days left, days since it expired, or when it begins. */
export function validityWords(
  { notBefore, notAfter }: Pick<CertificateFacts, 'notBefore' | 'notAfter'>,
  now: Date,
  t: TFunction,
): string {
  const isToday = formatDay(now.toISOString()) === formatDay(notBefore)
  if (now < new Date(notBefore) && !isToday) return t('certificates.startsIn', { date: formatDay(notBefore) })
  const days = daysBetween(now, new Date(notAfter))
  if (days < 0) return t('certificates.daysAgo', { n: formatNumber(-days) })
  return days === 0 ? t('certificates.lastDay') : t('certificates.daysLeft', { n: formatNumber(days) })
}

/** Noon in Vietnam of a civil day: what is shown about a certificate changes with the day, not by the minute. */
export function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00+07:00`)
}

/** Whole days, rounded towards the past: a certificate that expired an hour ago expired one day ago. */
export function daysBetween(now: Date, then: Date): number {
  return Math.floor((then.getTime() - now.getTime()) / DAY)
}
