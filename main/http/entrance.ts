import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'

/** Who may come in: whoever has the address that was printed, once; afterwards the browser that used it. */
export type Entrance = {
  /** Path of the address to open. */
  readonly path: string
  /** Fulfilled once the token was used. */
  readonly entered: Promise<unknown>
  /** A new client's secret for the one-time token, or null if it is wrong or was used. */
  enter: (token: string) => string | null
  /** The client that has this secret. */
  clientOf: (secret: string | undefined) => string | null
}

/** Tokens and secrets have 256 random bits and live as long as the process. */
export function createEntrance(): Entrance {
  const token = randomBytes(32).toString('base64url')
  const clients = new Map<string, string>()
  const { promise: entered, resolve: tellEntered } = Promise.withResolvers<undefined>()
  let used = false
  return {
    path: `/enter/${token}`,
    entered,
    enter: (given) => {
      if (used || !isSame(given, token)) return null
      used = true
      tellEntered(undefined)
      const secret = randomBytes(32).toString('base64url')
      clients.set(secret, randomUUID())
      return secret
    },
    clientOf: (secret) => (secret === undefined ? null : (clients.get(secret) ?? null)),
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
