import type { DocumentId, ErrorDetails, FileReport, PadesLevel, WaitingDocument } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { type Caller, requireRole } from '#core/people/caller'
import { lowestLevel } from './office-levels.ts'
import { isAtLeast } from './raise-level.ts'

/** A signed document whose level is lower than wanted, and what was tried. Instants are ISO 8601 UTC. */
export type Waiting = {
  documentId: DocumentId
  wanted: PadesLevel
  reached: PadesLevel
  /** Code of the failure; null where nothing was tried yet. */
  problem: string | null
  /** What the failure's sentence needs; empty where there is none. */
  details: ErrorDetails
  attempts: number
  since: string
  triedAt: string | null
  /** When it is tried next by itself. */
  nextAt: string
}

export type RaisingStore = {
  /** Adds a document, or changes what is known of it; `since` stays what it was. */
  put: (waiting: Waiting) => Promise<void>
  remove: (id: DocumentId) => Promise<void>
  get: (id: DocumentId) => Promise<Waiting | undefined>
  /** The office wants this level from now on: those that have one of `satisfied` wait no more. */
  want: (level: PadesLevel, satisfied: readonly PadesLevel[]) => Promise<void>
  /** Of the caller's agency and those under it: those that nobody has to sign any more first, then the longest waiting. */
  list: (caller: Caller, limit: number) => Promise<{ rows: WaitingDocument[]; total: number }>
  /** Those that nobody has to sign any more, in the caller's scope or everywhere; `now`: only if their time has come. */
  ready: (filter: { caller?: Caller; now?: string; limit: number }) => Promise<DocumentId[]>
}

/** The lowest level of a file's signatures; undefined where one of them has none that could be raised. */
export function reachedLevel({ signatures }: FileReport): PadesLevel | undefined {
  return lowestLevel(signatures.filter(({ kind }) => kind === 'signature').map(({ level }) => level))
}

/**
 * Within the transaction that takes a signed file: remembers it where its level is too low, forgets it where it is not.
 * How often it was tried is kept, so that a step forward does not start the waiting times anew.
 */
export async function noteLevel(
  stores: { raising: RaisingStore },
  { id, report, wanted, at }: { id: DocumentId; report: FileReport; wanted: PadesLevel; at: Date },
): Promise<void> {
  const reached = reachedLevel(report)
  if (reached === undefined || isAtLeast(reached, wanted)) {
    await stores.raising.remove(id)
    return
  }
  const now = at.toISOString()
  const { attempts = 0, triedAt = null } = (await stores.raising.get(id)) ?? {}
  await stores.raising.put({
    documentId: id,
    wanted,
    reached,
    problem: null,
    details: {},
    attempts,
    since: now,
    triedAt,
    nextAt: now,
  })
}

const SHOWN = 500

/** The documents that wait for a higher level. Throws `forbidden`: levels are the admin's. */
export async function listWaiting(
  { store }: Pick<OfficePorts, 'store'>,
  caller: Caller,
): Promise<{ rows: WaitingDocument[]; total: number }> {
  requireRole(caller, 'admin')
  return store.raising.list(caller, SHOWN)
}
