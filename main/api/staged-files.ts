import { AppError, type Sha256 } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { requireCaller } from '#core/people/caller'
import type { CallContext, StagedFiles } from './context.ts'

/** Uploads that a client is remembered for; the oldest are forgotten first, which only means uploading again. */
const MAX_PER_CLIENT = 500

export function createStagedFiles(): StagedFiles {
  const ofClient = new Map<string, Set<Sha256>>()
  return {
    add: (clientId, sha256) => {
      const files = ofClient.get(clientId) ?? new Set()
      ofClient.set(clientId, files)
      files.delete(sha256)
      files.add(sha256)
      const [oldest] = files
      if (files.size > MAX_PER_CLIENT && oldest !== undefined) files.delete(oldest)
    },
    has: (clientId, sha256) => ofClient.get(clientId)?.has(sha256) === true,
    release: (clientId, sha256) => {
      const wasTheirs = ofClient.get(clientId)?.delete(sha256) === true
      return wasTheirs && ![...ofClient.values()].some((files) => files.has(sha256))
    },
  }
}

/** What the office has staged for this client may be read by it, as its own uploads may. */
export function readable<Staged extends { sha256: Sha256 }>(
  { clientId, runtime }: Pick<CallContext, 'clientId' | 'runtime'>,
  staged: Staged,
): Staged {
  runtime.staged.add(clientId, staged.sha256)
  return staged
}

/**
 * The office's ports for a call that names a file. To know its SHA-256 is not enough: this client has uploaded it, or
 * the caller may see a document that has it. A refusal removes only what this client alone has uploaded.
 *
 * @throws AppError `sign-in-required`, `file-missing`: who may not read the file does not learn that it is there.
 */
export async function portsWithFile(
  { clientId, caller, ports, runtime: { staged } }: Pick<CallContext, 'clientId' | 'caller' | 'ports' | 'runtime'>,
  sha256: Sha256,
): Promise<OfficePorts> {
  const known = requireCaller(caller)
  const mayName = staged.has(clientId, sha256) || (await ports.store.documents.mayReadFile(known, sha256))
  if (!mayName) throw new AppError('file-missing', { sha256 })
  const discard = async (refused: Sha256) => {
    if (staged.release(clientId, refused)) await ports.files.discard(refused)
  }
  return { ...ports, files: { ...ports.files, discard } }
}
