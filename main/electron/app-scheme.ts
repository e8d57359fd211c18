import type { CustomScheme, Protocol } from 'electron'
import { APP_SCHEME } from '#contract/wire'
import type { Runtime } from '#main/api/context'
import { answerFileCall } from '#main/api/file-route'
import { answerPageCall } from '#main/api/page-files'
import { SECURITY_HEADERS } from '#main/api/page-headers'
import { isOwnAddress } from './app-address.ts'

/** Standard and secure, so that the page has an origin of its own, fetch and streams, and nothing else. */
const SCHEME: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
}

/** Must run before the app is ready. Electron's security checklist, item 18. */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([SCHEME])
}

export type AppScheme = { runtime: Runtime; clientId: string; pageFolder: string }

/** Serves the page and the documents' files under `app://vanthu`; every other address of the scheme is refused. */
export function serveScheme(protocol: Pick<Protocol, 'handle'>, door: AppScheme): void {
  protocol.handle(APP_SCHEME, (request) => answerAppRequest(door, request))
}

export async function answerAppRequest(
  { runtime, clientId, pageFolder }: AppScheme,
  request: Request,
): Promise<Response> {
  if (!isOwnAddress(request.url)) return new Response(null, { status: 403, headers: SECURITY_HEADERS })
  const { pathname, searchParams } = new URL(request.url)
  if (pathname === '/files' || pathname.startsWith('/files/')) {
    return fileResponse(runtime, { clientId, path: pathname, upTo: searchParams.get('upTo'), request })
  }
  if (request.method !== 'GET') return new Response(null, { status: 405, headers: SECURITY_HEADERS })
  const { status, headers, body } = await answerPageCall(pageFolder, pathname)
  return new Response(body, { status, headers })
}

async function fileResponse(
  runtime: Runtime,
  { clientId, path, upTo, request }: { clientId: string; path: string; upTo: string | null; request: Request },
): Promise<Response> {
  const length = request.headers.get('content-length')
  const { status, headers, body } = await answerFileCall(runtime, {
    clientId,
    method: request.method,
    path,
    upTo,
    range: request.headers.get('range'),
    contentLength: length === null ? null : Number(length),
    body: request.body,
  })
  const stream = body === null || typeof body === 'string' ? body : ReadableStream.from(body)
  return new Response(stream, { status, headers: { ...SECURITY_HEADERS, ...headers } })
}
