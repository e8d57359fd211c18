import { Box, Chip, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IncomingState, Indication } from '#contract'
import { ChoiceField, SearchField } from '#renderer/components/fields/search-field.tsx'
import type { IncomingSearch } from '#renderer/pages/incoming/route.tsx'

const VIEWS = ['all', 'to-register', 'to-present', 'to-assign', 'my-work', 'overdue'] as const
/** Views that only Hôm nay leads to: their chip is there as long as they are shown. */
const RARE_VIEWS = ['to-send-back', 'in-doubt'] as const
/** Together every document that has a file. */
const VERDICTS = [...Indication.options, 'NO-SIGNATURE'] as const

type IncomingFiltersProps = { search: IncomingSearch; onChange: (part: Partial<IncomingSearch>) => void }

/** What the list is limited to; all of it stands in the address. */
export function IncomingFilters({ search, onChange }: IncomingFiltersProps) {
  const { t } = useTranslation()
  const views = [...VIEWS, ...RARE_VIEWS.filter((view) => view === search.view)]
  return (
    <Box p="xs" style={{ borderBottom: '1px solid var(--vt-line)', flex: 'none' }}>
      <Group>
        <SearchField
          label={t('incoming.searchLabel')}
          value={search.q}
          onChange={(q) => {
            onChange({ q })
          }}
        />
      </Group>
      <Group gap="xs" mt={6} wrap="nowrap" grow>
        <ChoiceField
          label={t('incoming.stateLabel')}
          any={t('search.anyState')}
          options={IncomingState.options.map((value) => ({ value, label: t(`document.state.${value}`) }))}
          value={search.state}
          onChange={(state) => {
            onChange({ state })
          }}
        />
        <ChoiceField
          label={t('incoming.verdictLabel')}
          any={t('incoming.anyVerdict')}
          options={VERDICTS.map((value) => ({ value, label: t(`verdict.${value}`) }))}
          value={search.verdict}
          onChange={(verdict) => {
            onChange({ verdict })
          }}
        />
      </Group>
      <Chip.Group
        multiple={false}
        value={search.view ?? 'all'}
        onChange={(view) => {
          onChange({ view: views.find((known) => known === view && known !== 'all') })
        }}
      >
        <Group gap={6} mt={8} role="group" aria-label={t('common.filter')}>
          {views.map((view) => (
            <Chip key={view} value={view} size="xs" variant="light">
              {t(`incoming.view.${view}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Box>
  )
}
