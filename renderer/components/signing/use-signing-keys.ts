import { useQuery } from '@tanstack/react-query'
import type { DeviceKey, KeyId } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import type { SigningAs } from '#renderer/components/signing/use-frozen-list.ts'

/** Keys of this workstation; the one whose certificate the office has bound to this person or agency comes first. */
export function useSigningKeys(role: SigningAs) {
  const { query } = useApi()
  const me = useMe()
  const keys = useQuery(query.device.keys.list.queryOptions({ staleTime: 0 }))
  const kind = role === 'leader' ? 'personal' : 'agency'
  const bound = useQuery(
    query.office.certificates.list.queryOptions({
      input: { kind, limit: 200, q: role === 'leader' ? me.person.name : me.agency.name },
    }),
  )
  const mine = new Set<KeyId>()
  for (const certificate of bound.data?.rows ?? []) {
    const isMine = role === 'leader' ? certificate.personId === me.person.id : certificate.agencyId === me.agency.id
    if (isMine && certificate.keyId !== null) mine.add(certificate.keyId)
  }
  const sorted = (keys.data ?? []).toSorted((one, other) => rank(one, mine) - rank(other, mine))
  return {
    keys: sorted,
    usable: sorted.filter((key) => key.status === 'valid'),
    isMine: (key: DeviceKey) => mine.has(key.id),
    isPending: keys.isPending || bound.isPending,
    error: keys.error ?? bound.error,
  }
}

function rank(key: DeviceKey, mine: ReadonlySet<KeyId>): number {
  return (mine.has(key.id) ? 0 : 2) + (key.status === 'valid' ? 0 : 1)
}
