import { closeSync, fstatSync, fsync, open, openSync, rmSync, write, writeSync } from 'node:fs'
import { promisify } from 'node:util'
import { AppError } from '#contract'
import type { OpenFile } from '#core/ports'
import { sourceOfDescriptor } from './file-source.ts'

export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

/** Opens a file of this machine for reading where it is needed. @throws AppError `file-missing`, `file-unreadable`. */
export function openLocalFile(path: string): OpenFile {
  const file = openForReading(path)
  const { size } = fstatSync(file)
  return { ...sourceOfDescriptor(file, size), close: () => closeSync(file) }
}

function openForReading(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (cause) {
    throw new AppError(hasCode(cause, 'ENOENT') ? 'file-missing' : 'file-unreadable', {}, { cause })
  }
}

/**
 * A new file of this machine; it is there, whole and safe, once `finish` returned. `abandon` leaves nothing of a file
 * that was not finished, however often it is called.
 */
export type LocalSink = {
  write: (chunk: Uint8Array) => Promise<void>
  finish: () => Promise<void>
  abandon: () => void
}

/**
 * Who makes and fills a file: the runtime's threads, so that other work goes on `beside`, or the thread itself, `here`. For a
 * thread that has nothing else to do, the way to another one costs more than a small file's bytes.
 */
export type DiskCalls = 'beside' | 'here'

type Calls = {
  open: (path: string, flags: string, mode: number) => number | Promise<number>
  /** @returns How many bytes were written. */
  write: (file: number, bytes: Uint8Array) => number | Promise<number>
}

const CALLS: Record<DiskCalls, Calls> = {
  beside: { open: promisify(open), write: writeBeside },
  here: { open: openSync, write: writeSync },
}

// Always beside: other files are signed while the disk keeps this one.
const syncLater = promisify(fsync)

/**
 * Makes a new file; one that is there already is never touched.
 *
 * @throws AppError `output-exists`, `file-unreadable` (it cannot be written), `disk-full`.
 */
export async function createLocalFile(path: string, calls: DiskCalls = 'beside'): Promise<LocalSink> {
  const disk = CALLS[calls]
  const file = await onDisk(path, () => disk.open(path, 'wx', 0o644))
  let state: 'open' | 'closed' | 'finished' = 'open'
  const close = () => {
    if (state !== 'open') return
    state = 'closed'
    closeSync(file)
  }
  return {
    write: (chunk) =>
      onDisk(path, async () => {
        for (let done = 0; done < chunk.length; ) done += await disk.write(file, chunk.subarray(done))
      }),
    finish: async () => {
      await onDisk(path, async () => {
        await syncLater(file)
        close()
      })
      state = 'finished'
    },
    abandon: () => {
      if (state === 'finished') return
      close()
      rmSync(path, { force: true })
    },
  }
}

function writeBeside(file: number, bytes: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    write(file, bytes, (error, count) => {
      if (error) reject(error)
      else resolve(count)
    })
  })
}

/** Runs work on a file that is being made; what the machine says against it becomes an expected failure. */
export async function onDisk<Result>(path: string, work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause
    if (hasCode(cause, 'ENOSPC') || hasCode(cause, 'EDQUOT')) throw new AppError('disk-full', {}, { cause })
    if (hasCode(cause, 'EEXIST')) throw new AppError('output-exists', { file: path }, { cause })
    throw new AppError('file-unreadable', { file: path }, { cause })
  }
}
