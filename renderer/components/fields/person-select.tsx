import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgencyId, Person, PersonId, Role } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'

type PersonSelectProps = {
  label: string
  value: PersonId | null
  onChange: (id: PersonId | null) => void
  role?: Role
  /** Name of the present value, where the page knows it already. */
  knownName?: string
  required?: boolean
  description?: string
  error?: string | null
}

/** Chooses a person; the office searches, so that thousands of people need not be loaded. */
export function PersonSelect({ label, value, onChange, role, knownName, error, ...props }: PersonSelectProps) {
  const { t } = useTranslation()
  const { agency } = useMe()
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<string | undefined>(knownName)
  const { people, isFetching } = usePeople(words === chosen ? '' : words, role)
  const options = people.map((person) => ({ value: person.id, label: nameAndPosition(person, agency.id) }))
  if (value !== null && chosen !== undefined && !options.some((option) => option.value === value)) {
    options.unshift({ value, label: chosen })
  }
  return (
    <Select
      {...props}
      label={label}
      error={error ?? false}
      data={options}
      value={value}
      searchable
      filter={({ options: all }) => all}
      onSearchChange={setWords}
      nothingFoundMessage={isFetching ? t('common.loading') : t('who.nobody')}
      onChange={(id, option) => {
        setChosen(option?.label)
        onChange(id)
      }}
      comboboxProps={{ withinPortal: true }}
      maxDropdownHeight={280}
    />
  )
}

function usePeople(words: string, role: Role | undefined): { people: readonly Person[]; isFetching: boolean } {
  const { query } = useApi()
  const [q] = useDebouncedValue(words.trim(), 150)
  const { data, isFetching } = useQuery(
    query.office.people.list.queryOptions({
      input: { limit: 30, ...(q === '' ? {} : { q }), ...(role === undefined ? {} : { role }) },
      placeholderData: keepPreviousData,
    }),
  )
  return { people: data?.rows ?? [], isFetching }
}

/** The agency is said only where it is not the caller's own. */
function nameAndPosition({ name, position, agencyId, agencyName }: Person, own: AgencyId): string {
  return [name, position, agencyId === own ? '' : agencyName].filter((part) => part !== '').join(' · ')
}
