import { randomUUID } from 'node:crypto'
import { linkSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '#contract'
import type { OpenFile } from '#core/ports'
import {
  createLocalFile,
  type DiskCalls,
  hasCode,
  type LocalSink,
  onDisk,
  openLocalFile,
} from '#main/adapters/files/local-file'

/** A file that was named on the command line; a folder or a device is none. Throws `file-missing`, `file-unreadable`. */
export function openInput(path: string): OpenFile {
  const facts = statSync(path, { throwIfNoEntry: false })
  if (!facts) throw new AppError('file-missing', { file: path })
  if (!facts.isFile()) throw new AppError('file-unreadable', { file: path })
  return openLocalFile(path)
}

/**
 * A new file of the user's: written beside under a temporary name, fsynced, and only then given its name, in one step
 * that fails where the name is taken. An existing file, and so an input, is never touched.
 *
 * @throws AppError `output-exists`, `file-unreadable` (the folder cannot be written), `disk-full`.
 */
export async function createOutputFile(path: string, calls: DiskCalls = 'beside'): Promise<LocalSink> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`)
  const sink = await createLocalFile(temporary, calls)
  return {
    write: sink.write,
    abandon: sink.abandon,
    finish: async () => {
      await sink.finish()
      try {
        await takeName(temporary, path)
      } finally {
        rmSync(temporary, { force: true })
      }
      await syncFolder(dirname(path))
    },
  }
}

/** What a disk without hard links answers: FAT and exFAT, network shares, and Windows (EISDIR) for each of them. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR']

/** A hard link fails where the name exists; renaming would replace it. */
async function takeName(temporary: string, path: string): Promise<void> {
  const isNamed = await onDisk(path, () => {
    try {
      linkSync(temporary, path)
      return true
    } catch (cause) {
      if (!NO_LINKS.some((code) => hasCode(cause, code))) throw cause
      return false
    }
  })
  if (!isNamed) await copyAnew(temporary, path)
}

const PIECE = 1024 * 1024

/** Copies into a file that must not be there yet, and removes it again if that breaks off. */
async function copyAnew(from: string, to: string): Promise<void> {
  const source = openLocalFile(from)
  try {
    const target = await createLocalFile(to)
    try {
      for (let at = 0; at < source.size; at += PIECE) await target.write(source.read(at, PIECE))
      await target.finish()
    } catch (error) {
      target.abandon()
      throw error
    }
  } finally {
    source.close()
  }
}

type FolderSync = { now: Promise<void>; next: Promise<void> | undefined }

const syncs = new Map<string, FolderSync>()

/** Makes the new name durable. A sync that has begun may not know the name: the next one serves all that were named meanwhile. */
function syncFolder(path: string): Promise<void> {
  const current = syncs.get(path)
  const begin = (): Promise<void> => {
    const sync: FolderSync = { now: syncNow(path), next: undefined }
    syncs.set(path, sync)
    const clear = () => {
      if (!sync.next) syncs.delete(path)
    }
    sync.now.then(clear, clear)
    return sync.now
  }
  if (!current) return begin()
  current.next ??= current.now.then(begin, begin)
  return current.next
}

/** Where the disk can: Windows and some network shares have no such call. */
async function syncNow(path: string): Promise<void> {
  if (process.platform === 'win32') return
  try {
    // Not the synchronous calls: the next file is signed meanwhile.
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause
  }
}
