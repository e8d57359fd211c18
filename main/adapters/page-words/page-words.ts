import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '#contract'
import type { ReadPageWords, Word } from '#core/placement/words'
import type { ByteSource } from '#core/ports'
import type { Answer, Ask, ThreadLimits } from './messages.ts'

/** A hostile or damaged page must not hold the signer up, nor fill the memory. */
const LIMITS = { ms: 10_000, megabytes: 384, bytes: 64 << 20, unfolded: 256 << 20 } as const
type Limits = { ms: number; megabytes: number; bytes: number } & ThreadLimits
/** The thread beside this file: its source in a checkout, its build in a package. */
const FILES = ['page-words-worker.ts', 'page-words-worker.js', join('..', 'page-words-worker.js')]

export type PageWords = { read: ReadPageWords; close: () => Promise<void> }

/**
 * Reads words with pdf.js in a thread of its own, which is started at the first page and ended when it exceeds its limits.
 * Only the ranges that a page needs are read.
 */
export function createPageWords(limits: Limits = LIMITS): PageWords {
  const files = new WeakMap<ByteSource, number>()
  let thread: Worker | undefined
  let [lastFile, lastId] = [0, 0]
  let before: Promise<unknown> = Promise.resolve()

  const started = (): Worker => {
    thread ??= startThread(limits, () => {
      thread = undefined
    })
    return thread
  }
  const numberOf = (source: ByteSource): number => {
    const known = files.get(source) ?? ++lastFile
    files.set(source, known)
    return known
  }
  const end = async (): Promise<void> => {
    const ending = thread
    thread = undefined
    await ending?.terminate()
  }
  const readNow = async (source: ByteSource, page: number): Promise<Word[]> => {
    const id = ++lastId
    try {
      return await ask(started(), { source, limits, request: { id, file: numberOf(source), page } })
    } catch (error) {
      if (error instanceof AppError && error.code === 'page-not-found') throw error
      await end()
      throw error instanceof AppError ? error : new AppError('page-unreadable', { page }, { cause: error })
    }
  }
  return {
    read: (source, page) => {
      const turn = before.then(() => readNow(source, page))
      before = turn.catch(() => undefined)
      return turn
    },
    close: end,
  }
}

function startThread({ megabytes, unfolded }: Limits, onEnd: () => void): Worker {
  const file = FILES.map((name) => join(import.meta.dirname, name)).find((path) => existsSync(path))
  if (file === undefined) throw new AppError('page-unreadable', {})
  const thread = new Worker(file, {
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    env: {},
    workerData: { unfolded } satisfies ThreadLimits,
    stdout: true,
    stderr: true,
  })
  thread.on('exit', onEnd)
  // Its failure is told to whoever waits; without one it is only gone.
  thread.on('error', onEnd)
  thread.unref()
  return thread
}

type Request = {
  source: ByteSource
  limits: { ms: number; bytes: number }
  request: { id: number; file: number; page: number }
}

/** One request: hands the thread the bytes it asks for until it has an answer, or a limit is met. */
function ask(thread: Worker, { source, limits, request }: Request): Promise<Word[]> {
  const { id, file, page } = request
  return new Promise((resolve, reject) => {
    let handed = 0
    const tooSlow = setTimeout(() => done(() => reject(new Error('the time for a page is over'))), limits.ms)
    const onMessage = (answer: Answer) => {
      if (answer.kind === 'range') hand(answer)
      else if (answer.id === id) done(() => settle(answer))
    }
    const onEnd = (cause: unknown) => done(() => reject(new Error('the thread that reads pages ended', { cause })))
    const done = (settleNow: () => void) => {
      clearTimeout(tooSlow)
      thread.off('message', onMessage).off('error', onEnd).off('exit', onEnd)
      // An idle thread does not keep the program alive.
      thread.unref()
      settleNow()
    }
    const settle = (answer: Exclude<Answer, { kind: 'range' }>) => {
      if (answer.kind === 'words') resolve(answer.words)
      else if (answer.kind === 'no-page') reject(new AppError('page-not-found', { page, pages: answer.pages }))
      else reject(new Error(answer.reason))
    }
    const hand = ({ from, to }: { from: number; to: number }) => {
      try {
        handed += to - from
        if (handed > limits.bytes) throw new Error('a page that needs too much of its file')
        const bytes = new Uint8Array(source.read(from, to - from))
        thread.postMessage({ kind: 'bytes', from, bytes } satisfies Ask, [bytes.buffer])
      } catch (error) {
        done(() => reject(error instanceof Error ? error : new Error(String(error))))
      }
    }
    thread.ref()
    thread.on('message', onMessage).on('error', onEnd).on('exit', onEnd)
    const { size, password } = source
    thread.postMessage({ kind: 'read', id, file, size, page, password } satisfies Ask)
  })
}
