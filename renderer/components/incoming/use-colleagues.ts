import { useQuery } from '@tanstack/react-query'
import type { Person, PersonId, Role } from '#contract'
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

/** Those who usually handle stand first; who assigns, and who only administers, stand last. */
export function handlersFirst(people: readonly Person[], assignerId: PersonId): readonly Person[] {
  const rank = ({ id, roles }: Person) => {
    if (roles.every((role) => role === 'admin')) return 4
    if (id === assignerId) return 3
    if (roles.includes('staff')) return 0
    return roles.includes('official') ? 2 : 1
  }
  return people.toSorted((a, b) => rank(a) - rank(b))
}
