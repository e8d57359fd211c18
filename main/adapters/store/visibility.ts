import { type RawBuilder, sql } from 'kysely'
import { type Caller, hasRole } from '#core/people/caller'
import { COUNTED_STATES } from '#core/statistics/rate'

/**
 * True for rows of the caller's agency and those under it. A caller with nobody under it gets an equality, which the
 * agency's indexes serve; the others walk the rows newest first and look each agency up, so that the planner does not
 * collect a whole province to sort it.
 */
export function inScope(column: string, caller: Caller): RawBuilder<boolean> {
  const agency = sql.ref(column)
  if (caller.aloneInScope) return sql<boolean>`${agency} = ${caller.agencyId}`
  return sql<boolean>`(${agency} || '') in (select agency_id from agency_scope where ancestor_id = ${caller.agencyId})`
}

/** Officials, clerks and admins see their scope; staff only their own work and what their agency has issued. */
export const seesScope = (caller: Caller): boolean =>
  hasRole(caller, 'official') || hasRole(caller, 'clerk') || hasRole(caller, 'admin')

/** True for documents that the caller may see; part of every query of documents. */
export function visibleTo(caller: Caller): RawBuilder<boolean> {
  if (seesScope(caller)) return inScope('document.agency_id', caller)
  const me = caller.personId
  return sql<boolean>`(document.drafter_id = ${me} or document.handler_id = ${me}
    or exists (select 1 from assignment where assignment.document_id = document.id and assignment.person_id = ${me})
    or (document.direction = 'outgoing' and document.agency_id = ${caller.agencyId}
      and document.issued_date is not null and document.state in (${sql.join([...COUNTED_STATES])})))`
}
