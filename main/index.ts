import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron'
import { compose } from './compose.ts'
import { runShell } from './electron/shell.ts'
import { utilityTokenProcess } from './electron/token-process.ts'
import { windowStore } from './electron/window-store.ts'
import { workspaceFolder } from './workspace-folder.ts'

/** Folder of the build, `out`: this file is `out/main/index.js`. */
const built = join(import.meta.dirname, '..')

// Not awaited here: Electron becomes ready only after this module has been loaded.
runShell(
  { app, BrowserWindow, dialog, ipcMain, Menu, powerMonitor, protocol, screen, session, shell, utilityProcess },
  {
    openCore: () =>
      compose({
        door: 'desktop',
        workspace: workspaceFolder(undefined),
        startTokenProcess: utilityTokenProcess({ utilityProcess }),
      }),
    openWindowStore: windowStore,
    preload: join(built, 'preload', 'index.cjs'),
    pageFolder: join(built, 'renderer'),
  },
).catch((error: unknown) => {
  dialog.showErrorBox('Văn Thư', error instanceof Error ? (error.stack ?? error.message) : String(error))
  app.exit(1)
})
