import type { FileReport } from '#contract'
import { AppError } from '#contract'
import type { InspectPdf, VerifyPdf } from '#core/office-ports'
import type { ByteSource } from '#core/ports'
import type { FileForThread } from './messages.ts'
import { createThread, type Thread, type ThreadLimits, type ThreadWork } from './thread.ts'
import { createWaitingLines } from './waiting-lines.ts'

export type VerifierLimits = ThreadLimits & {
  /** Work on one file. */
  ms: number
  /** More of it for each MiB, which has to be read and hashed. */
  msPerMegabyte: number
  /** One of them, where there are several, is never taken by what happens in the background. */
  threads: number
}

/** Honest files take milliseconds; the memory is that of the largest cross-references and validation data that are read. */
const LIMITS: VerifierLimits = { ms: 20_000, msPerMegabyte: 60, heapMegabytes: 384, externalMegabytes: 448, threads: 3 }
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
  const run = (source: ByteSource, job: Omit<ThreadWork, 'ms'>, inBackground = false) => {
    const ms = limits.ms + (source.size / 2 ** 20) * limits.msPerMegabyte
    return (job.work.kind === 'inspect' ? inspections : pool).run({ ...job, ms }, inBackground)
  }
  return {
    verifyPdf: async (source, { services, signal, inBackground, ...options }) => {
      const work = { kind: 'verify', file: await forThread(source), isOnline: services !== undefined, options } as const
      return (await run(source, { work, services, signal }, inBackground)) as FileReport
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
  const all: readonly Member[] = Array.from({ length: limits.threads }, () => ({ thread: createThread(limits) }))
  const lines = createWaitingLines(all)
  let closed = false
  const isClosed = () => closed
  const take = async (inBackground: boolean): Promise<Member> => {
    const member = await lines.take(inBackground)
    clearTimeout(member.idle)
    return member
  }
  const giveBack = (member: Member, wasInBackground: boolean) => {
    if (lines.giveBack(member, wasInBackground) || isClosed()) return
    member.idle = setTimeout(() => void member.thread.end(), IDLE_MS).unref()
  }
  return {
    run: async (work: ThreadWork, inBackground: boolean) => {
      if (isClosed()) throw new AppError('cancelled')
      const member = await take(inBackground)
      try {
        // Closing ends the thread that somebody waits for: it must not start again.
        if (isClosed() || work.signal?.aborted === true) throw new AppError('cancelled')
        return await member.thread.run(work)
      } catch (error) {
        throw isClosed() && !(error instanceof AppError) ? new AppError('cancelled', {}, { cause: error }) : error
      } finally {
        giveBack(member, inBackground)
      }
    },
    warm: () => lines.ready[0]?.thread.warm(),
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
