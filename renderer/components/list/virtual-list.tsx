import { Checkbox, Loader } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import classes from '#renderer/components/list/virtual-list.module.css'

export type Picking = {
  picked: ReadonlySet<string>
  onPick: (id: string) => void
  /** Name of a row's box for assistive technology. */
  labelOf: (id: string) => string
}

export type VirtualListProps<Row extends { id: string }> = {
  label: string
  rows: readonly Row[]
  /** Rows in all, loaded or not; `-1` where it is not known. */
  total: number
  rowHeight: number
  currentId: string | null
  onCurrent: (id: string) => void
  /** Enter or double click. */
  onOpen?: (id: string) => void
  renderRow: (row: Row) => ReactNode
  loading: boolean
  onEnd?: (() => void) | undefined
  picking?: Picking | undefined
}

/** A list of any length: only visible rows exist, the next page is asked for near the end. */
export function VirtualList<Row extends { id: string }>(props: VirtualListProps<Row>) {
  const { rows, rowHeight, currentId, onEnd } = props
  const scroller = useRef<HTMLDivElement>(null)
  const currentIndex = rows.findIndex((row) => row.id === currentId)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: { width: 400, height: 600 },
  })
  const items = virtual.getVirtualItems()
  const lastVisible = items.at(-1)?.index ?? -1

  useEffect(() => {
    if (lastVisible >= rows.length - 10) onEnd?.()
  }, [lastVisible, rows.length, onEnd])
  useEffect(() => {
    if (currentIndex >= 0) virtual.scrollToIndex(currentIndex, { align: 'auto' })
  }, [currentIndex, virtual])

  return (
    <div
      ref={scroller}
      className={classes['scroller']}
      role="grid"
      aria-label={props.label}
      aria-rowcount={props.total}
      aria-multiselectable={props.picking !== undefined}
      tabIndex={currentIndex < 0 ? 0 : -1}
    >
      <div className={classes['canvas']} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]
          return row && <VirtualRow key={row.id} {...props} row={row} index={item.index} start={item.start} />
        })}
      </div>
      {props.loading && <Loader size="sm" m="md" aria-label={props.label} />}
    </div>
  )
}

type RowProps<Row extends { id: string }> = VirtualListProps<Row> & { row: Row; index: number; start: number }

function VirtualRow<Row extends { id: string }>({ row, index, start, ...list }: RowProps<Row>) {
  const isCurrent = row.id === list.currentId
  const element = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const list = element.current?.closest('[role="grid"]')
    if (isCurrent && list?.contains(document.activeElement)) element.current?.focus({ preventScroll: true })
  }, [isCurrent])

  return (
    <div
      ref={element}
      className={classes['row']}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={list.picking ? list.picking.picked.has(row.id) : isCurrent}
      data-current={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      style={{ height: list.rowHeight, transform: `translateY(${String(start)}px)` }}
      onClick={() => {
        list.onCurrent(row.id)
      }}
      onDoubleClick={() => list.onOpen?.(row.id)}
    >
      {list.picking && <PickBox id={row.id} picking={list.picking} />}
      <div role="gridcell" className={classes['cell']}>
        {list.renderRow(row)}
      </div>
    </div>
  )
}

function PickBox({ id, picking }: { id: string; picking: Picking }) {
  return (
    <div role="gridcell" className={classes['pick']}>
      <Checkbox
        size="sm"
        tabIndex={-1}
        aria-label={picking.labelOf(id)}
        checked={picking.picked.has(id)}
        onChange={() => {
          picking.onPick(id)
        }}
        onClick={(event) => {
          event.stopPropagation()
        }}
      />
    </div>
  )
}
