import { spawnSync } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = ['main/**', 'preload/**', 'renderer/**', 'seeds/**', 'package.json', 'electron.vite.config.ts']
const RESULTS = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']

const modifiedAt = (path: string): number => statSync(path).mtimeMs

/** True where a built file is missing or older than the newest source. */
export function isBuildStale(): boolean {
  if (!RESULTS.every((path) => existsSync(path))) return true
  const built = Math.min(...RESULTS.map(modifiedAt))
  return globSync(SOURCES).some((path) => modifiedAt(path) > built)
}

/** Builds page, preload and shell into `out/` where that is needed. @throws Error if the build fails. */
export function buildIfNeeded(): void {
  if (!isBuildStale()) return
  const tool = join('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status } = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'warn'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('the build failed')
}
