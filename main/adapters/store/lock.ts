import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '#contract'

/**
 * Holds the workspace for this process. The lock is the operating system's, through a small database of its own, so it
 * ends with the process however that dies; the process id beside it only serves the message.
 *
 * @returns A function that lets it go.
 * @throws AppError `workspace-in-use` {pid}.
 */
export function lockWorkspace(folder: string): () => void {
  const pidFile = join(folder, 'workspace.pid')
  const lock = new Database(join(folder, 'workspace.lock'), { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (cause) {
    lock.close()
    if (!isBusy(cause)) throw cause
    throw new AppError('workspace-in-use', { pid: pidIn(pidFile) }, { cause })
  }
  writeFileSync(pidFile, `${String(process.pid)}\n`)
  return () => void lock.close()
}

export const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')

function pidIn(file: string): number | null {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || null
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw cause
  }
}
