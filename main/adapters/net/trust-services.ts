import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '#contract'
import type { TrustServiceCall, TrustServices } from '#core/ports'
import { type Agents, callOverHttp, createAgents, type HttpAnswer, isOtherPort } from './http-call.ts'
import { isLocalNumber, LeadsInside, lookupOutside, type Resolve } from './local-addresses.ts'

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
  /** How names are looked up where they must lead outside; the system's way if absent. */
  resolve?: Resolve
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
  const agents = { anywhere: createAgents(), outside: createAgents(lookupOutside(options.resolve)) }
  return {
    call: async (call) => {
      const host = hostOf(call.url)
      const mayBeInside = isNamed(call, host, options)
      if (isOtherPort(call.url) || (!mayBeInside && isLocalNumber(call.url))) throw unreachable(host, null)
      const leave = await takeTurn(host)
      try {
        return await callPatiently(call, host, { ...options, agents: mayBeInside ? agents.anywhere : agents.outside })
      } finally {
        leave()
      }
    },
  }
}

function hostOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw unreachable(url.slice(0, 200), null)
  }
  return new URL(url).host
}

const isNamed = ({ kind }: TrustServiceCall, host: string, { localHosts = [] }: NetOptions): boolean =>
  kind === 'timestamp' || localHosts === 'any' || localHosts.includes(host)

const unreachable = (host: string, status: number | null, cause?: unknown): AppError =>
  new AppError('service-unreachable', { host, status }, { cause })

/** May be tried again. */
class PassingFailure extends Error {
  readonly status: number | null

  constructor(status: number | null, options?: ErrorOptions) {
    super(`no answer (status ${String(status)})`, options)
    this.name = 'PassingFailure'
    this.status = status
  }
}

type Calling = NetOptions & { agents: Agents }

async function callPatiently(call: TrustServiceCall, host: string, options: Calling): Promise<Uint8Array> {
  const { attempts = ATTEMPTS, firstPauseMs = FIRST_PAUSE_MS } = options
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await callOnce(call, host, options)
    } catch (cause) {
      if (options.stop?.aborted) throw new AppError('cancelled', {}, { cause })
      if (!(cause instanceof PassingFailure)) throw cause
      if (attempt >= attempts) throw unreachable(host, cause.status, cause)
    }
    // A little apart, so that many who failed together do not come back together.
    await pause(firstPauseMs * 2 ** (attempt - 1) * (1 + Math.random() / 2))
  }
}

async function callOnce(call: TrustServiceCall, host: string, options: Calling): Promise<Uint8Array> {
  const rules = RULES[call.kind]
  const timeout = AbortSignal.timeout(options.timeoutMs ?? rules.timeoutMs)
  const signal = options.stop ? AbortSignal.any([timeout, options.stop]) : timeout
  const answer = await send(call, host, { rules, signal, agents: options.agents })
  try {
    const { status } = answer
    if (status >= 500 || status === 429) throw new PassingFailure(status)
    // A redirection is an answer that is refused: it could lead where the address itself may not.
    if (status < 200 || status > 299) throw unreachable(host, status)
    const bytes = await readBody(answer, { host, maxBytes: rules.maxBytes })
    const garbage = garbageIn(answer, bytes)
    if (garbage !== undefined) throw new AppError('service-answer-unreadable', { host, reason: garbage })
    return bytes
  } finally {
    answer.drop()
  }
}

async function send(
  { url, body }: TrustServiceCall,
  host: string,
  { rules: { sends, accepts }, ...how }: { rules: Rules; signal: AbortSignal; agents: Agents },
): Promise<HttpAnswer> {
  const headers = { 'user-agent': 'VanThu', accept: accepts, ...(body && sends ? { 'content-type': sends } : {}) }
  try {
    return await callOverHttp({ url, headers, ...(body ? { body } : {}), ...how })
  } catch (cause) {
    if (cause instanceof LeadsInside) throw unreachable(host, null, cause)
    throw new PassingFailure(null, { cause })
  }
}

/** Reads up to the limit: what says to be short may be endless. */
async function readBody(
  { body, status }: HttpAnswer,
  { host, maxBytes }: { host: string; maxBytes: number },
): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of body) {
      size += part.length
      if (size > maxBytes) break
      parts.push(part)
    }
  } catch (cause) {
    throw new PassingFailure(status, { cause })
  }
  if (size > maxBytes) throw new AppError('service-answer-unreadable', { host, reason: 'too-large' })
  return Buffer.concat(parts)
}

/** What proxies and log-in pages answer in a service's place: recognised before anything tries to read it. */
function garbageIn({ type }: HttpAnswer, bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'empty'
  const start = Buffer.from(bytes.subarray(0, 256)).toString('latin1').trimStart()
  const isPage = /^<(!doctype|html|\?xml)/i.test(start) || /^text\/html/i.test(type)
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
