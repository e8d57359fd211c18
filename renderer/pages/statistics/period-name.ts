import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Period } from '#renderer/pages/statistics/periods.ts'
import { formatDate } from '#renderer/text/format.ts'

/** A period in words: `Tháng 11/2026`, `6 tháng đầu năm 2022`. */
export function periodName(period: Period, t: TFunction): string {
  const { kind, year, index, from, to } = period
  if (kind === 'custom') return t('statistics.periodName.custom', { from: formatDate(from), to: formatDate(to) })
  if (kind === 'half') return t(`statistics.periodName.${index === 1 ? 'half1' : 'half2'}`, { year })
  return t(`statistics.periodName.${kind}`, { index, year })
}

export function usePeriodName(): (period: Period) => string {
  const { t } = useTranslation()
  return (period) => periodName(period, t)
}
