import { useQuery } from '@tanstack/react-query'
import type { Person, Role } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'

/** Working people of the own agency, who alone may be presented or assigned to. */
export function useColleagues(role?: Role): { people: readonly Person[]; error: Error | null; isPending: boolean } {
  const { query } = useApi()
  const { agency } = useMe()
  const { data, error, isPending } = useQuery(
    query.office.people.list.queryOptions({
      input: { limit: 200, agencyId: agency.id, ...(role === undefined ? {} : { role }) },
    }),
  )
  return { people: data?.rows.filter(({ active }) => active) ?? [], error, isPending }
}
