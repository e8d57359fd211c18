import { AppError, type Me, type Person, type PersonId } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { Clock } from '#core/ports'
import type { Caller } from './caller.ts'
import { hashPassword, isPassword } from './password.ts'

type Ports = Pick<OfficePorts, 'store' | 'sessions' | 'settings' | 'clock'>

/** Who works at this client now; null if nobody does, or somebody who may not any more. */
export async function callerOf(
  { store, sessions }: Pick<Ports, 'store' | 'sessions'>,
  clientId: string,
): Promise<Caller | null> {
  const personId = sessions.personOf(clientId)
  const person = personId === undefined ? undefined : await store.people.get(personId)
  if (!person?.active) return null
  const { id, agencyId, roles, name } = person
  return { personId: id, agencyId, roles, name, aloneInScope: await store.people.isAlone(agencyId) }
}

/** Who may work here, for the question "who is working?". */
export async function sessionPeople(
  { store }: Pick<Ports, 'store'>,
  { q, limit }: { q?: string | undefined; limit: number },
): Promise<{ people: Person[]; total: number }> {
  const { rows, total } = await store.people.list(null, { q, limit, activeOnly: true })
  return { people: rows, total }
}

const TRIES = 5
const LOCKED_MS = 5 * 60_000

/** Wrong passwords of each person since the last right one; in the process, as sessions are. */
const failures = new WeakMap<Clock, Map<PersonId, { count: number; last: number }>>()

function failuresOf(clock: Clock) {
  const known = failures.get(clock) ?? new Map<PersonId, { count: number; last: number }>()
  failures.set(clock, known)
  return known
}

/** Five wrong passwords lock a person out for five minutes. Throws `too-many-attempts` {until}, `wrong-credentials` {left}. */
async function requirePassword(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  id: PersonId,
  password: string | undefined,
) {
  const hash = await store.people.passwordHash(id)
  if (hash === undefined || hash === null) return
  const tried = failuresOf(clock)
  const now = clock.now().getTime()
  const before = tried.get(id)
  const isLocked = before !== undefined && before.count >= TRIES && now < before.last + LOCKED_MS
  if (isLocked) {
    throw new AppError('too-many-attempts', { until: new Date(before.last + LOCKED_MS).toISOString() })
  }
  const since = before !== undefined && before.count < TRIES ? before.count : 0
  // Counted before the slow check: many tries at once do not get more than five.
  tried.set(id, { count: since + 1, last: now })
  if (password !== undefined && (await isPassword(password, hash))) {
    tried.delete(id)
    return
  }
  throw new AppError('wrong-credentials', { left: TRIES - since - 1 })
}

/** Starts to work as a person. Throws `wrong-credentials`, `too-many-attempts`, `not-found`. */
export async function openSession(
  ports: Ports,
  clientId: string,
  { personId, password }: { personId: PersonId; password?: string | undefined },
): Promise<Me> {
  const person = await ports.store.people.get(personId)
  if (!person?.active) throw new AppError('not-found', { id: personId })
  await requirePassword(ports, personId, password)
  ports.sessions.open(clientId, personId)
  return meAs(ports, person)
}

async function meAs({ store, settings }: Ports, person: Person): Promise<Me> {
  const agency = await store.agencies.get(person.agencyId)
  const office = await settings.get()
  if (!agency || !office) throw new AppError('workspace-not-ready')
  return { person, agency, demo: office.demo, officeName: office.officeName }
}

export async function me(ports: Ports, caller: Caller | null): Promise<Me | null> {
  const person = caller ? await ports.store.people.get(caller.personId) : undefined
  return person ? meAs(ports, person) : null
}

export function closeSession({ sessions }: Pick<Ports, 'sessions'>, clientId: string): null {
  sessions.close(clientId)
  return null
}

/**
 * Sets or removes the own password; the present one is asked for if there is one. Whoever works as this person at
 * another client is asked again.
 */
export async function setOwnPassword(
  ports: Ports,
  { caller, clientId }: { caller: Caller; clientId: string },
  { current, next }: { current?: string | undefined; next: string | null },
): Promise<null> {
  await requirePassword(ports, caller.personId, current)
  await storePassword(ports, caller, { personId: caller.personId, password: next })
  ports.sessions.closePerson(caller.personId, clientId)
  return null
}

/** Stores a password's hash with its event; the password itself is nowhere. */
export async function storePassword(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  caller: Caller,
  { personId, password }: { personId: PersonId; password: string | null },
): Promise<null> {
  const hash = password === null ? null : await hashPassword(password)
  await store.transaction(async ({ people, events }) => {
    await people.setPasswordHash(personId, hash)
    await events.append({
      action: hash === null ? 'remove-password' : 'set-password',
      actorId: caller.personId,
      at: clock.now(),
      object: { kind: 'person', id: personId, agencyId: caller.agencyId },
    })
  })
  return null
}
