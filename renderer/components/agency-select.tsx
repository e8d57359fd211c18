import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AgencyId } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { folded } from '#renderer/text/folded.ts'

type AgencySelectProps = {
  value: AgencyId
  onChange: (id: AgencyId) => void
  required?: boolean
  maw?: number
}

/** One of the agencies that the caller may see, found while typing without diacritics. */
export function AgencySelect({ value, onChange, ...looks }: AgencySelectProps) {
  const { t } = useTranslation()
  const data = useAgencies()
  return (
    <Select
      label={t('admin.people.agency')}
      searchable
      allowDeselect={false}
      limit={50}
      data={data.map(({ id, name }) => ({ value: id, label: name }))}
      filter={({ options, search, limit }) =>
        options.filter((option) => 'label' in option && folded(option.label).includes(folded(search))).slice(0, limit)
      }
      value={value}
      onChange={(id) => {
        const chosen = data.find((agency) => agency.id === id)
        if (chosen) onChange(chosen.id)
      }}
      {...looks}
    />
  )
}

/** The agencies that the caller may see; none before they are loaded. */
export function useAgencies() {
  const { query } = useApi()
  return useQuery(query.office.agencies.list.queryOptions({ staleTime: 300_000 })).data ?? []
}
