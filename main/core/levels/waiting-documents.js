import { requireRole } from '#core/people/caller'
import { lowestLevel } from './office-levels.ts'
import { isAtLeast } from './raise-level.ts'
/** Within the transaction that takes a signed file: remembers it where its level is too low, forgets it where it is not. */
export async function noteLevel(stores, { id, report, wanted, at }) {
  const signatures = report.signatures.filter(({ kind }) => kind === 'signature')
  const reached = lowestLevel(signatures.map(({ level }) => level))
  if (reached === undefined || isAtLeast(reached, wanted)) {
    await stores.raising.remove(id)
    return
  }
  const now = at.toISOString()
  const fresh = { problem: null, attempts: 0, since: now, triedAt: null, nextAt: now }
  await stores.raising.put({ documentId: id, wanted, reached, ...fresh })
}
const SHOWN = 500
/** The documents that wait for a higher level. Throws `forbidden`: levels are the admin's. */
export async function listWaiting({ store }, caller) {
  requireRole(caller, 'admin')
  return store.raising.list(caller, SHOWN)
}
