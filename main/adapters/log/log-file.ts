import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type DestinationStream, pino } from 'pino'

const MAX_BYTES = 5 * 1024 * 1024

/** Lines in a file, written at once; a file that has grown large is put aside as `.1` when the program starts. */
export function openLogFile(path: string): DestinationStream & { end: () => void } {
  mkdirSync(dirname(path), { recursive: true })
  if (existsSync(path) && statSync(path).size > MAX_BYTES) renameSync(path, `${path}.1`)
  return pino.destination({ dest: path, sync: true, mode: 0o600 })
}
