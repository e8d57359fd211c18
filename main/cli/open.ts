import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { compose } from '#main/compose'
import type { LoopbackDoor } from '#main/http/door'
import { pageFolderOf, serveLoopback } from '#main/http/serve'
import { workspaceFolder } from '#main/workspace-folder'
import { UsageError } from './failures.ts'
import type { Output } from './output.ts'
import { makeWayIn } from './way-in.ts'

const NOT_BUILT = {
  vi: 'Giao diện chưa được dựng. Hãy chạy: npm run build',
  en: 'The page has not been built. Run: npm run build',
}

/** Serves the app on this machine until it is stopped; prints the address and opens it where there is a browser. */
export async function runOpen(
  output: Output,
  workspace: string | undefined,
  flags: { browser: boolean; port: string },
): Promise<number> {
  const port = Number(flags.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError({
      vi: `--port: không hiểu “${flags.port}”.`,
      en: `--port: “${flags.port}” is not understood.`,
    })
  }
  const pageFolder = pageFolderOf(import.meta.dirname)
  if (pageFolder === null) {
    output.note(output.say(NOT_BUILT))
    return 1
  }
  const folder = workspaceFolder(workspace)
  const core = await compose({ door: 'loopback', workspace: folder })
  const door = await serveLoopback(core, { pageFolder, port })
  output.json({ url: door.url })
  output.line(output.say({ vi: 'Văn Thư đang chạy tại:', en: 'Văn Thư is running at:' }))
  output.line(door.url)
  output.line(output.say({ vi: 'Nhấn Ctrl+C để dừng.', en: 'Press Ctrl+C to stop.' }))
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  if (flags.browser) await showInBrowser(folder, door, stopped)
  await stopped
  await door.close()
  await core.close()
  return 0
}

/** Leads the browser in by a file of the user's own, which is gone once somebody came in or the program stops. */
async function showInBrowser(folder: string, door: LoopbackDoor, stopped: Promise<unknown>): Promise<void> {
  const wayIn = makeWayIn(folder, door.url)
  try {
    openBrowser(wayIn.url)
    await Promise.race([door.entered, stopped])
  } finally {
    wayIn.remove()
  }
}

const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  linux: ['xdg-open'],
}

/** Where there is no browser the printed address serves: a headless machine has none. */
function openBrowser(url: string): void {
  const [command, ...rest] = OPENERS[process.platform] ?? ['xdg-open']
  const child = spawn(command, [...rest, url], { stdio: 'ignore', detached: true })
  child.once('error', () => undefined)
  child.unref()
}
