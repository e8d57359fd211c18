import { Box, Chip, CloseButton, Group, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { IncomingState } from '#contract'
import { useTyping } from '#renderer/components/list/use-typing.ts'
import type { IncomingSearch } from '#renderer/pages/incoming/route.tsx'

const VIEWS = ['all', 'to-register', 'to-present', 'to-assign', 'my-work', 'overdue'] as const

type IncomingFiltersProps = { search: IncomingSearch; onChange: (part: Partial<IncomingSearch>) => void }

/** What the list is limited to; all of it stands in the address. */
export function IncomingFilters({ search, onChange }: IncomingFiltersProps) {
  const { t } = useTranslation()
  const [words, setWords] = useTyping(search.q ?? '', (q) => {
    onChange({ q: q === '' ? undefined : q })
  })
  return (
    <Box p="xs" style={{ borderBottom: '1px solid var(--vt-line)', flex: 'none' }}>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          size="xs"
          style={{ flex: 1 }}
          aria-label={t('incoming.searchLabel')}
          placeholder={t('incoming.searchLabel')}
          leftSection={<IconSearch size={15} aria-hidden />}
          rightSection={
            words !== '' && (
              <CloseButton
                size="sm"
                aria-label={t('common.clearFilters')}
                onClick={() => {
                  setWords('')
                }}
              />
            )
          }
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value)
          }}
        />
        <NativeSelect
          size="xs"
          w={150}
          aria-label={t('incoming.stateLabel')}
          value={search.state ?? ''}
          onChange={(event) => {
            onChange({ state: IncomingState.safeParse(event.currentTarget.value).data })
          }}
          data={[
            { value: '', label: t('search.anyState') },
            ...IncomingState.options.map((value) => ({ value, label: t(`document.state.${value}`) })),
          ]}
        />
      </Group>
      <Chip.Group
        multiple={false}
        value={search.view ?? 'all'}
        onChange={(view) => {
          onChange({ view: VIEWS.find((known) => known === view && known !== 'all') })
        }}
      >
        <Group gap={6} mt={8} role="group" aria-label={t('common.filter')}>
          {VIEWS.map((view) => (
            <Chip key={view} value={view} size="xs" variant="light">
              {t(`incoming.view.${view}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Box>
  )
}
