import type { BrowserWindow, WebPreferences } from 'electron'
import { z } from 'zod'
import { APP_ORIGIN } from './app-address.ts'
import type { ElectronParts } from './parts.ts'

/** Where the window's state is kept between runs. */
export type WindowStore = { get: () => unknown; set: (state: WindowState) => void }

const WindowState = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().min(640), height: z.int().min(480) }),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof WindowState>

/** Comfortable on the smallest screen we promise. */
const SIZE = { width: 1280, height: 800 }

/** Everything the page must not have is refused by name, also where it is Electron's default. Checklist, items 2-4, 6-11. */
export function securePreferences(preload: string, isPackaged: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    devTools: !isPackaged,
  }
}

/** Opens the one window where it stood last time, shown when the page has something to show. */
export function openWindow(
  { app, BrowserWindow: Window, screen }: Pick<ElectronParts, 'app' | 'BrowserWindow' | 'screen'>,
  { preload, store }: { preload: string; store: WindowStore },
): BrowserWindow {
  const state = savedState(store, screen)
  const window = new Window({
    ...SIZE,
    ...state?.bounds,
    minWidth: 800,
    minHeight: 600,
    show: false,
    title: 'Văn Thư',
    webPreferences: securePreferences(preload, app.isPackaged),
  })
  if (state?.maximized) window.maximize()
  window.once('ready-to-show', () => {
    window.show()
  })
  window.on('close', () => {
    store.set({ bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  })
  void window.loadURL(`${APP_ORIGIN}/`)
  return window
}

/** The last state if it can be read and is still on a screen: a second monitor may be gone. */
function savedState(store: WindowStore, screen: ElectronParts['screen']): WindowState | undefined {
  const state = WindowState.safeParse(store.get())
  if (!state.success) return undefined
  const { bounds } = state.data
  const area = screen.getDisplayMatching(bounds).workArea
  const isSeen =
    bounds.x < area.x + area.width &&
    bounds.x + bounds.width > area.x &&
    bounds.y >= area.y &&
    bounds.y < area.y + area.height
  return isSeen ? state.data : undefined
}
