import { existsSync } from 'node:fs'
import { getCompileCacheDir } from 'node:module'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError, type FileReport } from '#contract'
import type { ValidationServices } from '#core/ports'
import type { Answer, Ask, Question, Work } from './messages.ts'
import { sendable, valueOf } from './sent-error.ts'
import { createWorkClock } from './work-clock.ts'

/** The thread's entry: its source in a checkout, its build in a package. */
const FILES = [join('..', '..', 'verifier-worker.ts'), 'verifier-worker.js', join('..', 'verifier-worker.js')]
const LOOK_EVERY_MS = 100

export type ThreadLimits = { heapMegabytes: number; externalMegabytes: number }

export type ThreadWork = {
  work: Work
  /** Of work; asking the world does not count. */
  ms: number
  services: ValidationServices | undefined
  signal: AbortSignal | undefined
}

export type Thread = {
  /** Runs one file's work; what exceeds its limits ends the thread, and the next work starts a new one. */
  run: (work: ThreadWork) => Promise<FileReport | { pages: number }>
  /** Starts it before there is work. */
  warm: () => void
  end: () => Promise<void>
}

export function createThread(limits: ThreadLimits): Thread {
  let worker: Worker | undefined
  const started = (): Worker => {
    worker ??= startWorker(limits, (ended) => {
      if (worker === ended) worker = undefined
    })
    return worker
  }
  const end = async (): Promise<void> => {
    const ending = worker
    worker = undefined
    await ending?.terminate()
  }
  return {
    warm: () => void started(),
    end,
    run: async (work) => {
      const outcome = await ask(started(), { ...work, limits })
      if (outcome.isOver) await end()
      return outcome.result()
    },
  }
}

function startWorker({ heapMegabytes }: ThreadLimits, onEnd: (worker: Worker) => void): Worker {
  const file = FILES.map((name) => join(import.meta.dirname, name)).find((path) => existsSync(path))
  if (file === undefined) throw new Error('the thread that checks files is not there')
  const worker = new Worker(file, {
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    env: {},
    workerData: getCompileCacheDir() === undefined ? null : 'compile-cache',
    stdout: true,
    stderr: true,
  })
  // Its failure is told to whoever waits; without one it is only gone.
  const onGone = () => onEnd(worker)
  worker.on('exit', onGone).on('error', onGone)
  worker.unref()
  return worker
}

/** `isOver`: the thread is to be ended, it has failed or is still at work that nobody waits for. */
type Settled = { isOver: boolean; result: () => FileReport | { pages: number } }

/** One file: answers the thread's questions until it is done, fails, or meets a limit. Never rejects. */
function ask(
  worker: Worker,
  { work, ms, services, signal, limits }: ThreadWork & { limits: ThreadLimits },
): Promise<Settled> {
  return new Promise((resolve) => {
    let isSettled = false
    const settle = (settled: Settled) => {
      isSettled = true
      clock.stop()
      clearInterval(watch)
      signal?.removeEventListener('abort', onAbort)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      // An idle thread does not keep the program alive.
      worker.unref()
      resolve(settled)
    }
    const fail = (error: Error) => {
      if (!isSettled) settle({ isOver: true, result: () => raise(error) })
    }
    // What the thread has said by then counts, however late this process came to listen.
    const clock = createWorkClock(ms, () => setImmediate(() => fail(tooComplex('time'))))
    const watch = setInterval(() => {
      void megabytesOf(worker).then((megabytes) => {
        if (megabytes > limits.externalMegabytes) fail(tooComplex('memory'))
      })
    }, LOOK_EVERY_MS)
    const onMessage = (answer: Answer) => {
      if (answer.kind === 'begun') clock.start()
      else if (answer.kind === 'done') settle({ isOver: false, result: () => valueOf(answer.outcome) })
      else {
        clock.pause()
        void replyTo(answer.question, services).then((outcome) => {
          if (isSettled) return
          clock.resume()
          worker.postMessage({ kind: 'reply', call: answer.call, outcome } satisfies Ask)
        })
      }
    }
    const onError = (error: Error & { code?: string }) => {
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooComplex('memory') : error)
    }
    const onExit = () => fail(new Error('the thread that checks files ended'))
    const onAbort = () => fail(new AppError('cancelled'))
    worker.ref()
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    signal?.addEventListener('abort', onAbort)
    worker.postMessage({ kind: 'work', work } satisfies Ask)
  })
}

const tooComplex = (limit: 'time' | 'memory'): AppError => new AppError('pdf-too-complex', { limit })

function raise(error: Error): never {
  throw error
}

/** What it holds beside its heap: bytes that were read and inflated. Nothing can be said of a thread that is just ending. */
async function megabytesOf(worker: Worker): Promise<number> {
  const statistics = await worker.getHeapStatistics().catch(() => undefined)
  return (statistics?.external_memory ?? 0) / 2 ** 20
}

async function replyTo(question: Question, services: ValidationServices | undefined) {
  try {
    if (services === undefined) throw new Error('nobody is to be asked')
    const value =
      question.name === 'evidence'
        ? await services.evidence(...question.with)
        : await services.issuers(...question.with)
    return { value }
  } catch (error) {
    return { error: sendable(error) }
  }
}
