import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** Another process of Node that runs a file of test/support. Ends with the test at the latest when killed. */
export function startProcess(file: string, args: readonly string[]): ChildProcess {
  return fork(new URL(file, import.meta.url), args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
}

export async function endOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

export async function firstMessage(child: ChildProcess): Promise<unknown> {
  const [message] = (await once(child, 'message')) as [unknown]
  return message
}
