import { Box, Text } from '@mantine/core'
import { IconFileSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentFilter, DocumentSummary } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { DOCUMENT_ROW, DocumentRow } from '#renderer/components/document/document-row.tsx'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { useListKeys } from '#renderer/components/list/use-list-keys.ts'
import type { Picked } from '#renderer/components/list/use-picking.ts'
import { VirtualList } from '#renderer/components/list/virtual-list.tsx'
import { formatNumber } from '#renderer/text/format.ts'

export type DocumentPages = ReturnType<typeof useDocumentPages>

/** The pages of a filtered list, keyset-paged by the office; `rows` is what has been loaded so far. */
export function useDocumentPages(filter: Partial<DocumentFilter>, limit = 50) {
  const { query } = useApi()
  const pages = useInfiniteQuery(
    query.office.documents.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filter, limit, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor ?? undefined,
    }),
  )
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data])
  return { rows, total: pages.data?.pages[0]?.total ?? 0, pages }
}

/** True once the office has answered that there is nothing. */
export const isEmptyList = ({ rows, pages }: DocumentPages): boolean => pages.isSuccess && rows.length === 0

type DocumentListProps = {
  label: string
  source: DocumentPages
  currentId: string | null
  onCurrent: (id: string | null) => void
  onOpen?: (id: string) => void
  picking?: Picked
  /** Shown where the list is empty. */
  empty?: ReactNode
  /** The first document is opened by itself. */
  openFirst?: boolean
}

/** A list of documents with its keys; used by every page that has one. */
export function DocumentList({ label, source, currentId, onCurrent, onOpen, picking, ...rest }: DocumentListProps) {
  const { t } = useTranslation()
  const { rows, pages, total } = source
  const { agency } = useMe()
  const withAgency = rows.some(({ agencyId }) => agencyId !== agency.id)
  const ids = useMemo(() => rows.map((row) => row.id as string), [rows])
  const first = ids[0]
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = pages
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])

  useEffect(() => {
    if (rest.openFirst === true && currentId === null && first !== undefined) onCurrent(first)
  }, [rest.openFirst, currentId, first, onCurrent])
  useListKeys({
    ids,
    currentId,
    onCurrent,
    onOpen,
    onPick: picking?.toggle,
    onPickAll:
      picking &&
      (() => {
        void pickAll(source, picking)
      }),
    onClear: () => {
      if (picking && picking.picked.size > 0) picking.clear()
      else if (rest.openFirst !== true) onCurrent(null)
    },
  })

  if (pages.error) return <Failure error={pages.error} onRetry={() => void pages.refetch()} />
  if (!pages.isPending && rows.length === 0) return <>{rest.empty ?? <NothingFound />}</>
  return (
    <>
      <VirtualList
        label={label}
        rows={rows}
        total={total > 1000 ? -1 : total}
        rowHeight={DOCUMENT_ROW}
        currentId={currentId}
        onCurrent={onCurrent}
        {...(onOpen ? { onOpen } : {})}
        renderRow={(row: DocumentSummary) => <DocumentRow row={row} withAgency={withAgency} />}
        loading={pages.isFetching && !pages.isRefetching}
        onEnd={loadMore}
        picking={
          picking && {
            picked: picking.picked,
            onPick: picking.toggle,
            labelOf: labelIn(rows, t('document.pick', { subject: '{{subject}}' })),
          }
        }
      />
      <Box px="sm" py={4} style={{ borderTop: '1px solid var(--vt-line)', flex: 'none' }}>
        <Count total={total} />
      </Box>
    </>
  )
}

/** As many as one batch takes. */
export const MOST_PICKED = 500

/** Picks every row of the filter, those too that have not been scrolled to yet, as far as one batch goes. */
export async function pickAll({ rows, pages }: DocumentPages, picking: Picked): Promise<void> {
  let [all, next] = [rows, pages.hasNextPage]
  while (next && all.length < MOST_PICKED) {
    const { data, hasNextPage, isError } = await pages.fetchNextPage()
    if (isError || !data) break
    all = data.pages.flatMap((page) => page.rows)
    next = hasNextPage
  }
  picking.set(all.slice(0, MOST_PICKED).map(({ id }) => id))
}

function labelIn(rows: readonly DocumentSummary[], pattern: string): (id: string) => string {
  return (id) => pattern.replace('{{subject}}', rows.find((row) => row.id === id)?.subject ?? id)
}

/** Exact up to 1.000, then "more than": the office does not count further. */
function Count({ total }: { total: number }) {
  const { t } = useTranslation()
  return (
    <Text size="xs" c="dimmed">
      {total > 1000
        ? t('common.moreThan', { number: formatNumber(1000) })
        : t('common.total', { count: total, number: formatNumber(total) })}
    </Text>
  )
}

function NothingFound() {
  const { t } = useTranslation()
  return <EmptyState icon={<IconFileSearch size={26} />} title={t('list.empty')} hint={t('list.emptyHint')} />
}
