import { EventEmitter } from 'node:events'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PORT_CHANNEL } from '#contract/wire'
import { CONTENT_SECURITY_POLICY } from '#main/api/page-headers'
import { isOwnAddress } from '#main/electron/app-address'
import { mayOpenOutside } from '#main/electron/open-outside'
import { ipcMessage } from '#test/support/electron-fake'
import { HOSTILE, navigation, preferences, started } from '#test/support/shell'

const source = (path: string) => readFileSync(path, 'utf8')
const rendererSources = () =>
  globSync('renderer/**/*.{ts,tsx,html,css}')
    .map((path) => source(path))
    .join('\n')
describe('Electron’s security checklist: what the page is and may', () => {
  test('1. only secure content is loaded: nothing from outside the app', async () => {
    const { handlers, recorded } = await started()
    expect(recorded.loaded).toEqual(['app://vanthu/'])
    for (const url of HOSTILE.filter((address) => !address.startsWith('data:'))) {
      let cancelled: boolean | undefined
      handlers.beforeRequest?.({ url }, ({ cancel }) => (cancelled = cancel))
      expect([url, cancelled]).toEqual([url, true])
    }
    let own: boolean | undefined
    handlers.beforeRequest?.({ url: 'app://vanthu/index.html' }, ({ cancel }) => (own = cancel))
    expect(own).toBe(false)
  })

  test('2. Node is not integrated, in pages, workers and frames', async () => {
    expect(preferences(await started())).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    })
  })

  test('3. the preload’s world is isolated from the page’s', async () => {
    expect(preferences(await started())).toMatchObject({ contextIsolation: true })
  })

  test('4. every process is sandboxed', async () => {
    const electron = await started()
    expect(electron.recorded.sandboxEnabled).toBe(true)
    expect(preferences(electron)).toMatchObject({ sandbox: true })
  })

  test('5. every permission is refused, asked for or checked', async () => {
    const { handlers } = await started()
    const answers: boolean[] = []
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'usb',
    ] as const) {
      handlers.permissionRequest?.({} as never, permission, (granted) => answers.push(granted), {} as never)
      answers.push(handlers.permissionCheck?.(null, permission, 'app://vanthu', {} as never) ?? true)
    }
    answers.push(handlers.devicePermission?.({} as never) ?? true)
    handlers.displayMedia?.({} as never, (streams) => answers.push(streams !== null))
    expect(answers).toHaveLength(14)
    expect(answers.every((granted) => !granted)).toBe(true)
  })

  test('6. web security is on', async () => {
    expect(preferences(await started())).toMatchObject({ webSecurity: true })
  })

  test('7. the page comes with a content security policy, as a header', async () => {
    const { handlers } = await started()
    const answer = await handlers.scheme?.(new Request('app://vanthu/index.html'))
    expect(answer?.status).toBe(200)
    expect(answer?.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'")
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/)
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/https?:|\*/)
  })

  test('8. insecure content is not allowed to run', async () => {
    expect(preferences(await started())).toMatchObject({ allowRunningInsecureContent: false })
  })

  test('9. experimental features are off', async () => {
    expect(preferences(await started())).toMatchObject({ experimentalFeatures: false })
  })

  test('10. no Blink feature is switched on', async () => {
    const electron = await started()
    expect(preferences(electron)).not.toHaveProperty('enableBlinkFeatures')
    expect(preferences(electron)).not.toHaveProperty('additionalArguments')
  })
})

describe('Electron’s security checklist: where the page may go', () => {
  test('11. there are no web views, so none may open windows', async () => {
    expect(preferences(await started())).toMatchObject({ webviewTag: false })
    expect(rendererSources()).not.toMatch(/<webview|allowpopups/i)
  })

  test('12. a web view is refused where one is attached all the same', async () => {
    const electron = await started()
    const event = navigation('app://vanthu/')
    electron.newContents().emit('will-attach-webview', event, {}, {})
    expect(event.refused).toBe(true)
  })

  test.each(HOSTILE)('13. navigation to “%s” is refused', async (url) => {
    const electron = await started()
    for (const kind of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      const event = navigation(url)
      electron.newContents().emit(kind, event)
      expect([kind, event.refused]).toEqual([kind, true])
    }
  })

  test('13. the own page may be reloaded', async () => {
    const electron = await started()
    const event = navigation('app://vanthu/index.html#/outgoing')
    electron.newContents().emit('will-navigate', event)
    expect(event.refused).toBe(false)
    expect(isOwnAddress('app://vanthu/')).toBe(true)
  })

  test('14. no new window is opened, whatever the address', async () => {
    const electron = await started()
    electron.newContents()
    for (const url of [...HOSTILE, 'app://vanthu/', 'https://vanban.chinhphu.vn/']) {
      expect(electron.handlers.windowOpen?.({ url } as never)).toEqual({ action: 'deny' })
    }
    expect(electron.recorded.windows).toHaveLength(1)
  })

  test('15. only named sites, over https, are opened in the browser', async () => {
    const electron = await started()
    electron.newContents()
    const refused = [
      ...HOSTILE,
      'http://vanban.chinhphu.vn/',
      'https://vanban.chinhphu.vn.evil.example/',
      'https://evil.example/?vanban.chinhphu.vn',
      'https://vanban.chinhphu.vn:8443/',
      'https://vanban.chinhphu.vn@evil.example/',
      'smb://vanban.chinhphu.vn/',
      'ms-msdt:/id',
    ]
    for (const url of refused) electron.handlers.windowOpen?.({ url } as never)
    expect(electron.recorded.openedOutside).toEqual([])
    expect(refused.some(mayOpenOutside)).toBe(false)
    electron.handlers.windowOpen?.({ url: 'https://vanban.chinhphu.vn/?id=1' } as never)
    expect(electron.recorded.openedOutside).toEqual(['https://vanban.chinhphu.vn/?id=1'])
  })

  test('16. Electron is pinned to one version of its newest major release known here', () => {
    const { devDependencies } = JSON.parse(source('package.json')) as { devDependencies: Record<string, string> }
    expect(devDependencies['electron']).toMatch(/^45\.\d+\.\d+$/)
    const installed = JSON.parse(source('node_modules/electron/package.json')) as { version: string }
    expect(installed.version).toBe(devDependencies['electron'])
  })
})

describe('Electron’s security checklist: who reaches the core', () => {
  test('17. only our own top frame gets a line to the core', async () => {
    const electron = await started()
    let started17 = 0
    const port = () =>
      Object.assign(new EventEmitter(), { postMessage: () => undefined, start: () => (started17 += 1) })
    const own = { origin: 'app://vanthu', parent: null }
    const foreign = [
      null,
      { origin: 'null', parent: null },
      { origin: 'file://', parent: null },
      { origin: 'https://evil.example', parent: null },
      { origin: 'app://evil', parent: null },
      { ...own, parent: own as never },
    ]
    for (const frame of foreign) electron.ipc.emit(PORT_CHANNEL, ipcMessage(frame, [port()]))
    electron.ipc.emit(PORT_CHANNEL, ipcMessage(own, []))
    expect(started17).toBe(0)
    electron.ipc.emit(PORT_CHANNEL, ipcMessage(own, [port()]))
    expect(started17).toBe(1)
    expect(electron.recorded.ipcChannels).toEqual([PORT_CHANNEL])
  })

  test('18. the page is served by a scheme of its own, from its folder only; file: is nowhere', async () => {
    const { recorded, handlers } = await started()
    expect(recorded.schemes).toEqual([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
      },
    ])
    const statusOf = async (address: string, init?: RequestInit) =>
      (await handlers.scheme?.(new Request(address, init)))?.status
    expect(await statusOf('app://vanthu/')).toBe(200)
    expect(await statusOf('app://evil/')).toBe(403)
    expect(await statusOf('app://vanthu/..%2fworkspace.json')).toBe(404)
    expect(await statusOf('app://vanthu/%2e%2e%2fregister.sqlite')).toBe(404)
    expect(await statusOf('app://vanthu/index.html', { method: 'POST' })).toBe(405)
    expect(await statusOf(`app://vanthu/files/${'a'.repeat(64)}`)).toBe(401)
    const shell = globSync('main/electron/*.ts')
      .map((path) => source(path))
      .join('\n')
    expect(shell).not.toMatch(/loadFile\(|file:\/\//)
  })

  test('19. the fuses are set', () => {
    const [, block = ''] = source('electron-builder.yml').split(/^electronFuses:\n/m)
    const fuses = [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [name, value === 'true'])
    expect(Object.fromEntries(fuses)).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  test('20. the page is given no Electron: the preload passes one port and exposes nothing', () => {
    const preload = source('preload/index.ts')
    expect(preload.trim().split('\n').length).toBeLessThanOrEqual(15)
    expect(preload).not.toMatch(/contextBridge|exposeInMainWorld|ipcRenderer\.(on|once|send|invoke)/)
    expect(preload.match(/ipcRenderer\.\w+/g)).toEqual(['ipcRenderer.postMessage'])
    expect(rendererSources()).not.toMatch(/from 'electron'|require\(/)
    if (existsSync('out/preload')) expect(globSync('out/preload/*')).toEqual([join('out', 'preload', 'index.cjs')])
  })
})
