import { type Query, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DOCUMENT_TYPES, type RateGrouping, type RateRow, type RateTable } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import type { RateScope } from '#renderer/pages/statistics/drill.ts'
import { rateLine } from '#renderer/pages/statistics/figures.ts'
import { monthsAround, type Period, stepPeriod } from '#renderer/pages/statistics/periods.ts'

/** Everything the page counts: the period by the chosen grouping, its months, the period before, and the target. */
export function useRates(period: Period, scope: RateScope) {
  const { query } = useApi()
  const name = useRowName(scope.by)
  const ask = (from: string, to: string, by: RateGrouping) =>
    query.office.statistics.rates.queryOptions({
      input: { from, to, by, ...optional('level', scope.level), ...optional('type', scope.type) },
      placeholderData: (data: RateTable | undefined, asked: AnyQuery | undefined) => keptRows(by, data, asked),
    })
  const months = monthsAround(period)
  const before = stepPeriod(period, -1)
  const table = useQuery(ask(scope.from, scope.to, scope.by))
  const byMonth = useQuery(ask(months.from, months.to, 'month'))
  const previous = useQuery(ask(before.from, before.to, 'level'))
  const settings = useQuery(query.office.settings.get.queryOptions())
  const target = settings.data?.targetPercent ?? 100
  const lines = useMemo(
    () => (table.data?.rows ?? []).map((row) => ({ ...rateLine(row, target), name: name(row) })),
    [table.data, target, name],
  )
  const total = table.data && rateLine(table.data.total, target)
  return { table, byMonth, previous, settings, target, lines, total }
}

type AnyQuery = Pick<Query, 'queryKey'>

/** Rows of the period before stay until the new ones are there; rows of another grouping would have keys of another kind. */
function keptRows(by: RateGrouping, data: RateTable | undefined, asked: AnyQuery | undefined): RateTable | undefined {
  const isSameGrouping = asked?.queryKey.some((part) => groupingOf(part) === by) === true
  return isSameGrouping ? data : undefined
}

const groupingOf = (part: unknown): unknown => (part as { input?: { by?: unknown } } | null)?.input?.by

function optional<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>)
}

/** Levels, months and types have words of the page's language; agencies and people have their own names. */
function useRowName(by: RateGrouping): (row: RateRow) => string {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'vi'
  return useMemo(
    () => (row: RateRow) => {
      if (by === 'level' && isLevel(row.key)) return t(`statistics.level.${row.key}`)
      if (by === 'month') return row.key.split('-').toReversed().join('/')
      if (by === 'type') return DOCUMENT_TYPES.find(({ code }) => code === row.key)?.[language] ?? row.name
      return row.name
    },
    [by, t, language],
  )
}

function isLevel(key: string): key is 'province' | 'district' | 'commune' {
  return key === 'province' || key === 'district' || key === 'commune'
}
