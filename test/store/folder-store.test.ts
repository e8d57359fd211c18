import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderFileStore } from '#main/adapters/files/folder-store'
import { aPdf, temporaryFolder } from '#test/support/core'

async function* once(bytes: Uint8Array) {
  yield await Promise.resolve(bytes)
}

test.skipIf(process.platform === 'win32')(
  'a file is acknowledged only when its folder is durable, also twice',
  async () => {
    const folder = await temporaryFolder()
    const synced: string[] = []
    const files = await folderFileStore(folder, {
      rename,
      open: async (...given: Parameters<typeof open>) => {
        if (given[1] === 'r') synced.push(String(given[0]))
        return open(...given)
      },
    })
    const { sha256 } = await files.stage(once(aPdf()))
    const folders = [join(folder, 'files', sha256.slice(0, 2)), join(folder, 'files')]
    for (let kept = 0; kept < 2; kept += 1) {
      synced.length = 0
      await files.keep(sha256)
      expect(synced).toEqual(folders)
    }
  },
)
