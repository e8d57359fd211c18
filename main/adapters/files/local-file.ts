import { closeSync, fstatSync, fsync, open, openSync, readSync, rmSync, write } from 'node:fs'
import { promisify } from 'node:util'
import { AppError } from '#contract'
import type { ByteSource, OpenFile } from '#core/ports'

const PIECE = 1024 * 1024
/** A file of at most so many bytes is read once, as a whole. */
const WHOLE = 1024 * 1024

export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

/** Opens a file of this machine for reading where it is needed. @throws AppError `file-missing`, `file-unreadable`. */
export function openLocalFile(path: string): OpenFile {
  const file = openForReading(path)
  const { size } = fstatSync(file)
  return { ...sourceOfDescriptor(file, size), close: () => closeSync(file) }
}

/** The bytes of a file that is open already, maybe in another thread of this process; it stays open. */
export function sourceOfDescriptor(file: number, size: number): ByteSource {
  return size <= WHOLE ? readWhole(file, size) : readInParts(file, size)
}

function readWhole(file: number, size: number): ByteSource {
  let whole: Uint8Array | undefined
  const bytes = () => {
    if (whole) return whole
    // Not filled with zeros first: what is not read is cut off.
    const wanted = Buffer.allocUnsafeSlow(size)
    whole = wanted.subarray(0, fill(file, wanted, 0))
    return whole
  }
  return {
    size,
    descriptor: file,
    read: (offset, length) => bytes().subarray(Math.max(0, offset), Math.max(0, offset + length)),
    chunks: (from, to) => once(bytes(), from, Math.min(to, size)),
  }
}

async function* once(bytes: Uint8Array, from: number, to: number): AsyncGenerator<Uint8Array> {
  if (from >= to) return
  if (bytes.length < to) throw new AppError('file-changed', { offset: bytes.length })
  yield bytes.subarray(from, to)
}

function readInParts(file: number, size: number): ByteSource {
  return {
    size,
    descriptor: file,
    read: (offset, length) => {
      const wanted = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
      return wanted.subarray(0, fill(file, wanted, offset))
    },
    chunks: (from, to) => chunksOf(file, from, Math.min(to, size)),
  }
}

function openForReading(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (cause) {
    throw new AppError(hasCode(cause, 'ENOENT') ? 'file-missing' : 'file-unreadable', {}, { cause })
  }
}

/** Reads until `target` is full or the file ends. */
function fill(file: number, target: Uint8Array, offset: number): number {
  let done = 0
  while (done < target.length) {
    const count = readSync(file, target, done, target.length - done, offset + done)
    if (count === 0) break
    done += count
  }
  return done
}

async function* chunksOf(file: number, from: number, to: number): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(Math.max(0, Math.min(PIECE, to - from)))
  for (let at = from; at < to; ) {
    const count = fill(file, piece.subarray(0, Math.min(piece.length, to - at)), at)
    if (count === 0) throw new AppError('file-changed', { offset: at })
    yield piece.subarray(0, count)
    at += count
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

// Not the synchronous calls: other files are signed while the disk makes, fills and keeps this one.
const [openLater, syncLater] = [promisify(open), promisify(fsync)]

/**
 * Makes a new file; one that is there already is never touched.
 *
 * @throws AppError `output-exists`, `file-unreadable` (it cannot be written), `disk-full`.
 */
export async function createLocalFile(path: string): Promise<LocalSink> {
  const file = await onDisk(path, () => openLater(path, 'wx', 0o644))
  let state: 'open' | 'closed' | 'finished' = 'open'
  const close = () => {
    if (state !== 'open') return
    state = 'closed'
    closeSync(file)
  }
  return {
    write: (chunk) => onDisk(path, () => writeAll(file, chunk)),
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

async function writeAll(file: number, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length; ) done += await writeSome(file, chunk.subarray(done))
}

/** @returns How many bytes were written. */
function writeSome(file: number, bytes: Uint8Array): Promise<number> {
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
