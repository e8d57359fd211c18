import { type Agency, AgencyId, DocumentId, PersonId } from '#contract'
import type { ImportedDocument, ImportedPerson } from '#core/register/import'
import { RECIPIENTS } from '#seeds/data/prose'
import type { PlannedAgency } from '#seeds/plan/agencies'
import type { DeclaredDocument } from '#seeds/plan/declared'
import { idOf } from '#seeds/plan/ids'
import type { PlannedPerson } from '#seeds/plan/people'

/** Asked for with every document; made once for each key. */
function remembered<Id>(make: (key: string) => Id): (key: string) => Id {
  const known = new Map<string, Id>()
  return (key) => {
    const id = known.get(key) ?? make(key)
    known.set(key, id)
    return id
  }
}

export const agencyId = remembered((key): AgencyId => AgencyId.parse(idOf('agency', key)))
export const personId = remembered((key): PersonId => PersonId.parse(idOf('person', key)))

/** The 136 communes are those of 2020 to 2024; the demo lets them live on. */
const SINCE = '2020-01-01'

export function toAgency(planned: PlannedAgency): Agency {
  const { name, organId, symbol, level, place } = planned
  return {
    id: agencyId(planned.key),
    parentId: planned.parentKey === null ? null : agencyId(planned.parentKey),
    ...{ name, organId, symbol, level, place },
    validFrom: SINCE,
    validTo: null,
  }
}

export function toPerson({ key, agencyKey, name, position, roles }: PlannedPerson): ImportedPerson {
  return { id: personId(key), agencyId: agencyId(agencyKey), name, position, roles: [...roles], active: true }
}

/** An instant within the day's office hours. */
function instantOf(date: string, ordinal: number): string {
  const minutes = 60 + ((ordinal * 37) % 540)
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60]
  return `${date}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00.000Z`
}

/**
 * Identifiers of declared documents rise with the documents: an index on them then only grows at its end, which is what
 * fills a hundred thousand rows quickly. In the form of a UUID (RFC 9562, version 8).
 */
function declaredId(order: number): DocumentId {
  const hex = order.toString(16).padStart(12, '0')
  return DocumentId.parse(`${hex.slice(0, 8)}-${hex.slice(8)}-8dec-a1a2-ed0c00000000`)
}

/** A line of a list as the register takes it over: no file, so its signatures are declared. */
export function toImported(planned: DeclaredDocument, order: number, agencyName: string): ImportedDocument {
  const { issuedDate, ordinal, type, subject, unitSymbol, state, leaderSigned, agencySigned } = planned
  const signerId = personId(planned.signerKey)
  return {
    id: declaredId(order),
    direction: 'outgoing',
    agencyId: agencyId(planned.agencyKey),
    ...{ state, type, subject, unitSymbol, issuedDate, leaderSigned, agencySigned, signerId },
    competence: planned.competence,
    urgency: planned.urgency,
    organName: agencyName,
    drafterId: personId(planned.drafterKey),
    leaderSignedBy: leaderSigned ? signerId : null,
    evidence: leaderSigned || agencySigned ? 'declared' : 'none',
    recipients: RECIPIENTS[ordinal % RECIPIENTS.length] ?? [],
    returnReason: planned.reason,
    createdAt: instantOf(issuedDate, ordinal),
  }
}
