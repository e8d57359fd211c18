import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RateLine } from '#renderer/pages/statistics/figures.ts'
import { usePeriodName } from '#renderer/pages/statistics/period-name.ts'
import type { Period } from '#renderer/pages/statistics/periods.ts'
import { formatNumber, formatPercent } from '#renderer/text/format.ts'

type SummaryProps = { period: Period; total: RateLine; target: number; previousRate: number | null }

/** The period in one sentence, then what the target and the period before make of it. */
export function Summary({ period, total, target, previousRate }: SummaryProps) {
  const { t } = useTranslation()
  const name = usePeriodName()(period)
  if (total.due === 0) return <Text fz="lg">{t('statistics.nothing', { period: name })}</Text>
  const change = total.rate === null || previousRate === null ? null : total.rate - previousRate
  const shownTarget = formatPercent(target)
  return (
    <div>
      <Text fz="lg" fw={500} lh={1.35}>
        {t('statistics.sentence', {
          period: name,
          issued: formatNumber(total.issued),
          due: formatNumber(total.due),
          full: formatNumber(total.full),
          rate: formatPercent(total.rate),
        })}
      </Text>
      <Text size="sm" c="dimmed">
        {total.missing === 0
          ? t('statistics.reached', { target: shownTarget })
          : t('statistics.short', { target: shownTarget, missing: formatNumber(total.missing) })}{' '}
        {change !== null &&
          t('statistics.previous', {
            rate: formatPercent(previousRate),
            change: `${change > 0 ? '+' : ''}${formatNumber(change, 2)}`,
          })}
      </Text>
    </div>
  )
}
