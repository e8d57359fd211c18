import { randomUUID } from 'node:crypto'
import { AppError, type CertificateFacts, type CertificateId, type OfficeCertificate, type PersonId } from '#contract'
import { EXPIRY_STEPS } from '#core/certificates/check-before-signing'
import type { CertificateReader, OfficePorts } from '#core/office-ports'
import { type Caller, hasRole } from './caller.ts'
import type { CertificateCounts, CertificateQuery, CertificateRecord, NamedCertificate } from './store.ts'

type Ports = Pick<OfficePorts, 'store' | 'clock' | 'certificates'>

const DAY_MS = 86_400_000
const EXPIRING_DAYS = 90

/** The instants that decide what is expired and what expires soon. */
export const certificateLimits = (now: Date): { now: string; soon: string } => ({
  now: now.toISOString(),
  soon: new Date(now.getTime() + EXPIRING_DAYS * DAY_MS).toISOString(),
})

/** How many certificates in scope end within 7, 30, 60 and 90 days; each counts once, under its nearest limit. */
export async function expiringWithin(
  { store, clock }: Pick<OfficePorts, 'store' | 'clock'>,
  caller: Caller,
): Promise<{ days: number; count: number }[]> {
  const now = clock.now()
  const bands: { days: number; count: number }[] = []
  let counted = 0
  for (const days of EXPIRY_STEPS) {
    const soon = new Date(now.getTime() + days * DAY_MS).toISOString()
    const { expiring } = await store.certificates.counts(caller, { now: now.toISOString(), soon })
    bands.push({ days, count: expiring - counted })
    counted = expiring
  }
  return bands
}

function statusOf({ facts }: Pick<CertificateRecord, 'facts'>, now: Date): OfficeCertificate['status'] {
  const limits = certificateLimits(now)
  if (facts.notBefore > limits.now) return 'not-yet-valid'
  if (facts.notAfter <= limits.now) return 'expired'
  return facts.notAfter <= limits.soon ? 'expiring' : 'valid'
}

/** `keyId` is the workstation's to know; the office has none. */
function shown({ der: _der, ...certificate }: NamedCertificate, now: Date): OfficeCertificate {
  const status = statusOf(certificate, now)
  const daysLeft = Math.floor((Date.parse(certificate.facts.notAfter) - now.getTime()) / DAY_MS)
  return { ...certificate, status, daysLeft, keyId: null }
}

export async function listCertificates(
  { store, clock }: Omit<Ports, 'certificates'>,
  caller: Caller,
  query: CertificateQuery,
): Promise<{ rows: OfficeCertificate[]; nextCursor: string | null; total: number } & CertificateCounts> {
  const now = clock.now()
  const limits = certificateLimits(now)
  const page = await store.certificates.list(caller, query, limits)
  const counts = await store.certificates.counts(caller, limits)
  return { ...page, rows: page.rows.map((row) => shown(row, now)), ...counts }
}

/** What a file's certificate says, and whether it is in force now. Throws `certificate-unreadable`. */
export function inspectCertificate(
  { certificates, clock }: Pick<Ports, 'certificates' | 'clock'>,
  der: string,
): { facts: CertificateFacts; status: OfficeCertificate['status'] } {
  const { facts } = holderIn(certificates, der)
  return { facts, status: statusOf({ facts }, clock.now()) }
}

/** The one certificate of a file that issued none of the others; a file of several holders names nobody. */
function holderIn(reader: CertificateReader, data: string): { holder: Uint8Array; facts: CertificateFacts } {
  const all = reader.split(Buffer.from(data, 'base64')).map((holder) => ({ holder, facts: reader.facts(holder) }))
  const holders = all.filter(({ facts }) =>
    all.every((other) => other.facts.sha256 === facts.sha256 || other.facts.issuer !== facts.subject),
  )
  const [only, ...others] = holders
  if (!only || others.length > 0) throw new AppError('certificate-unreadable', { count: holders.length })
  return only
}

type Binding = { der: string; kind: OfficeCertificate['kind']; personId: PersonId | null }

/**
 * Records whose certificate it is: an admin for anybody in scope, everybody for the own personal one.
 *
 * @throws AppError `forbidden`, `certificate-unreadable`, `certificate-known` {subject}, `not-found`.
 */
export async function bindCertificate(ports: Ports, caller: Caller, binding: Binding): Promise<OfficeCertificate> {
  const { store, clock, certificates } = ports
  const { kind, personId, der } = binding
  const isOwn = kind === 'personal' && personId === caller.personId
  if (!isOwn && !hasRole(caller, 'admin')) throw new AppError('forbidden', { role: 'admin' })
  const { holder, facts } = holderIn(certificates, der)
  const agencyId = await agencyOf(ports, caller, binding)
  const id = randomUUID() as CertificateId
  await store.transaction(async (stores) => {
    if (await stores.certificates.bySha256(facts.sha256)) {
      throw new AppError('certificate-known', { subject: facts.subject })
    }
    await stores.certificates.insert({
      id,
      kind,
      personId: kind === 'personal' ? personId : null,
      agencyId,
      der: Buffer.from(holder).toString('base64'),
      facts,
    })
    await stores.events.append({
      action: 'bind-certificate',
      actorId: caller.personId,
      at: clock.now(),
      object: { kind: 'certificate', id, agencyId },
    })
  })
  const certificate = await store.certificates.named(id)
  if (!certificate) throw new AppError('not-found', { id })
  return shown(certificate, clock.now())
}

/** A personal certificate belongs to its person's agency; an agency's to the caller's. */
async function agencyOf({ store }: Ports, caller: Caller, { kind, personId }: Binding) {
  if (kind === 'agency') return caller.agencyId
  const person = personId === null ? undefined : await store.people.get(personId)
  if (!person) throw new AppError('invalid-input', { field: 'personId' })
  const isInScope = await store.agencies.isUnder(person.agencyId, caller.agencyId)
  if (!isInScope) throw new AppError('not-found', { id: person.id })
  return person.agencyId
}
