import type { FileReport } from '#contract'
import { AppError } from '#contract'
import type { InspectPdf, VerifyPdf } from '#core/office-ports'
import type { ByteSource } from '#core/ports'
import type { FileForThread } from './messages.ts'
import { createThread, type Thread, type ThreadLimits, type ThreadWork } from './thread.ts'

export type VerifierLimits = ThreadLimits & {
  /** Work on one file. */
  ms: number
  /** More of it for each MiB, which has to be read and hashed. */
  msPerMegabyte: number
  threads: number
}

/** Honest files take milliseconds; the memory is that of the largest cross-references and validation data that are read. */
const LIMITS: VerifierLimits = { ms: 20_000, msPerMegabyte: 60, heapMegabytes: 384, externalMegabytes: 448, threads: 2 }
/** A thread without work gives its memory back after this time. */
const IDLE_MS = 5 * 60_000

export type Verifier = {
  verifyPdf: VerifyPdf
  inspectPdf: (...args: Parameters<InspectPdf>) => Promise<{ pages: number }>
  /** Starts a thread before there is work for it. */
  warm: () => void
  /** Whoever waits or comes later is told `cancelled`. */
  close: () => Promise<void>
}

/**
 * Reads what others sent in threads of their own, a few files at once, each bounded in time and memory: a hostile file costs
 * one thread, never the program. What exceeds a limit is `pdf-too-complex`.
 */
export function createVerifier(given: Partial<VerifierLimits> = {}): Verifier {
  const limits = { ...LIMITS, ...given }
  const pool = createPool(limits)
  // Reading a structure asks nobody: it does not wait behind files that wait for the network.
  const inspections = createPool({ ...limits, threads: 1 })
  const run = (source: ByteSource, job: Omit<ThreadWork, 'ms'>) =>
    (job.work.kind === 'inspect' ? inspections : pool).run({
      ...job,
      ms: limits.ms + (source.size / 2 ** 20) * limits.msPerMegabyte,
    })
  return {
    verifyPdf: async (source, { services, signal, ...options }) => {
      const work = { kind: 'verify', file: await forThread(source), isOnline: services !== undefined, options } as const
      return (await run(source, { work, services, signal })) as FileReport
    },
    inspectPdf: async (source) => {
      const work = { kind: 'inspect', file: await forThread(source) } as const
      return (await run(source, { work, services: undefined, signal: undefined })) as { pages: number }
    },
    warm: pool.warm,
    close: async () => {
      await Promise.all([pool.close(), inspections.close()])
    },
  }
}

async function forThread(source: ByteSource): Promise<FileForThread> {
  const { descriptor, size, password } = source
  if (descriptor !== undefined) return { descriptor, size, password }
  const bytes = new Uint8Array(size)
  let at = 0
  for await (const chunk of source.chunks(0, size)) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return { bytes, password }
}

type Member = { thread: Thread; idle?: NodeJS.Timeout }

/** As many threads as are needed at once, and no more than allowed; who comes then waits in line. */
function createPool(limits: VerifierLimits) {
  const free: Member[] = Array.from({ length: limits.threads }, () => ({ thread: createThread(limits) }))
  const all = [...free]
  const line: ((member: Member) => void)[] = []
  let closed = false
  const isClosed = () => closed
  const take = async (): Promise<Member> => {
    const member = free.shift() ?? (await new Promise<Member>((resolve) => line.push(resolve)))
    clearTimeout(member.idle)
    return member
  }
  const giveBack = (member: Member) => {
    const next = line.shift()
    if (next) {
      next(member)
      return
    }
    if (isClosed()) return
    member.idle = setTimeout(() => void member.thread.end(), IDLE_MS).unref()
    // The one that has run last is the first to run again: the others may rest.
    free.unshift(member)
  }
  return {
    run: async (work: ThreadWork) => {
      if (isClosed()) throw new AppError('cancelled')
      const member = await take()
      try {
        // Closing ends the thread that somebody waits for: it must not start again.
        if (isClosed() || work.signal?.aborted === true) throw new AppError('cancelled')
        return await member.thread.run(work)
      } catch (error) {
        throw isClosed() && !(error instanceof AppError) ? new AppError('cancelled', {}, { cause: error }) : error
      } finally {
        giveBack(member)
      }
    },
    warm: () => free[0]?.thread.warm(),
    close: async () => {
      closed = true
      await Promise.all(
        all.map((member) => {
          clearTimeout(member.idle)
          return member.thread.end()
        }),
      )
    },
  }
}
