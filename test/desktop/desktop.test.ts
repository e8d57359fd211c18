import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildIfNeeded } from '../../scripts/build-if-needed.ts'
import { electronBinary } from '../../scripts/electron-binary.ts'
import { walkFirstRun } from './first-run.ts'

const binary = electronBinary()
const display = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
const missing =
  binary === null
    ? 'Electron’s binary is not in node_modules/electron (npx install-electron fetches it)'
    : 'there is no display'
const runs = binary !== null && display

if (!runs) process.stdout.write(`Desktop tests are skipped: ${missing}.\n`)

describe.skipIf(!runs)(runs ? 'the desktop app' : `the desktop app (skipped: ${missing})`, () => {
  let folder: string
  let app: ElectronApplication

  beforeAll(async () => {
    buildIfNeeded()
    folder = await mkdtemp(join(tmpdir(), 'vanthu-desktop-'))
    app = await _electron.launch({
      executablePath: binary ?? '',
      args: ['.', `--user-data-dir=${join(folder, 'window')}`],
      env: { ...process.env, VANTHU_WORKSPACE: join(folder, 'workspace') },
    })
  })
  afterAll(async () => {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('the page has its own origin and no Node', async () => {
    const page = await app.firstWindow()
    expect(await page.evaluate('window.origin')).toBe('app://vanthu')
    expect(await page.evaluate('typeof require + typeof process + typeof module')).toBe('undefinedundefinedundefined')
  })

  test('start, first run, demo office, a document’s pages', { timeout: 600_000 }, async () => {
    await walkFirstRun(await app.firstWindow())
  })

  test('another window, another site and a file are not opened', async () => {
    const page = await app.firstWindow()
    const before = page.url()
    await page.evaluate("window.open('https://example.org/')")
    await page.evaluate("window.location.href = 'file:///etc/passwd'")
    await page.evaluate("window.location.href = 'https://example.org/'")
    expect(page.url().split('#')[0]).toBe(before.split('#')[0])
    expect(app.windows()).toHaveLength(1)
  })
})
