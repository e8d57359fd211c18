import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink as HttpLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { RPCHandler } from '@orpc/server/message-port'
import { onTestFinished } from 'vitest'
import type { contract } from '#contract'
import type { Runtime } from '#main/api/context'
import { router } from '#main/api/router'
import { runtimeOn } from '#main/compose'
import { openLoopbackDoor } from '#main/http/door'
import { coreForTest, officeForTest, type TestCore } from '#test/support/core'

export type Client = ContractRouterClient<typeof contract>
export type TestRuntime = TestCore & { runtime: Runtime }

/** The procedures of a real core in a folder of its own: without an office, or with the people of the test office. */
export async function runtimeForTest(
  kind: 'empty' | 'office',
  given: Parameters<typeof coreForTest>[0] = {},
): Promise<TestRuntime> {
  const core = await (kind === 'empty' ? coreForTest(given) : officeForTest(given))
  return { ...core, runtime: runtimeOn(core.office, { door: 'loopback', workspace: core.folder }) }
}

/** A page's line to the core through a message port: everything goes through structured clone. */
export function overPort(runtime: Runtime, clientId = 'window'): Client {
  const { port1, port2 } = new MessageChannel()
  onTestFinished(() => {
    port1.close()
    port2.close()
  })
  new RPCHandler(router).upgrade(port2, { context: { clientId, runtime } })
  port2.start()
  port1.start()
  return createORPCClient(new PortLink({ port: port1 }))
}

export type Browser = {
  origin: string
  cookie: string
  client: Client
  /** A request as this browser's own page would make it. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>
}

/** The loopback door with a page of two files, closed when the test ends; `enter` is the printed address. */
export async function openDoor({ runtime, folder }: TestRuntime): Promise<{ origin: string; enter: string }> {
  const pageFolder = join(folder, 'page')
  await mkdir(join(pageFolder, 'assets'), { recursive: true })
  await writeFile(join(pageFolder, 'index.html'), '<!doctype html><title>Văn Thư</title>')
  await writeFile(join(pageFolder, 'assets', 'index-abc.js'), 'export {}')
  const door = await openLoopbackDoor({ runtime, router, pageFolder })
  onTestFinished(() => door.close())
  return { origin: door.origin, enter: door.url }
}

/** A browser that came in through the printed address. */
export async function enterDoor({ origin, enter }: { origin: string; enter: string }): Promise<Browser> {
  const answer = await fetch(enter, { redirect: 'manual' })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const fetchAsPage = (url: string | URL | Request, init: RequestInit = {}) => {
    const headers = new Headers(url instanceof Request ? url.headers : init.headers)
    headers.set('cookie', cookie)
    headers.set('origin', origin)
    return fetch(url, { ...init, headers })
  }
  const client: Client = createORPCClient(
    new HttpLink({ url: `${origin}/rpc`, fetch: (request, init) => fetchAsPage(request, init as RequestInit) }),
  )
  return { origin, cookie, client, fetch: (path, init) => fetchAsPage(`${origin}${path}`, init) }
}

/** Both transports, for tests that hold on each of them. */
export const TRANSPORTS: Readonly<Record<string, (core: TestRuntime) => Promise<Client>>> = {
  'message port': async ({ runtime }) => overPort(runtime),
  HTTP: async (core) => (await enterDoor(await openDoor(core))).client,
}
