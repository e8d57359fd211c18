import type { ComboboxItem, OptionsFilter } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useApi } from '#renderer/api/use-api.tsx'
import { folded } from '#renderer/text/folded.ts'

/** Names of the agencies that the office knows, to be completed while typing without diacritics. */
export function useKnownAgencies(): {
  names: string[]
  filter: OptionsFilter
  organIdOf: (name: string) => string
} {
  const { query } = useApi()
  const { data } = useQuery(query.office.agencies.list.queryOptions({ staleTime: 300_000 }))
  const organIds = useMemo(() => new Map((data ?? []).map(({ name, organId }) => [name, organId])), [data])
  const names = useMemo(() => [...organIds.keys()], [organIds])
  return { names, filter: startingWith, organIdOf: (name) => organIds.get(name) ?? '' }
}

const startingWith: OptionsFilter = ({ options, search, limit }) => {
  const wanted = folded(search.trim())
  if (wanted === '') return []
  return (options as ComboboxItem[]).filter(({ label }) => folded(label).includes(wanted)).slice(0, limit)
}
