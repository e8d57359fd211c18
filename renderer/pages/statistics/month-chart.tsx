import { LineChart } from '@mantine/charts'
import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { RateRow } from '#contract'
import { ChartCard } from '#renderer/pages/statistics/chart-card.tsx'
import { drillOf, hasList, type RateScope } from '#renderer/pages/statistics/drill.ts'
import { axisMarks, chartFloor } from '#renderer/pages/statistics/figures.ts'
import classes from '#renderer/pages/statistics/statistics.module.css'
import { formatNumber, formatPercent } from '#renderer/text/format.ts'

type MonthChartProps = { rows: readonly RateRow[]; scope: RateScope; target: number }

/** The rate month by month against the target. */
export function MonthChart({ rows, scope, target }: MonthChartProps) {
  const { t } = useTranslation()
  const floor = chartFloor(
    rows.map(({ rate }) => rate),
    target,
  )
  const data = rows.map(({ key, rate }) => ({ month: monthLabel(key), rate }))
  const summary = rows.map(({ key, rate }) => `${monthLabel(key)}: ${formatPercent(rate)}`).join('; ')
  const title = t('statistics.chartByMonth')
  return (
    <ChartCard
      title={title}
      {...(floor > 0 ? { hint: t('statistics.chartFloor', { floor: formatPercent(floor, 0) }) } : {})}
      chart={
        <div
          role="img"
          aria-label={`${title}. ${summary}. ${t('statistics.targetLine', { target: formatPercent(target) })}`}
        >
          <LineChart
            h={270}
            data={data}
            dataKey="month"
            series={[{ name: 'rate', label: t('statistics.column.rate'), color: 'petrol.5' }]}
            curveType="linear"
            connectNulls={false}
            valueFormatter={(value) => formatPercent(value)}
            yAxisProps={{
              domain: [floor, 100],
              ticks: axisMarks(floor),
              width: 64,
              tickFormatter: (value: number) => formatPercent(value, 0),
            }}
            referenceLines={[
              {
                y: target,
                label: t('statistics.targetLine', { target: formatPercent(target, 0) }),
                color: 'orange.7',
                labelPosition: 'insideBottomRight',
              },
            ]}
            lineChartProps={{ accessibilityLayer: false }}
            lineProps={{ isAnimationActive: false }}
            withDots
          />
        </div>
      }
      table={<MonthTable rows={rows} scope={{ ...scope, by: 'month' }} title={title} />}
    />
  )
}

function MonthTable({ rows, scope, title }: { rows: readonly RateRow[]; scope: RateScope; title: string }) {
  const { t } = useTranslation()
  return (
    <Table aria-label={title} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('statistics.column.month')}</Table.Th>
          {(['due', 'full', 'rate'] as const).map((column) => (
            <Table.Th key={column} ta="right">
              {t(`statistics.column.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.key}>
            <Table.Td>{monthLabel(row.key)}</Table.Td>
            {(['due', 'full'] as const).map((counted) => (
              <Table.Td key={counted} ta="right">
                {hasList(scope, row.key) ? (
                  <Link className={classes['figure']} to="/search" search={drillOf(scope, counted, row.key)}>
                    {formatNumber(row[counted])}
                  </Link>
                ) : (
                  formatNumber(row[counted])
                )}
              </Table.Td>
            ))}
            <Table.Td ta="right">{formatPercent(row.rate)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** `2022-01` as it is written here: `01/2022`. */
function monthLabel(key: string): string {
  return key.split('-').toReversed().join('/')
}
