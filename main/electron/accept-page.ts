import type { IpcMain, MessagePortMain } from 'electron'
import { PORT_CHANNEL } from '#contract/wire'
import { APP_ORIGIN } from './app-address.ts'

/**
 * Lets our own page call the core, and nobody else: other frames, other origins and gone frames get no port.
 * Electron's security checklist, items 17 and 20.
 */
export function acceptPage(ipcMain: Pick<IpcMain, 'on'>, serve: (port: MessagePortMain) => void): void {
  ipcMain.on(PORT_CHANNEL, (event) => {
    const frame = event.senderFrame
    const [port] = event.ports
    if (port === undefined || frame === null || frame.parent !== null || frame.origin !== APP_ORIGIN) return
    serve(port)
  })
}
