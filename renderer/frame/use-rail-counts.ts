import { useQuery } from '@tanstack/react-query'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import type { RailItem } from '#renderer/frame/rail-items.ts'

/** How much waits for this person behind each entry of the rail; asked again every minute. */
export function useRailCounts(): Partial<Record<RailItem['to'], number>> {
  const { query } = useApi()
  const roles = useMe().person.roles
  const { data } = useQuery(query.office.today.summary.queryOptions({ refetchInterval: 60_000 }))
  if (!data) return {}
  const { counts } = data
  const clerk = roles.includes('clerk')
  return {
    '/incoming': (clerk ? counts.toRegister + counts.toPresent : 0) + counts.toAssign + counts.myWork,
    '/outgoing': counts.returnedToMe + (clerk ? counts.toNumber + counts.toIssue : 0),
    '/to-sign': counts.toSignLeader + (clerk ? counts.toSignAgency : 0),
  }
}
