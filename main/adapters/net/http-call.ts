import { request as askPlainly, Agent as PlainAgent } from 'node:http'
import { request as askSecurely, Agent as SecureAgent } from 'node:https'
import type { LookupFunction } from 'node:net'

/** Connections of one kind: all of them look names up in the same way. */
export type Agents = { plain: PlainAgent; secure: SecureAgent }

/** Servers close connections after five seconds without a question (Node's own, Apache's); we do so before. */
const IDLE_MS = 4000

/** @param lookup How a name becomes the address that is connected to; the system's if absent. */
export function createAgents(lookup?: LookupFunction): Agents {
  const options = { keepAlive: true, timeout: IDLE_MS, ...(lookup ? { lookup } : {}) }
  return { plain: new PlainAgent(options), secure: new SecureAgent(options) }
}

/**
 * Ports of mail, files and other conversations that a question over HTTP could talk into: never asked, as browsers do not.
 *
 * @see Fetch Standard, 2.9 (port blocking).
 */
const OTHER_PORTS: ReadonlySet<string> = new Set(
  `1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135
  137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719
  1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080`.split(/\s+/),
)

export const isOtherPort = (url: string): boolean => OTHER_PORTS.has(new URL(url).port)

export type HttpCall = {
  url: string
  headers: Readonly<Record<string, string>>
  /** Sent with POST; without one it is GET. */
  body?: Uint8Array
  /** Ends the call, its answer's body included. */
  signal: AbortSignal
  agents: Agents
}

export type HttpAnswer = { status: number; type: string; body: AsyncIterable<Uint8Array>; drop: () => void }

/**
 * One question over HTTP or HTTPS. Redirections are answers like others. Rejects where no answer begins; but that a server has
 * just closed a connection that was kept says nothing of it: it is asked over another one.
 */
export function callOverHttp(call: HttpCall): Promise<HttpAnswer> {
  const { url, headers, body, signal, agents } = call
  const isSecure = new URL(url).protocol === 'https:'
  const options = { headers, signal, method: body ? 'POST' : 'GET', agent: isSecure ? agents.secure : agents.plain }
  return new Promise((resolve, reject) => {
    const request = (isSecure ? askSecurely : askPlainly)(url, options, (response) => {
      const { statusCode: status = 0, headers: said } = response
      resolve({ status, type: said['content-type'] ?? '', body: response, drop: () => void response.destroy() })
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = request.reusedSocket && error.code === 'ECONNRESET' && !signal.aborted
      if (isStale) resolve(callOverHttp(call))
      else reject(error)
    })
    request.end(body)
  })
}
