/** What a request says about where it comes from. */
export type Origins = {
  method: string
  host: string | undefined
  origin: string | undefined
  /** `Sec-Fetch-Site`, where the browser sends it. */
  site: string | undefined
}

/**
 * Whether a request was made for this address by this address's own page.
 *
 * Another name for 127.0.0.1 is a rebound DNS name; another origin is another site's page in the same browser. What
 * changes something must say its origin; what only reads need not, because browsers do not send it then.
 */
export function isOwnRequest({ method, host, origin, site }: Origins, authority: string): boolean {
  if (host !== authority) return false
  if (origin !== undefined) return origin === `http://${authority}`
  if (method !== 'GET' && method !== 'HEAD') return false
  return site === undefined || site === 'same-origin' || site === 'none'
}
