import { ActionIcon, Button, Chip, Group, Indicator, MultiSelect, Popover, Select, Stack } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DocumentView, OutgoingState, Role } from '#contract'
import { useMe } from '#renderer/api/use-api.tsx'
import { DateField } from '#renderer/components/fields/date-field.tsx'
import { SearchField } from '#renderer/components/fields/search-field.tsx'
import type { OutgoingSearch } from '#renderer/pages/outgoing/route.tsx'
import { useNames } from '#renderer/text/names.ts'

type FiltersProps = { search: OutgoingSearch; onFilter: (change: Partial<OutgoingSearch>) => void }

const VIEWS = [
  { view: 'all', roles: ['official', 'clerk', 'staff', 'admin'] },
  { view: 'my-drafts', roles: ['official', 'clerk', 'staff'] },
  { view: 'returned-to-me', roles: ['official', 'clerk', 'staff'] },
  { view: 'to-number', roles: ['clerk'] },
  { view: 'to-sign-agency', roles: ['clerk'] },
  { view: 'to-issue', roles: ['clerk'] },
] as const satisfies readonly { view: DocumentView; roles: readonly Role[] }[]

const STATES: readonly OutgoingState[] = [
  'draft',
  'submitted',
  'returned',
  'leader-signed',
  'numbered',
  'agency-signed',
  'issued',
  'archived',
  'recalled',
  'replaced',
  'cancelled',
]

/** The lists of the day's work; which ones depends on what the person does. */
export function ViewChips({ search, onFilter }: FiltersProps) {
  const { t } = useTranslation()
  const { roles } = useMe().person
  const views = VIEWS.filter((entry) => entry.roles.some((role) => roles.includes(role)))
  return (
    <Chip.Group
      multiple={false}
      value={search.view ?? 'all'}
      onChange={(view) => {
        onFilter({ view: view === 'all' ? undefined : view, states: undefined, id: undefined })
      }}
    >
      <Group gap={6} role="radiogroup" aria-label={t('outgoing.viewLabel')}>
        {views.map(({ view }) => (
          <Chip key={view} value={view} size="sm" variant="light">
            {t(`outgoing.view.${view}`)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  )
}

/** Words above the list; type, state and dates behind the button. */
export function OutgoingFilters({ search, onFilter }: FiltersProps) {
  const { t } = useTranslation()
  const used = [search.type, search.from, search.to, search.states?.length].filter(Boolean).length
  return (
    <Group gap={6} p={8} wrap="nowrap" style={{ borderBottom: '1px solid var(--vt-line)', flex: 'none' }}>
      <SearchField
        label={t('outgoing.words')}
        size="sm"
        value={search.q}
        onChange={(q) => {
          onFilter({ q })
        }}
      />
      <Popover position="bottom-end" width={320} trapFocus withArrow>
        <Indicator label={used} size={18} disabled={used === 0} color="petrol">
          <Popover.Target>
            <ActionIcon variant="default" size={34} aria-label={t('outgoing.filters')} title={t('outgoing.filters')}>
              <IconAdjustmentsHorizontal size={18} aria-hidden />
            </ActionIcon>
          </Popover.Target>
        </Indicator>
        <Popover.Dropdown>
          <MoreFilters search={search} onFilter={onFilter} />
        </Popover.Dropdown>
      </Popover>
    </Group>
  )
}

function MoreFilters({ search, onFilter }: FiltersProps) {
  const { t } = useTranslation()
  const { typeOptions } = useNames()
  const inPlace = { comboboxProps: { withinPortal: false } }
  return (
    <Stack gap="sm">
      <MultiSelect
        label={t('outgoing.states')}
        data={STATES.map((value) => ({ value, label: t(`document.state.${value}`) }))}
        value={search.states ?? []}
        onChange={(states) => {
          onFilter({ states: states.length === 0 ? undefined : states })
        }}
        {...inPlace}
      />
      <Select
        label={t('outgoing.type')}
        data={typeOptions}
        value={search.type ?? null}
        onChange={(type) => {
          onFilter({ type: type === null ? undefined : type })
        }}
        searchable
        clearable
        {...inPlace}
      />
      <Group grow>
        <DateField
          label={t('outgoing.from')}
          value={search.from ?? null}
          onChange={(from) => {
            onFilter({ from: from ?? undefined })
          }}
        />
        <DateField
          label={t('outgoing.to')}
          value={search.to ?? null}
          onChange={(to) => {
            onFilter({ to: to ?? undefined })
          }}
        />
      </Group>
      <Button
        variant="default"
        size="sm"
        onClick={() => {
          onFilter({ states: undefined, type: undefined, from: undefined, to: undefined })
        }}
      >
        {t('common.clearFilters')}
      </Button>
    </Stack>
  )
}
