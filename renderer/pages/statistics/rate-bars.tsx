import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RateGrouping } from '#contract'
import { ChartCard } from '#renderer/pages/statistics/chart-card.tsx'
import { chartFloor, type RateLine, sortLines } from '#renderer/pages/statistics/figures.ts'
import classes from '#renderer/pages/statistics/statistics.module.css'
import { formatNumber, formatPercent } from '#renderer/text/format.ts'

const SHOWN = 10

type RateBarsProps = { lines: readonly RateLine[]; by: RateGrouping; target: number }

/** Who lags: the lowest rates as bars, with a mark where the target stands. */
export function RateBars({ lines, by, target }: RateBarsProps) {
  const { t } = useTranslation()
  const known = sortLines(
    lines.filter(({ rate }) => rate !== null),
    { column: 'rate', descending: false },
  )
  const shown = known.slice(0, SHOWN)
  const title =
    known.length > SHOWN ? t('statistics.chartLowest') : t('statistics.chartBy', { by: t(`statistics.byLower.${by}`) })
  const floor = chartFloor(
    shown.map(({ rate }) => rate),
    target,
  )
  const hints = [
    t('statistics.targetLine', { target: formatPercent(target) }),
    known.length > SHOWN ? t('statistics.chartShown', { shown: SHOWN, total: formatNumber(known.length) }) : '',
    floor > 0 ? t('statistics.chartFloor', { floor: formatPercent(floor, 0) }) : '',
  ]
  return (
    <ChartCard
      title={title}
      hint={hints.filter((hint) => hint !== '').join(' · ')}
      chart={<Bars lines={shown} floor={floor} target={target} label={title} />}
      table={<BarTable lines={shown} label={title} />}
    />
  )
}

function Bars(props: { lines: readonly RateLine[]; floor: number; target: number; label: string }) {
  const { lines, floor, target, label } = props
  const place = (rate: number) => `${Math.max(0, ((rate - floor) / (100 - floor)) * 100)}%`
  return (
    <ul className={classes['bars']} aria-label={label}>
      {lines.map(({ key, name, rate }) => (
        <li key={key}>
          <span className={classes['barName']} title={name}>
            {name}
          </span>
          <span className={classes['track']} aria-hidden>
            <span className={classes['fill']} data-short={(rate ?? 0) < target} style={{ width: place(rate ?? 0) }} />
            <span className={classes['mark']} style={{ left: place(target) }} />
          </span>
          <span className={classes['number']}>{formatPercent(rate)}</span>
        </li>
      ))}
    </ul>
  )
}

function BarTable({ lines, label }: { lines: readonly RateLine[]; label: string }) {
  const { t } = useTranslation()
  return (
    <Table aria-label={label} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('statistics.column.name')}</Table.Th>
          <Table.Th ta="right">{t('statistics.column.rate')}</Table.Th>
          <Table.Th ta="right">{t('statistics.column.missing')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(({ key, name, rate, missing }) => (
          <Table.Tr key={key}>
            <Table.Td>{name}</Table.Td>
            <Table.Td ta="right">{formatPercent(rate)}</Table.Td>
            <Table.Td ta="right">
              <Text span>{formatNumber(missing)}</Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
