import type { DocumentList, DocumentQuery } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { type Caller, requireRole } from '#core/people/caller'
import { civilDate } from './civil-date.ts'
import type { AuditEvent } from './store.ts'

/** A page of documents that the caller may see, newest first; work lists by urgency. */
export const listDocuments = (
  { store, clock }: Pick<OfficePorts, 'store' | 'clock'>,
  caller: Caller,
  query: DocumentQuery,
): Promise<DocumentList> => store.documents.list(caller, query, civilDate(clock.now()))

/** What happened, newest first; for admins. */
export function listEvents(
  { store }: Pick<OfficePorts, 'store'>,
  caller: Caller,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ rows: AuditEvent[]; nextCursor: string | null }> {
  requireRole(caller, 'admin')
  return store.events.list(caller, page)
}
