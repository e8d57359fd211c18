import { Group, Radio, Select, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Person, PersonId } from '#contract'
import classes from '#renderer/components/incoming/choice.module.css'

/** Up to this many people are all in sight, each one click or arrow key away. */
const FEW = 6

type ColleagueChoiceProps = {
  label: string
  people: readonly Person[]
  isPending: boolean
  value: PersonId | null
  onChange: (id: PersonId | null) => void
}

/** Chooses one colleague: big choices while they are few, a list to search in where they are many. */
export function ColleagueChoice({ label, people, isPending, value, onChange }: ColleagueChoiceProps) {
  const { t } = useTranslation()
  if (people.length > FEW) {
    return (
      <Select
        label={label}
        required
        searchable
        data-autofocus
        value={value}
        onChange={(id) => {
          onChange(people.find((person) => person.id === id)?.id ?? null)
        }}
        data={people.map((person) => ({ value: person.id, label: nameAndPosition(person) }))}
        nothingFoundMessage={t('incoming.assign.nobody')}
        placeholder={t('incoming.assign.search')}
        maxDropdownHeight={260}
      />
    )
  }
  return (
    <Radio.Group
      label={label}
      required
      value={value}
      onChange={(id) => {
        onChange(people.find((person) => person.id === id)?.id ?? null)
      }}
    >
      <Stack gap={6} mt={4}>
        {people.length === 0 && <Text size="sm">{t(isPending ? 'common.loading' : 'incoming.assign.nobody')}</Text>}
        {people.map((person, at) => (
          <Radio.Card
            key={person.id}
            value={person.id}
            className={classes['choice'] ?? ''}
            {...(at === 0 ? { 'data-autofocus': true } : {})}
          >
            <Group gap="sm" wrap="nowrap">
              <Radio.Indicator />
              <div>
                <Text size="sm" fw={600}>
                  {person.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {person.position}
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  )
}

export function nameAndPosition({ name, position }: Person): string {
  return position === '' ? name : `${name} · ${position}`
}
