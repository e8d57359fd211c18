import type { Hash } from 'node:crypto'
import type { ByteSource } from '#core/ports'
import { copyDigest, startDigest } from '../certificates/signature-value.ts'

/** The bytes a signature speaks of, wherever they are. */
export type CoveredContent = {
  /** @param name A digest of node:crypto. */
  digest: (name: string) => Promise<Uint8Array>
  chunks: () => AsyncIterable<Uint8Array>
}

/** Content that is at hand: what a timestamp token encloses, a signature value. */
export function contentInMemory(bytes: Uint8Array): CoveredContent {
  return {
    digest: (name) => Promise.resolve(startDigest(name).update(bytes).digest()),
    async *chunks() {
      yield await Promise.resolve(bytes)
    },
  }
}

/** `/ByteRange` as two stretches of the file: 0..gapStart and gapEnd..end (ends exclusive). */
export type CoveredRange = { gapStart: number; gapEnd: number; end: number }

type Running = { hash: Hash; at: number }

/**
 * Digests of a file's signatures, each from the start of the file. Signatures of later revisions begin with the same
 * bytes: where they are asked for in ascending order, the file is read once, not once per signature.
 */
export function createCoverage(source: ByteSource): (range: CoveredRange) => CoveredContent {
  const running = new Map<string, Running>()

  const prefix = async (name: string, end: number): Promise<Hash> => {
    const known = running.get(name)
    const state = known && known.at <= end ? known : { hash: startDigest(name), at: 0 }
    for await (const chunk of source.chunks(state.at, end)) state.hash.update(chunk)
    state.at = end
    running.set(name, state)
    return copyDigest(state.hash, name)
  }

  return ({ gapStart, gapEnd, end }) => ({
    digest: async (name) => {
      const hash = await prefix(name, gapStart)
      for await (const chunk of source.chunks(gapEnd, end)) hash.update(chunk)
      return hash.digest()
    },
    async *chunks() {
      yield* source.chunks(0, gapStart)
      yield* source.chunks(gapEnd, end)
    },
  })
}
