import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { type AgencyId, AppError, type Person, type PersonId, type PersonInput } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { type Caller, requireRole } from './caller.ts'
import { storePassword } from './session.ts'
import type { PeopleQuery } from './store.ts'

type Ports = Pick<OfficePorts, 'store' | 'clock'>
type SessionPorts = Pick<OfficePorts, 'store' | 'clock' | 'sessions'>

/** People of the caller's agency and those under it. */
export const listPeople = ({ store }: Ports, caller: Caller, query: PeopleQuery) => store.people.list(caller, query)

export const listAgencies = ({ store }: Ports, caller: Caller) => store.agencies.inScope(caller.agencyId)

/** Throws `not-found` for an agency that the admin does not administer. */
async function requireInScope({ store }: Ports, caller: Caller, agencyId: AgencyId): Promise<void> {
  if (!(await store.agencies.isUnder(agencyId, caller.agencyId))) throw new AppError('not-found', { id: agencyId })
}

/** Adds or changes a person. Throws `last-admin` where nobody would be left who administers. */
export async function savePerson(ports: Ports, caller: Caller, input: z.output<typeof PersonInput>): Promise<Person> {
  const { store, clock } = ports
  requireRole(caller, 'admin')
  await requireInScope(ports, caller, input.agencyId)
  const id = input.id ?? (randomUUID() as PersonId)
  const roles = [...new Set(input.roles)]
  await store.transaction(async ({ people, events }) => {
    if (input.id !== undefined) await requireChangeable(people, caller, { ...input, id, roles })
    await people.save({ ...input, id, roles })
    await events.append({
      action: input.id === undefined ? 'add-person' : 'change-person',
      actorId: caller.personId,
      at: clock.now(),
      object: { kind: 'person', id, agencyId: input.agencyId },
    })
  })
  const person = await store.people.get(id)
  if (!person) throw new AppError('not-found', { id })
  return person
}

type Changed = { id: PersonId; roles: readonly string[]; active: boolean }

async function requireChangeable(
  people: OfficePorts['store']['people'],
  caller: Caller,
  changed: Changed,
): Promise<void> {
  const { rows } = await people.list(caller, { limit: 1, id: changed.id })
  if (rows.length === 0) throw new AppError('not-found', { id: changed.id })
  const staysAdmin = changed.active && changed.roles.includes('admin')
  if (!staysAdmin && (await people.otherAdmins(changed.id)) === 0) throw new AppError('last-admin', { id: changed.id })
}

/** An admin sets or removes a person's password; that person's other sessions end. */
export async function setPassword(
  ports: SessionPorts,
  { caller, clientId }: { caller: Caller; clientId: string },
  { personId, password }: { personId: PersonId; password: string | null },
): Promise<null> {
  requireRole(caller, 'admin')
  const { rows } = await ports.store.people.list(caller, { limit: 1, id: personId })
  if (rows.length === 0) throw new AppError('not-found', { id: personId })
  await storePassword(ports, caller, { personId, password })
  ports.sessions.closePerson(personId, clientId)
  return null
}
