import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { preferencesInFile } from '#main/adapters/preferences/json-file'
import { temporaryFolder } from '#test/support/core'

const DEFAULTS = { language: 'vi', colourScheme: 'auto', singleKeyShortcuts: true }
const CHOSEN = { language: 'en', colourScheme: 'dark', singleKeyShortcuts: false } as const

test('preferences are kept, and nothing else is left in the folder', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'preferences.json')
  const store = preferencesInFile(file)
  expect(store.get()).toEqual(DEFAULTS)
  store.set(CHOSEN)
  expect(store.get()).toEqual(CHOSEN)
  expect(preferencesInFile(file).get()).toEqual(CHOSEN)
  expect(readdirSync(folder)).toEqual(['preferences.json'])
})

test.each(['', '{', '[]', '{"language":"fr"}', 'null'])(
  'a file with %j is as if it were not there',
  async (content) => {
    const file = join(await temporaryFolder(), 'preferences.json')
    writeFileSync(file, content)
    expect(preferencesInFile(file).get()).toEqual(DEFAULTS)
  },
)
