import { Button, Grid, Group, Loader, Paper, Stack } from '@mantine/core'
import { IconChartHistogram, IconDownload } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { PageFrame } from '#renderer/components/page-frame.tsx'
import { PageHeader } from '#renderer/components/page-header.tsx'
import { printPage } from '#renderer/components/print-page.ts'
import { tell } from '#renderer/components/tell.tsx'
import { useCommands } from '#renderer/frame/use-commands.ts'
import { Definitions } from '#renderer/pages/statistics/definitions.tsx'
import type { RateScope } from '#renderer/pages/statistics/drill.ts'
import { downloadText, ratesAsCsv } from '#renderer/pages/statistics/export-csv.ts'
import { type RateSort, sortLines } from '#renderer/pages/statistics/figures.ts'
import { KpiRow } from '#renderer/pages/statistics/kpi-row.tsx'
import { MonthChart } from '#renderer/pages/statistics/month-chart.tsx'
import { PeriodPicker } from '#renderer/pages/statistics/period-picker.tsx'
import { periodAround, readPeriod, writePeriod } from '#renderer/pages/statistics/periods.ts'
import { RateBars } from '#renderer/pages/statistics/rate-bars.tsx'
import { RateTable } from '#renderer/pages/statistics/rate-table.tsx'
import type { StatisticsSearch } from '#renderer/pages/statistics/route.tsx'
import classes from '#renderer/pages/statistics/statistics.module.css'
import { Summary } from '#renderer/pages/statistics/summary.tsx'
import { TableFilters } from '#renderer/pages/statistics/table-filters.tsx'
import { useRates } from '#renderer/pages/statistics/use-rates.ts'
import { folded } from '#renderer/text/folded.ts'
import { formatNumber, today } from '#renderer/text/format.ts'

const route = getRouteApi('/statistics')

/** The signing rate of a period: in words, in counts, as charts and as a table; every figure opens its documents. */
export function StatisticsPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const period = readPeriod(search.period ?? '') ?? periodAround('month', today())
  const scope: RateScope = {
    from: period.from,
    to: period.to,
    by: search.by ?? 'agency',
    level: search.level,
    type: search.type,
  }
  const rates = useRates(period, scope)
  const change = (part: Partial<StatisticsSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true })
  useCommands([{ id: 'statistics.print', group: 'app', label: t('statistics.print'), keys: ['mod+p'], run: printPage }])
  const error = rates.table.error ?? rates.byMonth.error ?? rates.settings.error
  return (
    <PageFrame
      header={
        <PageHeader title={t('statistics.title')} actions={<Definitions />}>
          <PeriodPicker
            period={period}
            onPeriod={(next) => {
              change({ period: writePeriod(next) })
            }}
          />
        </PageHeader>
      }
    >
      {error && <Failure error={error} onRetry={() => void rates.table.refetch()} />}
      {!error && !rates.total && <Loader aria-label={t('common.loading')} />}
      {rates.total && (
        <Stack gap="md" className={classes['charts'] ?? ''}>
          <Summary
            period={period}
            total={rates.total}
            target={rates.target}
            previousRate={rates.previous.data?.total.rate ?? null}
          />
          <KpiRow total={rates.total} scope={scope} />
          {rates.total.issued === 0 ? (
            <EmptyState
              icon={<IconChartHistogram size={26} />}
              title={t('statistics.emptyTitle')}
              hint={t('statistics.emptyHint')}
            />
          ) : (
            <Breakdown rates={rates} scope={scope} search={search} onChange={change} />
          )}
        </Stack>
      )}
    </PageFrame>
  )
}

type BreakdownProps = {
  rates: ReturnType<typeof useRates>
  scope: RateScope
  search: StatisticsSearch
  onChange: (part: Partial<StatisticsSearch>) => void
}

function Breakdown({ rates, scope, search, onChange }: BreakdownProps) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const { column, descending } = sortOf(search, scope)
  const shown = useMemo(() => {
    const wanted = folded(words)
    const matching = rates.lines.filter(({ name }) => folded(name).includes(wanted))
    return sortLines(matching, { column, descending })
  }, [rates.lines, words, column, descending])
  const { total } = rates
  if (!total) return null
  return (
    <>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <MonthChart rows={rates.byMonth.data?.rows ?? []} scope={scope} target={rates.target} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <RateBars lines={rates.lines} by={scope.by} target={rates.target} />
        </Grid.Col>
      </Grid>
      <Paper withBorder>
        <Group justify="space-between" p="xs" gap="xs">
          <TableFilters scope={scope} words={words} onWords={setWords} onChange={onChange} shown={shown.length} />
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => {
              const file = `${t('statistics.csvFile')}_${scope.from}_${scope.to}.csv`
              downloadText(ratesAsCsv(shown, total, rates.target, t), file)
              tell(t('statistics.csvDone', { rows: formatNumber(shown.length), file }))
            }}
          >
            {t('statistics.csv')}
          </Button>
        </Group>
        <RateTable
          lines={shown}
          total={total}
          scope={scope}
          target={rates.target}
          sort={{ column, descending }}
          onSort={(next) => {
            onChange({ sort: next, down: next === column ? !descending : next !== 'name' && next !== 'rate' })
          }}
        />
      </Paper>
    </>
  )
}

/** Months stand in their order, everything else with the lowest rate first: who lags is the question. */
function sortOf({ sort, down }: StatisticsSearch, { by }: RateScope): RateSort {
  return { column: sort ?? (by === 'month' ? 'name' : 'rate'), descending: down ?? false }
}
