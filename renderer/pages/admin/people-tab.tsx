import { Badge, Box, Button, Group, Text } from '@mantine/core'
import { IconLock, IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Person, Role } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { ChoiceField, SearchField } from '#renderer/components/fields/search-field.tsx'
import { useListKeys } from '#renderer/components/list/use-list-keys.ts'
import { VirtualList } from '#renderer/components/list/virtual-list.tsx'
import type { AdminTabProps } from '#renderer/pages/admin/admin-page.tsx'
import { PersonDialog } from '#renderer/pages/admin/person-dialog.tsx'
import { formatNumber } from '#renderer/text/format.ts'

/** People of the office: who they are and what they may do. Enter or a double click opens one. */
export function PeopleTab({ search, onChange }: AdminTabProps) {
  const { t } = useTranslation()
  const { rows, total, pages } = usePeople(search.q, search.role)
  const [currentId, setCurrent] = useState<string | null>(null)
  const [edited, setEdited] = useState<Person | 'new' | null>(null)
  const ids = useMemo(() => rows.map(({ id }) => id as string), [rows])
  const open = (id: string) => {
    setEdited(rows.find((row) => row.id === id) ?? null)
  }
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = pages
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])
  useListKeys({
    ids,
    currentId,
    onCurrent: setCurrent,
    onOpen: open,
    onClear: () => {
      setCurrent(null)
    },
  })
  return (
    <Box style={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }} bg="var(--vt-surface)">
      <Group p="xs" gap="xs" style={{ borderBottom: '1px solid var(--vt-line)', flex: 'none' }}>
        <Filters search={search} onChange={onChange} />
        <Text size="xs" c="dimmed">
          {t('admin.people.count', { n: formatNumber(total) })}
        </Text>
        <Button
          size="xs"
          ml="auto"
          leftSection={<IconUserPlus size={16} aria-hidden />}
          onClick={() => {
            setEdited('new')
          }}
        >
          {t('admin.people.add')}
        </Button>
      </Group>
      <Failure error={pages.error} onRetry={() => void pages.refetch()} />
      {!pages.error && !pages.isPending && rows.length === 0 ? (
        <EmptyState icon={<IconUsers size={26} />} title={t('admin.people.empty')} hint={t('admin.people.emptyHint')} />
      ) : (
        <VirtualList
          label={t('admin.people.list')}
          rows={rows}
          total={total}
          rowHeight={58}
          currentId={currentId}
          onCurrent={setCurrent}
          onOpen={open}
          loading={pages.isFetching && !pages.isRefetching}
          onEnd={loadMore}
          renderRow={(row) => <Row person={row} onEdit={setEdited} />}
        />
      )}
      {edited !== null && (
        <PersonDialog
          person={edited === 'new' ? null : edited}
          onClose={() => {
            setEdited(null)
          }}
        />
      )}
    </Box>
  )
}

function usePeople(q: string | undefined, role: Role | undefined) {
  const { query } = useApi()
  const filter = { ...(q === undefined || q === '' ? {} : { q }), ...(role === undefined ? {} : { role }) }
  const pages = useInfiniteQuery(
    query.office.people.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filter, limit: 60, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor ?? undefined,
    }),
  )
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data])
  return { rows, total: pages.data?.pages[0]?.total ?? 0, pages }
}

function Filters({ search, onChange }: AdminTabProps) {
  const { t } = useTranslation()
  return (
    <>
      <SearchField
        label={t('admin.people.search')}
        w={280}
        value={search.q}
        onChange={(q) => {
          onChange({ q })
        }}
      />
      <ChoiceField
        label={t('admin.people.roleLabel')}
        any={t('admin.people.anyRole')}
        options={Role.options.map((value) => ({ value, label: t(`who.role.${value}`) }))}
        value={search.role}
        onChange={(role) => {
          onChange({ role })
        }}
      />
    </>
  )
}

function Row({ person, onEdit }: { person: Person; onEdit: (person: Person) => void }) {
  const { t } = useTranslation()
  return (
    <Group wrap="nowrap" gap="md" px="sm" h="100%">
      <div style={{ flex: '1 1 34%', minWidth: 0 }}>
        <Text size="sm" fw={600} className="vt-one-line" {...(person.active ? {} : { td: 'line-through' })}>
          {person.name}
        </Text>
        <Text size="xs" c="dimmed" className="vt-one-line">
          {person.position}
        </Text>
      </div>
      <Text size="sm" className="vt-one-line" style={{ flex: '1 1 34%' }}>
        {person.agencyName}
      </Text>
      <Group gap={4} wrap="nowrap" justify="flex-end" style={{ flex: '0 0 300px' }}>
        {!person.active && (
          <Badge className="vt-badge" color="red">
            {t('admin.people.inactive')}
          </Badge>
        )}
        {person.hasPassword && <IconLock size={15} role="img" aria-label={t('admin.people.hasPassword')} />}
        {person.roles.map((role) => (
          <Badge key={role} className="vt-badge" color={role === 'admin' ? 'orange' : 'petrol'}>
            {t(`who.role.${role}`)}
          </Badge>
        ))}
      </Group>
      <Button
        size="compact-sm"
        variant="default"
        tabIndex={-1}
        aria-label={t('admin.people.edit', { name: person.name })}
        onClick={() => {
          onEdit(person)
        }}
      >
        {t('common.edit')}
      </Button>
    </Group>
  )
}
