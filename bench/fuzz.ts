/**
 * Feeds changed and made-up PDFs to everything that reads what others send: `npm run fuzz -- --inputs 200000 --seed 1`.
 * What is found is written to `--out`, its bytes beside what happened; the last line says the figures. The files that we sign
 * ourselves have new keys in each run.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { Problem } from '#test/support/fuzz/examine'
import { makeInput } from '#test/support/fuzz/make-input'
import { canBeOpened, foreignFiles, leveledSeeds, ownSeeds } from '#test/support/fuzz/seed-files'
import type { FuzzTask } from './fuzz-worker.ts'

/** Of the processor: other work of the machine is nobody's hang. */
const HANG_MS = 5000
/** A thread that is silent for so long hangs, whatever it does. */
const SILENT_MS = 60_000
const MEGABYTES = 500
/** As the office's own threads have it: what would fill more ends there, too. Half of it may be waiting to be collected. */
const HEAP_MEGABYTES = 384
const LOOK_EVERY_MS = 100

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'fuzz-found' },
  },
})
const [inputs, seed] = [Number(values.inputs), Number(values.seed)]

type Message =
  | { kind: 'found'; index: number; problems: Problem[]; ms: number }
  | { kind: 'verdicts'; verdicts: Record<string, number> }
type Failure = { index: number; kind: string; detail: string }

const [plain, leveled] = [await ownSeeds(), await leveledSeeds()]
const own = {
  files: [...plain.files, ...leveled.files],
  anchors: [...plain.anchors, ...leveled.anchors],
  covered: [...plain.covered, ...leveled.covered],
  at: new Date(),
}
const others = foreignFiles(process.env.VANTHU_PDFS ?? join(import.meta.dirname, '../../shared/pdfs'))
const openable = others.filter(canBeOpened)
// What cannot be opened is refused at its start: one in ten of them is enough.
const files = [
  ...Array.from({ length: 6 }, () => own.files).flat(),
  ...openable,
  ...others.filter((file) => !canBeOpened(file)).slice(0, 8),
]
const verdicts: Record<string, number> = {}
const found: Failure[] = []
let slowest = { ms: 0, index: -1 }
let most = 0

function note(failure: Failure): void {
  found.push(failure)
  mkdirSync(values.out, { recursive: true })
  const name = `${seed}-${failure.index}-${failure.kind}`
  writeFileSync(join(values.out, `${name}.pdf`), makeInput(files, { seed, index: failure.index }))
  writeFileSync(join(values.out, `${name}.txt`), failure.detail)
}

function take(message: Message): void {
  if (message.kind === 'verdicts') {
    for (const [name, count] of Object.entries(message.verdicts)) verdicts[name] = (verdicts[name] ?? 0) + count
    return
  }
  if (message.ms > slowest.ms) slowest = { ms: Math.round(message.ms), index: message.index }
  for (const { kind, step, detail } of message.problems)
    note({ index: message.index, kind, detail: `${step}: ${detail}` })
}

/** One thread from `from` on. @returns The number to go on from: behind the input that ended it, or the last one. */
function runFrom(from: number): Promise<number> {
  const present = new Int32Array(new SharedArrayBuffer(4))
  const task: FuzzTask = { ...own, files, seed, from, to: Math.min(inputs, from + 5000), present }
  const thread = new Worker(new URL('fuzz-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
  })
  present[0] = from
  return new Promise((resolve) => {
    let [last, since, spent, isOver] = [-1, performance.now(), 0, false]
    const end = (failure?: Failure) => {
      if (isOver) return
      isOver = true
      clearInterval(watch)
      if (failure) note(failure)
      void thread.terminate().then(() => {
        resolve(failure ? failure.index + 1 : task.to)
      })
    }
    const look = async () => {
      const index = Atomics.load(present, 0)
      if (index === last && performance.now() - since > SILENT_MS) end({ index, kind: 'hang', detail: 'silent' })
      const { user, system } = await thread.cpuUsage()
      const used = (user + system) / 1000
      if (index !== last) [last, since, spent] = [index, performance.now(), used]
      else if (used - spent > HANG_MS) end({ index, kind: 'hang', detail: `over ${HANG_MS} ms` })
      const { external_memory: external, total_heap_size: heap } = await thread.getHeapStatistics()
      const megabytes = (external + heap) / 2 ** 20
      most = Math.max(most, megabytes)
      if (megabytes > MEGABYTES) end({ index, kind: 'memory', detail: `${megabytes} MB` })
    }
    // A thread that has just ended has no statistics any more.
    const watch = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS)
    thread.on('message', (message: Message) => {
      take(message)
    })
    thread.on('error', (error: Error & { code?: string }) => {
      end({
        index: Atomics.load(present, 0),
        kind: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash',
        detail: String(error.stack),
      })
    })
    thread.on('exit', () => {
      const index = Atomics.load(present, 0)
      end(index < task.to - 1 ? { index, kind: 'crash', detail: 'the thread ended' } : undefined)
    })
  })
}

const started = performance.now()
for (let from = 0; from < inputs; ) {
  from = await runFrom(from)
  console.error(`${from} of ${inputs}, found ${found.length}, ${Math.round((performance.now() - started) / 1000)} s`)
}
const count = (kind: string): number => found.filter((one) => one.kind === kind).length
console.log(
  JSON.stringify({
    bench: 'fuzz',
    ...{ inputs, seed, files: files.length, seconds: Math.round((performance.now() - started) / 1000) },
    ...{ crashes: count('crash'), hangs: count('hang'), overMemory: count('memory'), forged: count('forged') },
    ...{ withoutOffset: count('no-offset'), slowest, mostMegabytes: Math.round(most), verdicts },
  }),
)
process.exitCode = found.length === 0 ? 0 : 1
