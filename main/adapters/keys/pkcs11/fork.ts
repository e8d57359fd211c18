import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { StartTokenProcess } from './driver.ts'

/** The process's entry beside the product: its source in a checkout, its build in a package. */
export function findTokenProcess(folder: string): string {
  const candidates = [
    join(folder, 'token-process.ts'),
    join(folder, 'token-process.js'),
    join(folder, '..', 'token-process.js'),
  ]
  const found = candidates.find((candidate) => existsSync(candidate))
  if (found === undefined) throw new Error(`token-process is not beside ${folder}`)
  return found
}

/**
 * A plain Node process. It gets no arguments; what a driver prints, which may be anything, is thrown away. Messages are
 * cloned, so that bytes stay bytes.
 */
export function forkTokenProcess(
  entry: string,
  whenStarted: (pid: number) => void = () => undefined,
): StartTokenProcess {
  return () => {
    const child = fork(entry, [], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    if (child.pid !== undefined) whenStarted(child.pid)
    return {
      send: (message) => {
        // A process that is already gone is told by `exit`.
        if (child.connected) child.send(message as object, () => undefined)
      },
      onMessage: (listen) => void child.on('message', listen),
      onExit: (listen) => {
        child.once('exit', (code, signal) => {
          listen(signal ?? `exit ${code ?? '?'}`)
        })
        child.once('error', (error) => {
          listen(error.message)
        })
      },
      end: () => {
        if (child.connected) child.disconnect()
      },
      kill: () => void child.kill('SIGKILL'),
    }
  }
}
