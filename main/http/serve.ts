import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Core } from '../compose.ts'
import { type LoopbackDoor, openLoopbackDoor } from './door.ts'

/** Opens the loopback door of a running core. */
export function serveLoopback(
  { runtime, router }: Core,
  { pageFolder, port = 0 }: { pageFolder: string; port?: number },
): Promise<LoopbackDoor> {
  return openLoopbackDoor({ runtime, router, pageFolder }, port)
}

/**
 * The built page's folder, seen from a folder of the sources (`main/cli`) or of the build (`out/main`).
 *
 * @throws Error where the page has not been built: `npm start` and `npm run build` do that.
 */
export function pageFolderOf(folder: string): string {
  const candidates = [join(folder, '..', '..', 'out', 'renderer'), join(folder, '..', 'renderer')]
  const found = candidates.find((candidate) => existsSync(join(candidate, 'index.html')))
  if (found === undefined) throw new Error('the page is not built: npm run build')
  return found
}
