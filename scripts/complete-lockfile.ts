/**
 * Completes `package-lock.json` after `npm install` against a registry mirror that lacks other platforms' binaries.
 *
 * npm leaves an optional package out of the lockfile where it cannot be found, and `npm ci` then refuses the lockfile
 * as out of step. Their versions are pinned by the package that asks for them, so the entries can be written without
 * the registry; npm fetches one only on the platform that its `os`, `cpu` and `libc` name.
 *
 * It also repeats the `gypfile: false` of packages that bring their binaries: npm drops it from the lockfile, and older
 * versions of npm then start node-gyp for nothing, which needs Python and a compiler.
 */
import { readFileSync, writeFileSync } from 'node:fs'

type Entry = {
  version?: string
  dev?: boolean
  optional?: boolean
  gypfile?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
type Lockfile = { packages: Record<string, Entry> }

const BRINGS_BINARIES = ['better-sqlite3']
const OS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const CPU = ['arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64']

/** Reads `os`, `cpu` and `libc` from a name such as `@scope/thing-linux-arm-musleabihf`; none where it names no platform. */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> | undefined {
  const words = name.split(/[/-]/)
  const os = OS.filter((word) => words.includes(word))
  const cpu = CPU.filter((word) => words.includes(word))
  if (os.length !== 1) return undefined
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : ['glibc']
  return { cpu: cpu.length > 0 ? cpu : ['arm'], os, ...(os[0] === 'linux' ? { libc } : {}) }
}

/** The entries that are missing, by their path in the lockfile. */
function missingEntries({ packages }: Lockfile): Record<string, Entry> {
  const missing: Record<string, Entry> = {}
  for (const [path, owner] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      const nested = `${path}/node_modules/${name}`
      const hoisted = `node_modules/${name}`
      const platform = platformOf(name)
      if (nested in packages || hoisted in packages || !platform || !/^\d+\.\d+\.\d+[-.\w]*$/.test(version)) continue
      missing[hoisted] = { version, ...platform, ...(owner.dev ? { dev: true } : {}), optional: true }
    }
  }
  return missing
}

const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile
const added = missingEntries(lockfile)
for (const name of BRINGS_BINARIES) {
  const entry = lockfile.packages[`node_modules/${name}`]
  if (entry) entry.gypfile = false
}
const packages = Object.entries({ ...lockfile.packages, ...added }).sort(([a], [b]) => a.localeCompare(b, 'en'))
writeFileSync(
  'package-lock.json',
  `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(packages) }, null, 2)}\n`,
)
console.log(`${Object.keys(added).length} entries of other platforms added to package-lock.json`)
