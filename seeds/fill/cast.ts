import type { Caller } from '#core/people/caller'
import type { SigningKey } from '#core/ports'
import type { DemoKeys } from '#seeds/fill/keys'
import { toSigningKey } from '#seeds/fill/keys'
import { agencyId, personId } from '#seeds/fill/records'
import { drawSignature } from '#seeds/images/handwriting'
import { drawSeal } from '#seeds/images/seal'
import { type Letterhead, letterheadLines } from '#seeds/pdf/compose-paper'
import type { PlannedAgency } from '#seeds/plan/agencies'
import type { PlannedPerson } from '#seeds/plan/people'
import type { Random } from '#seeds/plan/random'

/** An agency that acts in the demo: its people as callers, its keys, its seal. */
export type Actors = {
  agency: PlannedAgency
  letterhead: Letterhead
  officials: readonly PlannedPerson[]
  clerk: PlannedPerson
  staff: readonly PlannedPerson[]
  callerOf: (person: PlannedPerson) => Caller
  leaderKey: (person: PlannedPerson) => SigningKey
  handwriting: (person: PlannedPerson) => Uint8Array
  agencyKey: SigningKey
  seal: Uint8Array
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`the demo has no ${what}`)
  return value
}

/** Who signs in the demo and therefore needs an RSA key: the first two officials of each featured agency. */
export function signersOf(people: readonly PlannedPerson[]): PlannedPerson[] {
  return people.filter(({ roles }) => roles.includes('official')).slice(0, 2)
}

export function letterheadOf(agency: PlannedAgency, parent: PlannedAgency | undefined): Letterhead {
  return {
    name: agency.name,
    parent: agency.name.startsWith('UBND ') || parent === undefined ? [] : [parent.name.toUpperCase()],
    agency: letterheadLines(agency.name),
    symbol: agency.symbol,
    place: agency.place,
  }
}

/** Makes an agency's people able to act; `chain` is the issuing authority. */
export function createActors(
  agency: PlannedAgency,
  people: readonly PlannedPerson[],
  { keys, chain, hasOthersBelow }: { keys: DemoKeys; chain: readonly Uint8Array[]; hasOthersBelow: boolean },
): Actors {
  const drawings = new Map<string, Uint8Array>()
  return {
    agency,
    letterhead: letterheadOf(agency, undefined),
    officials: signersOf(people),
    clerk: required(
      people.find(({ roles }) => roles.includes('clerk')),
      `clerk of ${agency.key}`,
    ),
    staff: people.filter(({ roles }) => roles.includes('staff')),
    callerOf: (person) => ({
      personId: personId(person.key),
      agencyId: agencyId(person.agencyKey),
      roles: person.roles,
      name: person.name,
      aloneInScope: !hasOthersBelow,
    }),
    leaderKey: (person) => toSigningKey(required(keys.people.get(person.key), `key of ${person.key}`), chain),
    handwriting: (person) => {
      const drawn = drawings.get(person.key) ?? drawSignature(person.name)
      drawings.set(person.key, drawn)
      return drawn
    },
    agencyKey: toSigningKey(required(keys.agencies.get(agency.key), `key of ${agency.key}`), chain),
    seal: drawSeal(agency.name),
  }
}

/** Whoever drafts or handles: the featured one (the first) has half of the work, so that something waits for them. */
export function pickStaff({ staff }: Actors, random: Random): PlannedPerson {
  const first = required(staff[0], 'staff')
  return random.next() < 0.5 ? first : random.pick(staff)
}
