import type { Clock } from '../ports.ts'

type Kept = { bytes: Uint8Array; until: number }

/** Answers of responders and lists, each until it says that there is a newer one. */
export type EvidenceCache = {
  get: (key: string) => Uint8Array | undefined
  keep: (key: string, bytes: Uint8Array, nextUpdate: Date | undefined) => void
}

/** A list of 50 MB and many answers; the oldest go first. */
const MAX_BYTES = 128 << 20
/** An answer without `nextUpdate` says that newer ones are always there: one batch may still share it. */
const WITHOUT_NEXT_UPDATE_MS = 10 * 60_000

export function createEvidenceCache(clock: Clock): EvidenceCache {
  const kept = new Map<string, Kept>()
  let total = 0
  const drop = (key: string) => {
    total -= kept.get(key)?.bytes.length ?? 0
    kept.delete(key)
  }
  return {
    get: (key) => {
      const found = kept.get(key)
      if (found && found.until > clock.now().getTime()) return found.bytes
      drop(key)
      return undefined
    },
    keep: (key, bytes, nextUpdate) => {
      if (bytes.length > MAX_BYTES) return
      drop(key)
      kept.set(key, { bytes, until: nextUpdate?.getTime() ?? clock.now().getTime() + WITHOUT_NEXT_UPDATE_MS })
      total += bytes.length
      for (const oldest of kept.keys()) {
        if (total <= MAX_BYTES) break
        drop(oldest)
      }
    },
  }
}
