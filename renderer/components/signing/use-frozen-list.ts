import { useQuery } from '@tanstack/react-query'
import type { DocumentId } from '#contract'
import type { Client } from '#renderer/api/client.ts'
import { useApi } from '#renderer/api/use-api.tsx'

export type SigningAs = 'leader' | 'agency'
type Prepared = Awaited<ReturnType<Client['office']['signing']['prepare']>>
export type FrozenDocument = Prepared['documents'][number]

/**
 * The list that is confirmed: ids with the digests of exactly those bytes. Asked once and never again by itself;
 * what changes afterwards is refused when it is signed, not slipped in.
 */
export function useFrozenList(ids: readonly DocumentId[], role: SigningAs) {
  const { client } = useApi()
  return useQuery({
    queryKey: ['frozen-for-signing', role, ids],
    queryFn: () => client.office.signing.prepare({ ids: [...ids], role }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}
