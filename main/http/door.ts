import { Readable } from 'node:stream'
import cookie from '@fastify/cookie'
import { RPCHandler } from '@orpc/server/fastify'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Runtime } from '#main/api/context'
import { answerFileCall } from '#main/api/file-route'
import { answerPageCall } from '#main/api/page-files'
import { SECURITY_HEADERS } from '#main/api/page-headers'
import type { Router } from '#main/api/router'
import { createEntrance, type Entrance } from './entrance.ts'
import { isOwnRequest } from './guard.ts'
import { ENTERED, NOT_ENTERED } from './not-entered.ts'

const HOST = '127.0.0.1'
/** The largest call carries a seal's picture or a bundle of certificates. */
const MAX_CALL_BYTES = 4 * 1024 * 1024

export type LoopbackDoor = {
  /** Address with the one-time token. */
  readonly url: string
  readonly origin: string
  /** Fulfilled once somebody came in by the address. */
  readonly entered: Promise<unknown>
  close: () => Promise<void>
}

/** The whole app for a browser on this machine, on 127.0.0.1 only. */
export async function openLoopbackDoor(
  { runtime, router, pageFolder }: { runtime: Runtime; router: Router; pageFolder: string },
  port = 0,
): Promise<LoopbackDoor> {
  const app = Fastify({
    bodyLimit: MAX_CALL_BYTES,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  })
  const entrance = createEntrance()
  await app.register(cookie)
  guard(app, runtime)
  mountEntrance(app, entrance)
  mountCalls(app, { runtime, router, entrance })
  mountFiles(app, { runtime, entrance })
  mountPage(app, { pageFolder, entrance })
  await app.listen({ host: HOST, port })
  const origin = `http://${authorityOf(app)}`
  return { url: `${origin}${entrance.path}`, origin, entered: entrance.entered, close: () => app.close() }
}

function authorityOf(app: FastifyInstance): string {
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('the loopback door has no port')
  return `${HOST}:${address.port}`
}

/** Refuses other names and other sites before anything is parsed; adds the headers to every answer, errors included. */
function guard(app: FastifyInstance, { office }: Runtime): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(SECURITY_HEADERS)
    const { host, origin, 'sec-fetch-site': site } = request.headers
    const asked = { method: request.method, host, origin, site: typeof site === 'string' ? site : undefined }
    if (isEntering(request) || isOwnRequest(asked, authorityOf(app))) return
    office.log.info('request-refused', { method: request.method })
    return reply.code(403).send()
  })
  app.setErrorHandler(async (error: { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) office.log.error('request-broken', { status }, error)
    return reply.code(status).send()
  })
}

/** The printed address may be opened from anywhere, e.g. a terminal or a mail; the name must still be ours. */
function isEntering({ method, url, headers, server }: FastifyRequest): boolean {
  return method === 'GET' && url.startsWith('/enter/') && headers.host === authorityOf(server)
}

function mountEntrance(app: FastifyInstance, entrance: Entrance): void {
  app.get<{ Params: { token: string } }>('/enter/:token', async (request, reply) => {
    const secret = entrance.enter(request.params.token)
    if (secret !== null) {
      void reply.setCookie(cookieName(app), secret, { httpOnly: true, sameSite: 'strict', path: '/' })
    } else if (clientOf(request, entrance) === null) return notEntered(reply)
    // A strict cookie is not sent along a way that another page began; a page of ours begins anew.
    if (request.headers['sec-fetch-site'] === 'cross-site') return reply.type('text/html; charset=utf-8').send(ENTERED)
    return reply.redirect('/', 303)
  })
}

/** Cookies do not know ports: each running door has its own name for its own. */
function cookieName(app: FastifyInstance): string {
  return `vanthu-${authorityOf(app).replace(/^.*:/, '')}`
}

function clientOf(request: FastifyRequest, entrance: Entrance): string | null {
  return entrance.clientOf(request.cookies[cookieName(request.server)])
}

function notEntered(reply: FastifyReply): FastifyReply {
  return reply.code(401).type('text/html; charset=utf-8').send(NOT_ENTERED)
}

/** The same calls as the desktop's port. */
function mountCalls(
  app: FastifyInstance,
  { runtime, router, entrance }: { runtime: Runtime; router: Router; entrance: Entrance },
): void {
  const rpc = new RPCHandler(router)
  app.all('/rpc/*', async (request, reply) => {
    const clientId = clientOf(request, entrance)
    if (clientId === null) return reply.code(401).send()
    const { matched } = await rpc.handle(request, reply, { prefix: '/rpc', context: { clientId, runtime } })
    if (!matched) return reply.code(404).send()
    return reply
  })
}

function mountFiles(app: FastifyInstance, { runtime, entrance }: { runtime: Runtime; entrance: Entrance }): void {
  app.addContentTypeParser(['application/pdf', 'application/octet-stream'], (_request, body, done) => {
    done(null, body)
  })
  const handle = async (request: FastifyRequest, reply: FastifyReply) => {
    const clientId = clientOf(request, entrance)
    if (clientId === null) return reply.code(401).send()
    const { pathname, searchParams } = new URL(request.url, 'http://door')
    const answer = await answerFileCall(runtime, {
      clientId,
      method: request.method,
      path: pathname,
      upTo: searchParams.get('upTo'),
      range: request.headers.range ?? null,
      contentLength: lengthOf(request.headers['content-length']),
      body: request.body instanceof Readable ? (request.body as AsyncIterable<Uint8Array>) : null,
    })
    // What was refused half-way is not read to its end.
    if (answer.status >= 400 && request.method === 'POST') void reply.header('connection', 'close')
    void reply.code(answer.status).headers(answer.headers)
    if (answer.body === null || typeof answer.body === 'string') return reply.send(answer.body ?? undefined)
    return reply.send(Readable.from(answer.body, { objectMode: false }))
  }
  app.post('/files', handle)
  app.get('/files/:sha256', handle)
}

function lengthOf(header: string | undefined): number | null {
  return header === undefined ? null : Number(header)
}

function mountPage(app: FastifyInstance, { pageFolder, entrance }: { pageFolder: string; entrance: Entrance }): void {
  app.get('/*', async (request, reply) => {
    if (clientOf(request, entrance) === null) return notEntered(reply)
    const answer = await answerPageCall(pageFolder, new URL(request.url, 'http://door').pathname)
    void reply.code(answer.status).headers(answer.headers)
    return reply.send(answer.body ?? undefined)
  })
}
