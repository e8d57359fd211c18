import fc from 'fast-check'
import { mutateBytes } from './mutate-bytes.ts'
import { createRandom } from './random.ts'
import { structuredPdf } from './structures.ts'

/** One input in so many is made of structures, the others of changed files. */
const STRUCTURED = 8

/** The input of a number: the same for the same seed and files. */
export function makeInput(files: readonly Uint8Array[], { seed, index }: { seed: number; index: number }): Uint8Array {
  if (index % STRUCTURED === 0) {
    const [made = Buffer.alloc(0)] = fc.sample(structuredPdf, { seed: seed * 1_000_003 + index, numRuns: 1 })
    return made
  }
  const random = createRandom(seed, index)
  const pick = () => files[random.below(files.length)] ?? Buffer.alloc(0)
  return mutateBytes(pick(), random, pick())
}
