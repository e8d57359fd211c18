import { APP_HOST, APP_SCHEME } from '#contract/wire'

/** The desktop's own origin, as Chromium writes it for a scheme registered as standard. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`

/**
 * Whether an address is our page's. Scheme and host are compared, never `origin`: to Node's URL the origin of every
 * scheme it does not know is the text `null`, so `file:` and `data:` would pass for ours.
 */
export function isOwnAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host, username, password } = new URL(address)
  return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === '' && password === ''
}
