import type * as Electron from 'electron'

/**
 * What the shell uses of Electron, handed in by its entry: so that every border of the shell can be tried without the
 * binary, against a fake with the real types.
 */
export type ElectronParts = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'powerMonitor'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
  | 'utilityProcess'
>
