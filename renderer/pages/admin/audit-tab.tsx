import { Box, Button, Group, Loader, Table, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { DocumentEvent } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useEventName } from '#renderer/components/document/use-event-name.ts'
import { useEventReason } from '#renderer/components/document/use-event-reason.ts'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { IntegrityCheck } from '#renderer/pages/admin/integrity-check.tsx'
import { formatInstant } from '#renderer/text/format.ts'

/** Every change of the office, newest first, and the check that none was tampered with. */
export function AuditTab() {
  const { t } = useTranslation()
  const { query } = useApi()
  const pages = useInfiniteQuery(
    query.office.audit.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor ?? undefined,
    }),
  )
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Box p="md">
      <Text size="sm" mb="sm" maw={800}>
        {t('admin.audit.hint')}
      </Text>
      <IntegrityCheck />
      <Failure error={pages.error} onRetry={() => void pages.refetch()} />
      {pages.isPending && <Loader size="sm" aria-label={t('common.loading')} />}
      {pages.isSuccess && rows.length === 0 && (
        <EmptyState icon={<IconHistory size={26} />} title={t('admin.audit.empty')} />
      )}
      {rows.length > 0 && <Events rows={rows} />}
      {pages.hasNextPage && (
        <Group justify="center" mt="sm">
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('admin.audit.more')}
          </Button>
        </Group>
      )}
    </Box>
  )
}

type Event = DocumentEvent & { documentId: string | null }

function Events({ rows }: { rows: readonly Event[] }) {
  const { t } = useTranslation()
  const nameOf = useEventName()
  const reasonOf = useEventReason()
  return (
    <Table aria-label={t('admin.audit.list')} bg="var(--vt-surface)" withTableBorder verticalSpacing={5}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('admin.audit.time')}</Table.Th>
          <Table.Th>{t('admin.audit.actor')}</Table.Th>
          <Table.Th>{t('admin.audit.action')}</Table.Th>
          <Table.Th>{t('admin.audit.change')}</Table.Th>
          <Table.Th>{t('admin.audit.reason')}</Table.Th>
          <Table.Th>{t('admin.audit.document')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((event) => (
          <Table.Tr key={event.seq}>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatInstant(event.at)}</Table.Td>
            <Table.Td>{event.actorName || t('document.byItself')}</Table.Td>
            <Table.Td>{nameOf(event)}</Table.Td>
            <Table.Td>
              <StateChange event={event} />
            </Table.Td>
            <Table.Td>{reasonOf(event)}</Table.Td>
            <Table.Td>
              {event.documentId !== null && (
                <Link to="/search" search={{ id: event.documentId }} style={{ color: 'var(--vt-accent-text)' }}>
                  {t('admin.audit.open')}
                </Link>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function StateChange({ event: { fromState, toState } }: { event: Event }) {
  const { t } = useTranslation()
  if (toState === null || fromState === toState) return null
  const to = t(`document.state.${toState}`)
  return <>{fromState === null ? to : `${t(`document.state.${fromState}`)} → ${to}`}</>
}
