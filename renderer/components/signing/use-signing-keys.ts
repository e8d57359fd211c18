import { useQuery } from '@tanstack/react-query'
import type { DeviceKey, KeyId, Me, OfficeCertificate } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import type { SigningAs } from '#renderer/components/signing/use-frozen-list.ts'

/** A token that is plugged in while the sheet is open appears by itself. */
const LOOK_EVERY_MS = 4000

/** Keys of this workstation; the one whose certificate the office has bound to this person or agency comes first. */
export function useSigningKeys(role: SigningAs) {
  const { query } = useApi()
  const me = useMe()
  const keys = useQuery(query.device.keys.list.queryOptions({ staleTime: 0, refetchInterval: LOOK_EVERY_MS }))
  const bound = useQuery(query.office.certificates.list.queryOptions({ input: { ...searchFor(role, me), limit: 200 } }))
  const mine = keysOf(bound.data?.rows ?? [], role, me)
  const sorted = (keys.data ?? []).toSorted((one, other) => rank(one, mine) - rank(other, mine))
  return {
    keys: sorted,
    usable: sorted.filter((key) => key.status === 'valid'),
    isMine: (key: DeviceKey) => mine.has(key.id),
    isPending: keys.isPending || bound.isPending,
    error: keys.error ?? bound.error,
  }
}

/** The office is asked for the certificates of this person, or of the agency, by name. */
function searchFor(role: SigningAs, { person, agency }: Me) {
  if (role === 'leader') return { kind: 'personal', q: person.name } as const
  return { kind: 'agency', q: agency.name } as const
}

function keysOf(certificates: readonly OfficeCertificate[], role: SigningAs, me: Me): ReadonlySet<KeyId> {
  const isMine = (certificate: OfficeCertificate) =>
    role === 'leader' ? certificate.personId === me.person.id : certificate.agencyId === me.agency.id
  return new Set(certificates.filter(isMine).flatMap(({ keyId }) => (keyId === null ? [] : [keyId])))
}

function rank(key: DeviceKey, mine: ReadonlySet<KeyId>): number {
  return (mine.has(key.id) ? 0 : 2) + (key.status === 'valid' ? 0 : 1)
}
