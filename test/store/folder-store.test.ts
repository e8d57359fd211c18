import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { folderFileStore } from '#main/adapters/files/folder-store'
import { aPdf, temporaryFolder } from '#test/support/core'

async function* once(bytes: Uint8Array) {
  yield await Promise.resolve(bytes)
}

afterEach(() => {
  vi.useRealTimers()
})

test('what nobody took within a day is removed when the next file comes; what is newer stays', async () => {
  const files = await folderFileStore(await temporaryFolder())
  const { sha256: left } = await files.stage(once(aPdf()))
  const { sha256: taken } = await files.stage(once(Buffer.from('another file')))
  await files.keep(taken)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 23 * 3_600_000 })
  await files.stage(once(Buffer.from('soon after')))
  ;(await files.open(left)).close()

  vi.setSystemTime(Date.now() + 2 * 3_600_000)
  await files.stage(once(Buffer.from('a day later')))
  await expect(files.open(left)).rejects.toMatchObject({ code: 'file-missing' })
  ;(await files.open(taken)).close()
})

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
