import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

const CLI = 'main/cli/index.ts'

/** The app as a user starts it: a process of its own on a workspace, served to browsers of this machine. */
export type RunningApp = {
  url: string
  stop: () => Promise<void>
  /** As a power cut or `kill -9` ends it: it finishes nothing. */
  kill: () => Promise<void>
}

/** Fills a workspace with the demo office, as `vanthu demo` does. */
export function fillDemo(workspace: string, scale: number): void {
  const args = [CLI, '--workspace', workspace, '--json', 'demo', '--scale', String(scale)]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`vanthu demo ended with ${status}: ${stderr}`)
}

export async function startApp(workspace: string): Promise<RunningApp> {
  const child = spawn(process.execPath, [CLI, '--workspace', workspace, 'open', '--no-browser'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString()
  })
  const url = await firstUrl(child)
  if (url === undefined) throw new Error(`the app did not start: ${said}`)
  return { url, stop: () => stop(child, 'SIGTERM'), kill: () => stop(child, 'SIGKILL') }
}

async function firstUrl(child: ChildProcess): Promise<string | undefined> {
  if (!child.stdout) return undefined
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\/\/127[^\s"]+/.exec(line) ?? []
    if (url !== undefined) return url
  }
  return undefined
}

async function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}
