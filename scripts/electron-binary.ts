import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGE = join(import.meta.dirname, '..', 'node_modules', 'electron')
/** Long enough for a download that goes well, short enough for a network that swallows it. */
const FETCH_MS = 60_000

/** The desktop binary as the electron package finds it (`path.txt`, `dist/`), or null; downloads nothing. */
export function electronBinary(): string | null {
  const { ELECTRON_OVERRIDE_DIST_PATH: override } = process.env
  const pathFile = join(PACKAGE, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined
  if (name === undefined && override === undefined) return null
  const binary = join(override ?? join(PACKAGE, 'dist'), name ?? 'electron')
  return existsSync(binary) ? binary : null
}

/** Lets the electron package download its binary, once; null where that fails. */
export function fetchElectron(): string | null {
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) return null
  spawnSync(process.execPath, [join(PACKAGE, 'install.js')], { stdio: 'ignore', timeout: FETCH_MS })
  return electronBinary()
}
