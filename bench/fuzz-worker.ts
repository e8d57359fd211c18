import { parentPort, workerData } from 'node:worker_threads'
import { type Examination, examine } from '#test/support/fuzz/examine'
import { makeInput } from '#test/support/fuzz/make-input'

/** What the thread of `fuzz.ts` is started with. `present` holds the number of the input that it is at. */
export type FuzzTask = Omit<Examination, 'covered'> & {
  covered: readonly string[]
  files: readonly Uint8Array[]
  seed: number
  from: number
  to: number
  present: Int32Array
}

const { files, seed, from, to, present, covered, ...rest } = workerData as FuzzTask
const examination = { ...rest, covered: new Set(covered) }
const verdicts: Record<string, number> = {}

for (let index = from; index < to; index += 1) {
  Atomics.store(present, 0, index)
  const started = performance.now()
  const bytes = makeInput(files, { seed, index })
  const { problems, verdict } = await examine(bytes, examination)
  verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
  const ms = performance.now() - started
  if (problems.length > 0 || ms > 1000) parentPort?.postMessage({ kind: 'found', index, problems, ms })
}
parentPort?.postMessage({ kind: 'verdicts', verdicts })
