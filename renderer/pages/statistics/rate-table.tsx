import { VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgencyLevel } from '#contract'
import { type Counted, drillOf, hasList, type RateScope } from '#renderer/pages/statistics/drill.ts'
import { RATE_COLUMNS, type RateColumn, type RateLine, type RateSort } from '#renderer/pages/statistics/figures.ts'
import classes from '#renderer/pages/statistics/statistics.module.css'
import { formatNumber, formatPercent } from '#renderer/text/format.ts'

const ROW = 34
const COUNTED: Partial<Record<RateColumn, Counted>> = {
  issued: 'issued',
  excluded: 'excluded',
  due: 'due',
  leader: 'leader',
  agency: 'agency',
  full: 'full',
  missing: 'not-full',
}

type RateTableProps = {
  lines: readonly RateLine[]
  total: RateLine
  scope: RateScope
  target: number
  sort: RateSort
  onSort: (column: RateColumn) => void
}

/** Every row of the period; the visible ones exist, the header and the sum stay in sight. */
export function RateTable(props: RateTableProps) {
  const { t } = useTranslation()
  const { lines, total, scope } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialRect: { width: 1200, height: 700 },
  })
  const items = virtual.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div ref={scroller} className={classes['scroller']} role="region" aria-label={t('statistics.table')} tabIndex={0}>
      <table className={classes['table']} aria-rowcount={lines.length + 2} aria-label={t('statistics.table')}>
        <Head {...props} />
        <tbody>
          <Spacer height={before} />
          {items.map((item) => {
            const line = lines[item.index]
            return line && <Line key={line.key} {...props} line={line} ordinal={item.index + 1} />
          })}
          <Spacer height={after} />
        </tbody>
        <tfoot>
          <tr aria-rowindex={lines.length + 2}>
            <td />
            <th scope="row" className={classes['name']}>
              {t('statistics.total')}
            </th>
            <Figures {...props} line={total} scope={{ ...scope, by: 'agency' }} drillKey={undefined} />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function Spacer({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tr className={classes['spacer']} aria-hidden>
      <td colSpan={RATE_COLUMNS.length + 1} style={{ height }} />
    </tr>
  )
}

function Head({ sort, onSort, scope }: RateTableProps) {
  const { t } = useTranslation()
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col">{t('statistics.column.ordinal')}</th>
        {RATE_COLUMNS.map((column) => {
          const label = column === 'name' ? t(`statistics.by.${scope.by}`) : t(`statistics.column.${column}`)
          const isSorted = sort.column === column
          const Arrow = sort.descending ? IconArrowDown : IconArrowUp
          return (
            <th
              key={column}
              scope="col"
              className={column === 'name' ? classes['name'] : undefined}
              aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            >
              {column === 'target' ? (
                label
              ) : (
                <button
                  type="button"
                  className={classes['sort']}
                  onClick={() => {
                    onSort(column)
                  }}
                  title={t('statistics.sortBy', { column: label })}
                >
                  {label}
                  {isSorted && <Arrow size={14} aria-hidden />}
                </button>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

function Line(props: RateTableProps & { line: RateLine; ordinal: number }) {
  const { line, ordinal, scope } = props
  return (
    <tr aria-rowindex={ordinal + 1}>
      <td>{ordinal}</td>
      <td className={classes['name']} title={line.name}>
        {scope.by === 'level' ? (
          <Link
            className={classes['figure']}
            to="/statistics"
            search={(now) => ({ ...now, by: 'agency' as const, level: line.key as AgencyLevel })}
          >
            {line.name}
          </Link>
        ) : (
          line.name
        )}
      </td>
      <Figures {...props} drillKey={line.key} />
    </tr>
  )
}

type FiguresProps = { line: RateLine; scope: RateScope; target: number; drillKey: string | undefined }

function Figures({ line, scope, target, drillKey }: FiguresProps) {
  return RATE_COLUMNS.filter((column) => column !== 'name').map((column) => {
    const text = shown(line, column, target)
    const counted = COUNTED[column]
    const opens = counted !== undefined && text !== '0' && hasList(scope, drillKey)
    return (
      <td key={column}>
        {opens ? <Figure text={text} name={line.name} drill={drillOf(scope, counted, drillKey)} /> : text}
      </td>
    )
  })
}

function Figure({ text, name, drill }: { text: string; name: string; drill: ReturnType<typeof drillOf> }) {
  const { t } = useTranslation()
  return (
    <Link className={classes['figure']} to="/search" search={drill}>
      {text}
      <VisuallyHidden>{` ${t(`search.counted.${drill.counted}`)}, ${name}`}</VisuallyHidden>
    </Link>
  )
}

function shown(line: RateLine, column: Exclude<RateColumn, 'name'>, target: number): string {
  switch (column) {
    case 'rate':
      return formatPercent(line.rate)
    case 'target':
      return formatPercent(target)
    case 'gap':
      return line.gap === null ? '–' : `${line.gap > 0 ? '+' : ''}${formatNumber(line.gap, 2)}`
    default:
      return formatNumber(line[column])
  }
}
