import { spawnSync } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What the tests judge our files and pages with, and the Debian package that brings it. */
const TOOLS: Record<string, string> = {
  chromium: 'chromium',
  pdfsig: 'poppler-utils',
  pdffonts: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  pdftotext: 'poppler-utils',
  qpdf: 'qpdf',
  openssl: 'openssl',
  'softhsm2-util': 'softhsm2',
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const isInstalled = (tool: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => isExecutable(join(folder, tool)))

/** Debian packages of the tools that are missing. */
export function missingPackages(): string[] {
  const missing = Object.keys(TOOLS).filter((tool) => !isInstalled(tool))
  return [...new Set(missing.map((tool) => TOOLS[tool] ?? tool))]
}

function isDebian(): boolean {
  try {
    return /^(ID|ID_LIKE)=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

/** How to become root without being asked: already root, or sudo without a password; otherwise `undefined`. */
function rootPrefix(): string[] | undefined {
  if (process.getuid?.() === 0) return []
  return isInstalled('sudo') && spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined
}

function install(prefix: string[], packages: string[]): boolean {
  const apt = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  const [command = 'env', ...args] = apt
  const run = (...more: string[]): boolean => spawnSync(command, [...args, ...more], { stdio: 'inherit' }).status === 0
  return run('update', '-q') && run('install', '-y', '-q', '--no-install-recommends', ...packages)
}

/**
 * Sees to it that the tools of the tests are there: on Debian, with the rights for it, it installs them.
 *
 * @throws Error that names the one command to type where it may not.
 */
export function requireTestTools(): void {
  const packages = missingPackages()
  if (packages.length === 0) return

  const prefix = isDebian() ? rootPrefix() : undefined
  if (prefix && install(prefix, packages) && missingPackages().length === 0) return
  throw new Error(`the tests need more tools; please type: sudo apt-get install -y ${packages.join(' ')}`)
}
