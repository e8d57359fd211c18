import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where the data of programs lives on each platform. */
function userData(): string {
  const { APPDATA, XDG_DATA_HOME } = process.env
  if (process.platform === 'win32') return APPDATA ?? join(homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return XDG_DATA_HOME !== undefined && XDG_DATA_HOME !== '' ? XDG_DATA_HOME : join(homedir(), '.local', 'share')
}

/** The workspace that was asked for, else `VANTHU_WORKSPACE`, else `vanthu` in the user's data folder. */
export function workspaceFolder(asked: string | undefined): string {
  const { VANTHU_WORKSPACE } = process.env
  if (asked !== undefined) return resolve(asked)
  return VANTHU_WORKSPACE ? resolve(VANTHU_WORKSPACE) : join(userData(), 'vanthu')
}
