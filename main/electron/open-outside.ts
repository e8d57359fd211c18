import type { Shell } from 'electron'

/** The sites our page links to; their subdomains are named one by one. */
const SITES: ReadonlySet<string> = new Set(['vanban.chinhphu.vn', 'chinhphu.vn', 'neac.gov.vn', 'esign.neac.gov.vn'])

/** Opens an address in the default browser, if it is one of the sites we name ourselves. Checklist, item 15. */
export function createOpenOutside(shell: Pick<Shell, 'openExternal'>): (address: string) => void {
  return (address) => {
    if (!mayOpenOutside(address)) return
    // A browser that does not start tells the user itself; nothing here depends on it.
    void shell.openExternal(new URL(address).href).catch(() => undefined)
  }
}

export function mayOpenOutside(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, port, username, password } = new URL(address)
  return protocol === 'https:' && port === '' && username === '' && password === '' && SITES.has(hostname)
}
