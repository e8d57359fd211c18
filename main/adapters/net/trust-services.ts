import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '#contract'
import type { TrustServiceCall, TrustServices } from '#core/ports'
import { leadsInside } from './local-addresses.ts'

type Kind = TrustServiceCall['kind']
type Rules = { sends?: string; accepts: string; maxBytes: number; timeoutMs: number }

const MEBIBYTE = 1 << 20

/** Media types, limits of size and time of each kind of service (RFC 3161, 3.4; RFC 6960, A.1; RFC 5280, 4.2.1.13). */
const RULES: Readonly<Record<Kind, Rules>> = {
  timestamp: {
    sends: 'application/timestamp-query',
    accepts: 'application/timestamp-reply',
    maxBytes: MEBIBYTE,
    timeoutMs: 30_000,
  },
  ocsp: {
    sends: 'application/ocsp-request',
    accepts: 'application/ocsp-response',
    maxBytes: MEBIBYTE,
    timeoutMs: 15_000,
  },
  crl: { accepts: 'application/pkix-crl, */*', maxBytes: 64 * MEBIBYTE, timeoutMs: 120_000 },
  certificate: { accepts: 'application/pkix-cert, application/pkcs7-mime, */*', maxBytes: MEBIBYTE, timeoutMs: 15_000 },
}

const ATTEMPTS = 3
const FIRST_PAUSE_MS = 500
/** Calls under way to one server: a batch must not look like an attack. */
const AT_ONCE_PER_HOST = 4

export type NetOptions = {
  /** Instead of the kind's own limit of time: background work is patient, tests are not. */
  timeoutMs?: number
  attempts?: number
  firstPauseMs?: number
  fetch?: typeof fetch
  /**
   * Hosts (with port) on this computer and in private networks that may be asked, because whoever runs the program has named
   * them; none if absent. What certificates in foreign files name must not reach inside. The time-stamping authority is
   * always somebody's choice.
   */
  localHosts?: 'any' | readonly string[]
  /** Ends every call under way, and all later ones: `cancelled`. */
  stop?: AbortSignal
}

/**
 * Time-stamping authorities, OCSP responders, lists and certificates over HTTP. What fails for a moment (no connection, no
 * answer in time, 5xx, 429) is tried again after a pause that doubles; what is plainly no answer (HTML, nothing, too much)
 * is not.
 */
export function createTrustServices(options: NetOptions = {}): TrustServices {
  const takeTurn = createTurns(AT_ONCE_PER_HOST)
  return {
    call: async (call) => {
      const host = hostOf(call.url)
      await requireOutside(call, host, options)
      const leave = await takeTurn(host)
      try {
        return await callPatiently(call, host, options)
      } finally {
        leave()
      }
    },
  }
}

function hostOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new AppError('service-unreachable', { host: url.slice(0, 200), status: null })
  }
  return new URL(url).host
}

async function requireOutside(
  { kind, url }: TrustServiceCall,
  host: string,
  { localHosts = [] }: NetOptions,
): Promise<void> {
  if (kind === 'timestamp' || localHosts === 'any' || localHosts.includes(host)) return
  if (await leadsInside(url)) throw new AppError('service-unreachable', { host, status: null })
}

/** May be tried again. */
class PassingFailure extends Error {
  readonly status: number | null

  constructor(status: number | null, options?: ErrorOptions) {
    super(`no answer (status ${String(status)})`, options)
    this.name = 'PassingFailure'
    this.status = status
  }
}

async function callPatiently(call: TrustServiceCall, host: string, options: NetOptions): Promise<Uint8Array> {
  const { attempts = ATTEMPTS, firstPauseMs = FIRST_PAUSE_MS } = options
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await callOnce(call, host, options)
    } catch (cause) {
      if (options.stop?.aborted) throw new AppError('cancelled', {}, { cause })
      if (!(cause instanceof PassingFailure)) throw cause
      if (attempt >= attempts) throw new AppError('service-unreachable', { host, status: cause.status }, { cause })
    }
    // A little apart, so that many who failed together do not come back together.
    await pause(firstPauseMs * 2 ** (attempt - 1) * (1 + Math.random() / 2))
  }
}

async function callOnce(call: TrustServiceCall, host: string, options: NetOptions): Promise<Uint8Array> {
  const rules = RULES[call.kind]
  const timeout = AbortSignal.timeout(options.timeoutMs ?? rules.timeoutMs)
  const signal = options.stop ? AbortSignal.any([timeout, options.stop]) : timeout
  const response = await send(call, { rules, signal, fetch: options.fetch ?? fetch })
  if (response.status >= 500 || response.status === 429) throw new PassingFailure(response.status)
  if (!response.ok) throw new AppError('service-unreachable', { host, status: response.status })
  const bytes = await readBody(response, { host, maxBytes: rules.maxBytes })
  const garbage = garbageIn(response, bytes)
  if (garbage !== undefined) throw new AppError('service-answer-unreadable', { host, reason: garbage })
  return bytes
}

async function send(
  { url, body }: TrustServiceCall,
  how: { rules: Rules; signal: AbortSignal; fetch: typeof fetch },
): Promise<Response> {
  const { sends, accepts } = how.rules
  const headers = { accept: accepts, ...(body && sends ? { 'content-type': sends } : {}) }
  try {
    // A redirection is an answer that is refused: it could lead where the address itself may not.
    const init = { headers, signal: how.signal, method: body ? 'POST' : 'GET', redirect: 'manual' as const }
    return await how.fetch(url, body ? { ...init, body: Uint8Array.from(body) } : init)
  } catch (cause) {
    throw new PassingFailure(null, { cause })
  }
}

/** Reads up to the limit: what says to be short may be endless. */
async function readBody(
  response: Response,
  { host, maxBytes }: { host: string; maxBytes: number },
): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    const body: AsyncIterable<Uint8Array> | null = response.body
    for await (const part of body ?? []) {
      size += part.length
      if (size > maxBytes) break
      parts.push(part)
    }
  } catch (cause) {
    throw new PassingFailure(response.status, { cause })
  }
  if (size > maxBytes) throw new AppError('service-answer-unreadable', { host, reason: 'too-large' })
  return Buffer.concat(parts)
}

/** What proxies and log-in pages answer in a service's place: recognised before anything tries to read it. */
function garbageIn(response: Response, bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'empty'
  const start = Buffer.from(bytes.subarray(0, 256)).toString('latin1').trimStart()
  const isPage =
    /^<(!doctype|html|\?xml)/i.test(start) || /^text\/html/i.test(response.headers.get('content-type') ?? '')
  return isPage ? 'web-page' : undefined
}

/** At most so many at once of each name; the others wait for their turn, first come first. */
function createTurns(atOnce: number): (name: string) => Promise<() => void> {
  const busy = new Map<string, number>()
  const waiting = new Map<string, (() => void)[]>()
  const leave = (name: string) => {
    const next = waiting.get(name)?.shift()
    if (next) next()
    else busy.set(name, (busy.get(name) ?? 1) - 1)
  }
  return async (name) => {
    const now = busy.get(name) ?? 0
    if (now < atOnce) busy.set(name, now + 1)
    else {
      await new Promise<void>((resolve) => {
        waiting.set(name, [...(waiting.get(name) ?? []), resolve])
      })
    }
    return () => {
      leave(name)
    }
  }
}
