import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Entry = { resolved?: string; gypfile?: boolean; optionalDependencies?: Record<string, string> }
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> }
const entries = Object.entries(packages)

/** What `node scripts/complete-lockfile.ts` mends; see there for the reasons. */
test('the lockfile names every platform, so that npm ci works on each of them', () => {
  const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`${path}/node_modules/${name}` in packages || `node_modules/${name}` in packages),
    ),
  )
  expect(entries.length).toBeGreaterThan(500)
  expect(missing).toEqual([])
})

test('installing needs no compiler', () => {
  expect(packages['node_modules/better-sqlite3']?.gypfile).toBe(false)
})

test('the lockfile names no registry', () => {
  expect(entries.filter(([, { resolved }]) => resolved?.startsWith('http'))).toEqual([])
})
