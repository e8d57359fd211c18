import { useQuery } from '@tanstack/react-query'
import type { Client } from '#renderer/api/client.ts'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import type { RailItem } from '#renderer/frame/rail-items.ts'

type Count = keyof Awaited<ReturnType<Client['office']['today']['summary']>>['counts']
export type RailCount = { total: number; parts: readonly { words: Count; count: number }[] }

/** How much waits for this person behind each entry of the rail, and of what; asked again every minute. */
export function useRailCounts(): Partial<Record<RailItem['to'], RailCount>> {
  const { query } = useApi()
  const roles = useMe().person.roles
  const { data } = useQuery(query.office.today.summary.queryOptions({ refetchInterval: 60_000 }))
  if (!data) return {}
  const { counts } = data
  const sumOf = (everybody: readonly Count[], clerks: readonly Count[]): RailCount => {
    const names = roles.includes('clerk') ? [...clerks, ...everybody] : everybody
    const parts = names.map((words) => ({ words, count: counts[words] })).filter(({ count }) => count > 0)
    return { total: parts.reduce((sum, { count }) => sum + count, 0), parts }
  }
  return {
    '/incoming': sumOf(['toAssign', 'myWork'], ['toRegister', 'toPresent']),
    '/outgoing': sumOf(['returnedToMe'], ['toNumber', 'toIssue']),
    '/to-sign': sumOf(['toSignLeader'], ['toSignAgency']),
  }
}
