import type { App, Session, WebContents } from 'electron'
import { APP_SCHEME } from '#contract/wire'
import { isOwnAddress } from './app-address.ts'

export type OpenOutside = (address: string) => void

/** No window of this app goes elsewhere, opens another, or holds a web view. Checklist, items 11 to 14. */
export function lockDownContents(app: Pick<App, 'on'>, openOutside: OpenOutside): void {
  app.on('web-contents-created', (_event, contents) => {
    stayHome(contents)
    contents.on('will-attach-webview', (event) => {
      event.preventDefault()
    })
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url)
      return { action: 'deny' }
    })
  })
}

function stayHome(contents: Pick<WebContents, 'on'>): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
  })
}

type LockedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'webRequest'
  | 'on'
>

/**
 * Nothing is granted, nothing is loaded from outside the app, nothing is downloaded but what our page has made itself
 * (a table as CSV) and the office's files, which the file route gives to whom may read them. Checklist, items 1 and 5.
 */
export function lockDownSession(session: LockedSession): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => {
    answer(null)
  })
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwnContent(details.url) })
  })
  session.on('will-download', (event, item) => {
    if (!isDownload(item.getURL())) event.preventDefault()
  })
}

function isDownload(address: string): boolean {
  if (address.startsWith(`blob:${APP_SCHEME}://`)) return true
  return isOwnAddress(address) && new URL(address).pathname.startsWith('/files/')
}

/** Our scheme, what our page made itself (`blob:`, `data:`), and the developer tools, which only a checkout has. */
function isOwnContent(address: string): boolean {
  if (isOwnAddress(address) || address.startsWith('data:')) return true
  if (address.startsWith('blob:')) return isOwnAddress(address.slice('blob:'.length))
  return address.startsWith('devtools:')
}
