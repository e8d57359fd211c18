import { createHash, randomUUID } from 'node:crypto'
import { closeSync, fstatSync, openSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError, Sha256 } from '#contract'
import type { FileStore, OpenFile } from '#core/ports'
import { sourceOfDescriptor } from './file-source.ts'

/** A PDF of 2 GiB or more is refused. */
const TOO_LARGE = 2 ** 31

/** What the register has not taken for so long is forgotten; whoever still has its dialog open uploads again. */
const STAGED_MS = 24 * 60 * 60_000
const SWEEP_MS = 60 * 60_000

/** The calls of the file system that can fail for reasons of its own; a test hands in ones that do. */
export type Disk = { open: typeof open; rename: typeof rename }
const DISK: Disk = { open, rename }

/**
 * Files named by their SHA-256: `files/ab/abcdef…`, beside a staging folder for what the register has not taken. A
 * file is written under a temporary name, fsynced, renamed, and its folder fsynced, so that a name always stands for
 * the whole content. What was staged before is removed: only one process has the workspace. What is staged and not
 * taken within a day is removed too.
 */
export async function folderFileStore(folder: string, disk: Disk = DISK): Promise<FileStore> {
  const staging = join(folder, 'staging')
  const files = join(folder, 'files')
  await rm(staging, { recursive: true, force: true })
  await mkdir(staging, { recursive: true })
  await mkdir(files, { recursive: true })
  const stagedPath = (sha256: Sha256) => join(staging, sha256)
  const keptPath = (sha256: Sha256) => join(files, sha256.slice(0, 2), sha256)
  const sweep = hourly(() => removeOlder(staging, STAGED_MS))
  const stageSink = async () => {
    await sweep()
    return createSink(disk, staging)
  }

  return {
    stageSink,
    stage: async (bytes) => {
      const sink = await stageSink()
      try {
        for await (const chunk of bytes) await sink.write(chunk)
        return await sink.finish()
      } catch (error) {
        await sink.abandon()
        throw error
      }
    },
    keep: async (sha256) => {
      if (!(await isThere(keptPath(sha256)))) {
        if (!(await isThere(stagedPath(sha256)))) throw new AppError('file-missing', { sha256 })
        await mkdir(dirname(keptPath(sha256)), { recursive: true })
        await disk.rename(stagedPath(sha256), keptPath(sha256)).catch(asAppError)
      }
      // Also where it is there already: whoever put it there may not have come so far.
      await syncFolder(disk, dirname(keptPath(sha256)))
      await syncFolder(disk, files)
    },
    remove: (sha256) => rm(keptPath(sha256), { force: true }),
    discard: (sha256) => rm(stagedPath(sha256), { force: true }),
    open: async (sha256) => {
      const path = (await isThere(keptPath(sha256))) ? keptPath(sha256) : stagedPath(sha256)
      return openFile(path, sha256)
    },
    list: () => listFiles(files),
  }
}

type Sink = Awaited<ReturnType<FileStore['stageSink']>>

async function createSink(disk: Disk, staging: string): Promise<Sink> {
  const path = join(staging, `${randomUUID()}.part`)
  const file = await disk.open(path, 'wx').catch(asAppError)
  const hash = createHash('sha256')
  let size = 0
  let isOpen = true
  const close = async () => {
    if (isOpen) await file.close()
    isOpen = false
  }
  return {
    write: async (chunk) => {
      if (size + chunk.length >= TOO_LARGE) throw new AppError('file-too-large', { size: size + chunk.length })
      await writeAll(file, chunk).catch(asAppError)
      hash.update(chunk)
      size += chunk.length
    },
    finish: async () => {
      await file.sync().catch(asAppError)
      await close()
      const sha256 = Sha256.parse(hash.digest('hex'))
      await disk.rename(path, join(staging, sha256)).catch(asAppError)
      await syncFolder(disk, staging)
      return { sha256, size }
    },
    abandon: async () => {
      await close()
      await rm(path, { force: true })
    },
  }
}

function hourly(work: () => Promise<void>): () => Promise<void> {
  let last = Date.now()
  return async () => {
    if (Date.now() - last < SWEEP_MS) return
    last = Date.now()
    await work()
  }
}

async function removeOlder(folder: string, age: number): Promise<void> {
  for (const entry of await readdir(folder)) {
    const path = join(folder, entry)
    // Another call may take or remove it at the same time.
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > age) await rm(path, { force: true })
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let written = 0
  while (written < chunk.length) {
    const { bytesWritten } = await file.write(chunk, written, chunk.length - written)
    written += bytesWritten
  }
}

/** Makes a rename durable (fsync of the directory); Windows has no such call and writes its journal itself. */
async function syncFolder(disk: Disk, path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await disk.open(path, 'r').catch(asAppError)
  try {
    await folder.sync().catch(asAppError)
  } finally {
    await folder.close()
  }
}

function asAppError(cause: unknown): never {
  const { code } = cause as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') throw new AppError('disk-full', {}, { cause })
  throw cause
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw cause
  }
}

function openFile(path: string, sha256: Sha256): OpenFile {
  const descriptor = openExisting(path, sha256)
  const { size } = fstatSync(descriptor)
  return { ...sourceOfDescriptor(descriptor, size), close: () => closeSync(descriptor) }
}

function openExisting(path: string, sha256: Sha256): number {
  try {
    return openSync(path, 'r')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw new AppError('file-missing', { sha256 }, { cause })
    throw cause
  }
}

async function* listFiles(files: string): AsyncGenerator<{ sha256: Sha256; size: number }> {
  for (const part of (await readdir(files)).sort()) {
    for (const name of (await readdir(join(files, part))).sort()) {
      const sha256 = Sha256.safeParse(name)
      if (sha256.success) yield { sha256: sha256.data, size: (await stat(join(files, part, name))).size }
    }
  }
}
