import { Box, Chip, Group, Text } from '@mantine/core'
import { IconCertificate, IconKey } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OfficeCertificate } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { ChoiceField, SearchField } from '#renderer/components/fields/search-field.tsx'
import { useListKeys } from '#renderer/components/list/use-list-keys.ts'
import { VirtualList } from '#renderer/components/list/virtual-list.tsx'
import { SplitView } from '#renderer/components/split-view.tsx'
import { CertificateBadge } from '#renderer/pages/certificates/certificate-badge.tsx'
import { CertificatePane } from '#renderer/pages/certificates/certificate-pane.tsx'
import type { CertificateSearch } from '#renderer/pages/certificates/route.tsx'
import { formatDay, formatNumber } from '#renderer/text/format.ts'

type Filtering = { search: CertificateSearch; onChange: (part: Partial<CertificateSearch>) => void }

/** Certificates that the office knows: whose they are, and until when they are good. */
export function OfficeCertificates({ search, onChange }: Filtering) {
  const { t } = useTranslation()
  const { rows, counts, pages } = useCertificates(search)
  const [currentId, setCurrent] = useState<string | null>(null)
  const ids = useMemo(() => rows.map(({ id }) => id as string), [rows])
  const current = rows.find(({ id }) => id === currentId) ?? null
  const keysHere = useKeysHere()
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = pages
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])
  useListKeys({
    ids,
    currentId,
    onCurrent: setCurrent,
    onClear: () => {
      setCurrent(null)
    },
  })
  return (
    <SplitView
      name="certificates"
      list={
        <>
          <Filters search={search} onChange={onChange} counts={counts} />
          <Failure error={pages.error} onRetry={() => void pages.refetch()} />
          {!pages.error && !pages.isPending && rows.length === 0 ? (
            <NothingHere
              filtered={search.q !== undefined || search.kind !== undefined || search.status !== undefined}
            />
          ) : (
            <VirtualList
              label={t('certificates.list')}
              rows={rows}
              total={counts?.total ?? -1}
              rowHeight={68}
              currentId={currentId}
              onCurrent={setCurrent}
              loading={pages.isFetching && !pages.isRefetching}
              onEnd={loadMore}
              renderRow={(row) => <Row certificate={row} isHere={keysHere.has(row.facts.sha256)} />}
            />
          )}
          <Box px="sm" py={4} style={{ borderTop: '1px solid var(--vt-line)', flex: 'none' }}>
            <Text size="xs" c="dimmed">
              {counts && t('certificates.count', { n: formatNumber(counts.total) })}
            </Text>
          </Box>
        </>
      }
    >
      <CertificatePane certificate={current} isHere={current !== null && keysHere.has(current.facts.sha256)} />
    </SplitView>
  )
}

function useCertificates({ q, status, kind }: CertificateSearch) {
  const { query } = useApi()
  const filter = {
    ...(q === undefined || q === '' ? {} : { q }),
    ...(status === undefined ? {} : { status }),
    ...(kind === undefined ? {} : { kind }),
  }
  const pages = useInfiniteQuery(
    query.office.certificates.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filter, limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor ?? undefined,
    }),
  )
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data])
  return { rows, counts: pages.data?.pages[0], pages }
}

/** Fingerprints of the certificates whose private key this workstation holds. */
function useKeysHere(): ReadonlySet<string> {
  const { query } = useApi()
  const { data } = useQuery(query.device.keys.list.queryOptions())
  return useMemo(() => new Set(data?.map(({ facts }) => facts.sha256)), [data])
}

type Counts = { personal: number; agency: number; expiring: number; expired: number } | undefined

function Filters({ search, onChange, counts }: Filtering & { counts: Counts }) {
  const { t } = useTranslation()
  const chips = [
    { value: 'personal', n: counts?.personal },
    { value: 'agency', n: counts?.agency },
    { value: 'expiring', n: counts?.expiring },
    { value: 'expired', n: counts?.expired },
  ] as const
  return (
    <Box p="xs" style={{ borderBottom: '1px solid var(--vt-line)', flex: 'none' }}>
      <Group gap="xs" wrap="nowrap">
        <SearchField
          label={t('certificates.searchLabel')}
          value={search.q}
          onChange={(q) => {
            onChange({ q })
          }}
        />
        <ChoiceField
          label={t('certificates.statusLabel')}
          any={t('certificates.all')}
          w={140}
          options={OfficeCertificate.shape.status.options.map((value) => ({
            value,
            label: t(`certificates.status.${value}`),
          }))}
          value={search.status}
          onChange={(status) => {
            onChange({ status })
          }}
        />
      </Group>
      <Group gap={6} mt={8} role="group" aria-label={t('certificates.filterLabel')}>
        {chips.map(({ value, n }) => {
          const isKind = value === 'personal' || value === 'agency'
          const isOn = isKind ? search.kind === value : search.status === value
          return (
            <Chip
              key={value}
              size="xs"
              variant="light"
              checked={isOn}
              onChange={() => {
                if (isKind) onChange({ kind: isOn ? undefined : value })
                else onChange({ status: isOn ? undefined : value })
              }}
            >
              {t(`certificates.${value}`)}
              {n === undefined ? '' : ` · ${formatNumber(n)}`}
            </Chip>
          )
        })}
      </Group>
    </Box>
  )
}

function Row({ certificate, isHere }: { certificate: OfficeCertificate; isHere: boolean }) {
  const { t } = useTranslation()
  const { ownerName, agencyName, kind, status, facts } = certificate
  return (
    <div style={{ padding: '8px 10px' }}>
      <Group gap={6} wrap="nowrap" justify="space-between">
        <Group gap={6} wrap="nowrap" style={{ minWidth: 0 }}>
          <Text size="sm" fw={600} className="vt-one-line">
            {ownerName}
          </Text>
          {isHere && <IconKey size={15} role="img" aria-label={t('certificates.here')} />}
        </Group>
        <CertificateBadge status={status} notAfter={facts.notAfter} />
      </Group>
      <Group gap={6} wrap="nowrap" justify="space-between">
        <Text size="xs" c="dimmed" className="vt-one-line">
          {[t(`certificates.kind.${kind}`), kind === 'personal' ? agencyName : ''].filter(Boolean).join(' · ')}
        </Text>
        <Text size="xs" c="dimmed" style={{ flex: 'none' }}>
          {formatDay(facts.notBefore)} – {formatDay(facts.notAfter)}
        </Text>
      </Group>
    </div>
  )
}

function NothingHere({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={<IconCertificate size={26} />}
      title={t(filtered ? 'certificates.noMatch' : 'certificates.empty')}
      hint={t(filtered ? 'certificates.noMatchHint' : 'certificates.emptyHint')}
    />
  )
}
