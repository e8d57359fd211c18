import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Preferences } from '#contract'
import type { PreferencesStore } from '#core/ports'

/** Language and colours in a small file. Written beside and renamed; what cannot be read is as if it were not there. */
export function preferencesInFile(path: string): PreferencesStore {
  let current = readPreferences(path)
  return {
    get: () => current,
    set: (next) => {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(`${path}.new`, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 })
      renameSync(`${path}.new`, path)
      current = next
    },
  }
}

function readPreferences(path: string): Preferences {
  const read = Preferences.safeParse(parse(path))
  return read.success ? read.data : Preferences.parse({})
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}
