import { skipToken, useQuery } from '@tanstack/react-query'
import type { DeviceKey, Me, OfficeCertificate, Sha256 } from '#contract'
import { commonName } from '#contract/words/signature-words'
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
  const mine = certificatesOf(bound.data?.rows ?? [], role, me)
  const sorted = (keys.data ?? []).toSorted((one, other) => rank(one, mine) - rank(other, mine))
  return {
    keys: sorted,
    usable: sorted.filter((key) => key.status === 'valid'),
    isMine: (key: DeviceKey) => mine.has(key.facts.sha256),
    isPending: keys.isPending || bound.isPending,
    error: keys.error ?? bound.error,
  }
}

/** The office is asked for the certificates of this person by name; for the agency's own, whose names may be written otherwise. */
function searchFor(role: SigningAs, { person, agency }: Me) {
  if (role === 'leader') return { kind: 'personal', q: person.name } as const
  return { kind: 'agency', agencyId: agency.id } as const
}

function certificatesOf(certificates: readonly OfficeCertificate[], role: SigningAs, me: Me): ReadonlySet<Sha256> {
  return new Set(
    certificates.filter((certificate) => isSigners(certificate, role, me)).map(({ facts }) => facts.sha256),
  )
}

function isSigners(certificate: OfficeCertificate, role: SigningAs, { person, agency }: Me): boolean {
  if (role === 'leader') return certificate.personId === person.id
  return certificate.kind === 'agency' && certificate.agencyId === agency.id
}

/** Whether the office would refuse what this key signs, as far as it has answered: it belongs to somebody else, or to nobody. */
export function useIsForeign(key: DeviceKey | undefined, role: SigningAs): boolean {
  const { query } = useApi()
  const me = useMe()
  const input = key ? { q: commonName(key.facts.subject).slice(0, 100), limit: 200 } : skipToken
  const { data } = useQuery(query.office.certificates.list.queryOptions({ input }))
  if (!key || !data) return false
  const known = data.rows.find(({ facts }) => facts.sha256 === key.facts.sha256)
  return known === undefined || !isSigners(known, role, me)
}

function rank(key: DeviceKey, mine: ReadonlySet<Sha256>): number {
  return (mine.has(key.facts.sha256) ? 0 : 2) + (key.status === 'valid' ? 0 : 1)
}
