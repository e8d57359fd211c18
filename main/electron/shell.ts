import { RPCHandler } from '@orpc/server/message-port'
import type { BrowserWindow } from 'electron'
import { AppError } from '#contract'
import { sentenceFor } from '#contract/sentences'
import type { Runtime } from '#main/api/context'
import type { Router } from '#main/api/router'
import { acceptPage } from './accept-page.ts'
import { registerScheme, serveScheme } from './app-scheme.ts'
import { askBeforeClosing } from './ask-before-closing.ts'
import { lockDownContents, lockDownSession } from './lock-down.ts'
import { menuTemplate } from './menu.ts'
import { createOpenOutside } from './open-outside.ts'
import type { ElectronParts } from './parts.ts'
import { openWindow, type WindowStore } from './window.ts'

/** The one window of the one app: reloading the page keeps who is working, quitting does not. */
const CLIENT = 'desktop-window'

export type ShellCore = { runtime: Runtime; router: Router; close: () => Promise<void> }
export type ShellOptions = {
  openCore: () => Promise<ShellCore>
  openWindowStore: () => WindowStore
  preload: string
  pageFolder: string
}

/** Runs the desktop app: a second start shows the first one's window, and quitting closes keys and register. */
export async function runShell(parts: ElectronParts, options: ShellOptions): Promise<void> {
  const { app, protocol } = parts
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.enableSandbox()
  registerScheme(protocol)
  lockDownContents(app, createOpenOutside(parts.shell))
  await app.whenReady()
  const core = await openOrExplain(parts, options)
  if (core) start(parts, core, options)
}

/** What keeps the register from opening is said in the user's words, before any window. */
async function openOrExplain({ app, dialog }: ElectronParts, { openCore }: ShellOptions): Promise<ShellCore | null> {
  try {
    return await openCore()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const sentences = [sentenceFor(error.code, error.details, 'vi'), sentenceFor(error.code, error.details, 'en')]
    dialog.showErrorBox('Văn Thư', sentences.join('\n\n'))
    app.exit(1)
    return null
  }
}

function start(parts: ElectronParts, core: ShellCore, options: ShellOptions): void {
  const { app, ipcMain, Menu, powerMonitor, protocol, session } = parts
  const { runtime, router } = core
  const lockKeys = () => {
    runtime.device.keySessions.closeAll()
  }

  lockDownSession(session.defaultSession)
  serveScheme(protocol, { runtime, clientId: CLIENT, pageFolder: options.pageFolder })
  const rpc = new RPCHandler(router)
  acceptPage(ipcMain, (port) => {
    rpc.upgrade(port, { context: { clientId: CLIENT, runtime } })
    port.start()
  })

  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(runtime.device.preferences.get().language, lockKeys)))
  powerMonitor.on('lock-screen', lockKeys)
  powerMonitor.on('suspend', lockKeys)
  askBeforeClosing(parts, () => runtime.device.preferences.get().language)
  const window = openWindow(parts, { preload: options.preload, store: options.openWindowStore() })
  app.on('second-instance', () => {
    show(window)
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
  closeBeforeQuit(app, core, lockKeys)
}

function show(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.focus()
}

/** The app ends after the register is closed, once, whatever asked for it. */
function closeBeforeQuit(app: ElectronParts['app'], core: ShellCore, lockKeys: () => void): void {
  let closing: Promise<void> | undefined
  app.on('before-quit', (event) => {
    lockKeys()
    event.preventDefault()
    closing ??= core.close().then(
      () => {
        app.exit(0)
      },
      (error: unknown) => {
        core.runtime.office.log.error('close-failed', {}, error)
        app.exit(1)
      },
    )
  })
}
