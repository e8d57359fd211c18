import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { AppError } from '#contract'
import type { OpenFile } from '#core/ports'
import { createLocalFile, type LocalSink, openLocalFile } from '#main/adapters/files/local-file'

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
export function createOutputFile(path: string): LocalSink {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`)
  const sink = createLocalFile(temporary)
  return {
    write: sink.write,
    abandon: sink.abandon,
    finish: () => {
      sink.finish()
      try {
        takeName(temporary, path)
      } finally {
        rmSync(temporary, { force: true })
      }
    },
  }
}

/** A hard link fails where the name exists; renaming would replace it. */
function takeName(temporary: string, path: string): void {
  try {
    linkSync(temporary, path)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
    throw new AppError('output-exists', { file: path }, { cause })
  }
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
