import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { router } from '#main/api/router'
import { runShell } from '#main/electron/shell'
import { runtimeForTest } from '#test/support/doors'
import { type FakeElectron, fakeElectron } from '#test/support/electron-fake'

/** Addresses that are not ours, and look it. */
export const HOSTILE = [
  'https://evil.example/',
  'http://vanthu/',
  'file:///etc/passwd',
  'data:text/html,x',
  'javascript:alert(1)',
  'blob:https://evil.example/1',
  'app://evil/',
  'app://vanthu.evil.example/',
  'app://user@vanthu/',
  'app2://vanthu/',
  'APP://VANTHU@evil/',
  '',
  'not an address',
]

/** The shell, started on a fake Electron with a real core behind it. */
export async function started(options: Parameters<typeof fakeElectron>[0] = {}) {
  const electron = fakeElectron(options)
  const core = await runtimeForTest('office')
  const pageFolder = join(core.folder, 'page')
  await mkdir(pageFolder, { recursive: true })
  await writeFile(join(pageFolder, 'index.html'), '<!doctype html><title>Văn Thư</title>')
  let closed = 0
  await runShell(electron.parts, {
    openCore: async () => ({
      runtime: core.runtime,
      router,
      close: async () => {
        closed += 1
      },
    }),
    openWindowStore: () => ({ get: () => undefined, set: () => undefined }),
    preload: '/app/out/preload/index.cjs',
    pageFolder,
  })
  return { ...electron, core, closedCount: () => closed }
}

export const preferences = ({ recorded }: FakeElectron) => recorded.windows[0]?.webPreferences ?? {}

/** An event that remembers whether it was refused. */
export const navigation = (url: string) => {
  const event = { url, refused: false, preventDefault: () => void (event.refused = true) }
  return event
}
