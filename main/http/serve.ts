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

/** The built page's folder, seen from a folder of the sources (`main/cli`) or of the build (`out/main`); null before the build. */
export function pageFolderOf(folder: string): string | null {
  const candidates = [join(folder, '..', '..', 'out', 'renderer'), join(folder, '..', 'renderer')]
  return candidates.find((candidate) => existsSync(join(candidate, 'index.html'))) ?? null
}
