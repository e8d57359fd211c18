import { Alert, Box, Button, Collapse, Grid, Group, NativeSelect, Select, Text } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Direction, DocumentState, DocumentType, Indication } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { DateField } from '#renderer/components/fields/date-field.tsx'
import { SearchField } from '#renderer/components/fields/search-field.tsx'
import { useCommands } from '#renderer/frame/use-commands.ts'
import type { DocumentSearch } from '#renderer/pages/search/route.tsx'
import { folded } from '#renderer/text/folded.ts'
import { formatDate } from '#renderer/text/format.ts'
import { useNames } from '#renderer/text/names.ts'

type SearchFiltersProps = {
  search: DocumentSearch
  onChange: (part: Partial<DocumentSearch>) => void
  onClear: () => void
}

/** Words to find, and everything the list can be limited to; all of it stands in the address. */
export function SearchFilters(props: SearchFiltersProps) {
  const { t } = useTranslation()
  const { search, onChange, onClear } = props
  const { q: _q, id: _id, ...limits } = search
  const used = Object.values(limits).filter((value) => value !== undefined).length
  const [isOpen, setOpen] = useState(used > 0 && search.counted === undefined)
  useCommands([
    {
      id: 'search.filters',
      group: 'list',
      label: t('search.filters'),
      run: () => {
        setOpen(!isOpen)
      },
    },
  ])
  return (
    <Box p="xs" style={{ borderBottom: '1px solid var(--vt-line)', flex: 'none' }}>
      <Group gap="xs" wrap="nowrap">
        <SearchField
          label={t('search.box')}
          placeholder={t('search.placeholder')}
          size="sm"
          autoFocus={search.counted === undefined && search.id === undefined}
          value={search.q}
          onChange={(q) => {
            onChange({ q })
          }}
        />
        <Button
          size="sm"
          variant={used > 0 ? 'light' : 'default'}
          px="xs"
          aria-expanded={isOpen}
          leftSection={<IconFilter size={16} aria-hidden />}
          onClick={() => {
            setOpen(!isOpen)
          }}
        >
          {used > 0 ? `${t('common.filter')} (${String(used)})` : t('common.filter')}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <Limits {...props} />
        {used > 0 && (
          <Button size="compact-sm" variant="subtle" mt={6} onClick={onClear}>
            {t('common.clearFilters')}
          </Button>
        )}
      </Collapse>
      <Drilled search={search} />
    </Box>
  )
}

const SIGNATURES = [...Indication.options, 'to-review'] as const

function Limits({ search, onChange }: SearchFiltersProps) {
  const { t } = useTranslation()
  const { typeOptions } = useNames()
  return (
    <Grid gap="xs" mt="xs">
      <Grid.Col span={6}>
        <NativeSelect
          size="xs"
          label={t('search.direction')}
          value={search.direction ?? ''}
          onChange={(event) => {
            onChange({ direction: Direction.safeParse(event.currentTarget.value).data })
          }}
          data={[
            { value: '', label: t('search.both') },
            ...Direction.options.map((value) => ({ value, label: t(`document.direction.${value}`) })),
          ]}
        />
      </Grid.Col>
      <Grid.Col span={6}>
        <NativeSelect
          size="xs"
          label={t('search.state')}
          value={search.state ?? ''}
          onChange={(event) => {
            onChange({ state: DocumentState.safeParse(event.currentTarget.value).data })
          }}
          data={[
            { value: '', label: t('search.anyState') },
            ...DocumentState.options.map((value) => ({ value, label: t(`document.state.${value}`) })),
          ]}
        />
      </Grid.Col>
      <Grid.Col span={6}>
        <NativeSelect
          size="xs"
          label={t('search.type')}
          value={search.type ?? ''}
          onChange={(event) => {
            onChange({ type: DocumentType.safeParse(event.currentTarget.value).data })
          }}
          data={[{ value: '', label: t('search.anyType') }, ...typeOptions]}
        />
      </Grid.Col>
      <Grid.Col span={6}>
        <AgencyFilter search={search} onChange={onChange} />
      </Grid.Col>
      <Grid.Col span={12}>
        <NativeSelect
          size="xs"
          label={t('search.signatures')}
          value={search.signatures ?? ''}
          onChange={(event) => {
            onChange({ signatures: SIGNATURES.find((known) => known === event.currentTarget.value) })
          }}
          data={[
            { value: '', label: t('search.anySignatures') },
            ...SIGNATURES.map((value) => ({
              value,
              label: value === 'to-review' ? t('search.toReview') : t(`verdict.${value}`),
            })),
          ]}
        />
      </Grid.Col>
      <Grid.Col span={6}>
        <DateField
          label={t('search.from')}
          value={search.from ?? null}
          onChange={(from) => {
            onChange({ from: from ?? undefined })
          }}
        />
      </Grid.Col>
      <Grid.Col span={6}>
        <DateField
          label={t('search.to')}
          value={search.to ?? null}
          onChange={(to) => {
            onChange({ to: to ?? undefined })
          }}
        />
      </Grid.Col>
    </Grid>
  )
}

function AgencyFilter({ search, onChange }: Pick<SearchFiltersProps, 'search' | 'onChange'>) {
  const { t } = useTranslation()
  const { query } = useApi()
  const { data } = useQuery(query.office.agencies.list.queryOptions({ staleTime: 300_000 }))
  return (
    <Select
      size="xs"
      label={t('search.agency')}
      placeholder={t('search.anyAgency')}
      searchable
      clearable
      limit={50}
      data={(data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      filter={({ options, search: typed, limit }) =>
        options.filter((option) => 'label' in option && folded(option.label).includes(folded(typed))).slice(0, limit)
      }
      value={search.agencyId ?? null}
      onChange={(agencyId) => {
        onChange({ agencyId: agencyId ?? undefined })
      }}
      comboboxProps={{ withinPortal: true, width: 320 }}
    />
  )
}

/** Says which figure of the statistics the list stands behind. */
function Drilled({ search }: { search: DocumentSearch }) {
  const { t } = useTranslation()
  if (search.counted === undefined) return null
  const { from, to } = search
  const dates = from !== undefined && to !== undefined ? `, ${formatDate(from)} – ${formatDate(to)}` : ''
  return (
    <Alert p="xs" mt="xs" color="petrol">
      <Text size="sm">
        {t('search.drilled')} <strong>{t(`search.counted.${search.counted}`)}</strong>
        {dates}
      </Text>
      {search.signerId !== undefined && <Text size="xs">{t('search.signer')}</Text>}
    </Alert>
  )
}
