import type { Sha256 } from '#contract'
import type { StagedFiles } from './context.ts'

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
  }
}
