import { ActionIcon, Group, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePeriodName } from '#renderer/pages/statistics/period-name.ts'
import {
  customPeriod,
  isCivilDate,
  type Period,
  type PeriodKind,
  periodAround,
  regularPeriod,
  stepPeriod,
} from '#renderer/pages/statistics/periods.ts'
import { today } from '#renderer/text/format.ts'

const KINDS = ['month', 'quarter', 'half', 'year', 'custom'] as const satisfies readonly PeriodKind[]
const PARTS = { month: 12, quarter: 4, half: 2 } as const
const FIRST_YEAR = 2020

type Picker = { period: Period; onPeriod: (period: Period) => void }

/** Chooses what the figures are counted over; reachable with the keyboard alone. */
export function PeriodPicker({ period, onPeriod }: Picker) {
  const { t } = useTranslation()
  return (
    <Group gap="xs">
      <SegmentedControl
        size="xs"
        aria-label={t('statistics.periodKindLabel')}
        value={period.kind}
        onChange={(kind) => {
          onPeriod(kind === 'custom' ? { ...period, kind, index: 0 } : periodAround(kind, lastKnownDay(period)))
        }}
        data={KINDS.map((kind) => ({ value: kind, label: t(`statistics.periodKind.${kind}`) }))}
      />
      <Step period={period} onPeriod={onPeriod} by={-1} />
      {period.kind === 'custom' ? (
        <Ends period={period} onPeriod={onPeriod} />
      ) : (
        <Parts period={period} onPeriod={onPeriod} />
      )}
      <Step period={period} onPeriod={onPeriod} by={1} />
    </Group>
  )
}

/** Changing the kind stays near what is shown, but not in the future. */
function lastKnownDay({ from, to }: Period): string {
  const day = today()
  return from <= day && day <= to ? day : to
}

function Step({ period, onPeriod, by }: Picker & { by: 1 | -1 }) {
  const { t } = useTranslation()
  const Icon = by < 0 ? IconChevronLeft : IconChevronRight
  return (
    <ActionIcon
      variant="default"
      size={30}
      aria-label={t(by < 0 ? 'statistics.previousPeriod' : 'statistics.nextPeriod')}
      onClick={() => {
        onPeriod(stepPeriod(period, by))
      }}
    >
      <Icon size={18} aria-hidden />
    </ActionIcon>
  )
}

function Parts({ period, onPeriod }: Picker) {
  const { t } = useTranslation()
  const name = usePeriodName()
  const { kind, year, index } = period
  if (kind === 'custom') return null
  const years = Array.from({ length: Number(today().slice(0, 4)) - FIRST_YEAR + 2 }, (_, i) => FIRST_YEAR + i)
  if (!years.includes(year)) years.push(year)
  return (
    <>
      {kind !== 'year' && (
        <NativeSelect
          size="xs"
          aria-label={t(`statistics.periodKind.${kind}`)}
          value={String(index)}
          onChange={(event) => {
            onPeriod(regularPeriod(kind, year, Number(event.currentTarget.value)))
          }}
          data={Array.from({ length: PARTS[kind] }, (_, i) => ({
            value: String(i + 1),
            label: name(regularPeriod(kind, year, i + 1)).replace(/\s*(?:năm |of )?\/?\d{4}$/, ''),
          }))}
        />
      )}
      <NativeSelect
        size="xs"
        aria-label={t('statistics.periodKind.year')}
        value={String(year)}
        onChange={(event) => {
          onPeriod(regularPeriod(kind, Number(event.currentTarget.value), Math.max(index, 1)))
        }}
        data={years.map(String)}
      />
    </>
  )
}

function Ends({ period, onPeriod }: Picker) {
  const { t } = useTranslation()
  const change = (from: string, to: string) => {
    if (isCivilDate(from) && isCivilDate(to)) onPeriod(customPeriod(from, to))
  }
  return (
    <>
      <TextInput
        type="date"
        size="xs"
        aria-label={t('common.from')}
        value={period.from}
        onChange={(event) => {
          change(event.currentTarget.value, period.to)
        }}
      />
      <TextInput
        type="date"
        size="xs"
        aria-label={t('common.to')}
        value={period.to}
        onChange={(event) => {
          change(period.from, event.currentTarget.value)
        }}
      />
    </>
  )
}
