import { createORPCClient } from '@orpc/client'
import { RPCLink as HttpLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { contract } from '#contract'
import { APP_SCHEME } from '#contract/wire'
import { fileUrl, uploadPdf } from '#renderer/api/files.ts'
import { requestPort } from '#renderer/api/port.ts'

export type Client = ContractRouterClient<typeof contract>

/** Everything a page may ask of the product: calls, their query options, and the file routes. */
export type Api = {
  client: Client
  query: ReturnType<typeof createTanstackQueryUtils<Client>>
  uploadPdf: typeof uploadPdf
  fileUrl: typeof fileUrl
}

/** The page's line to the core: a message port on the desktop's own scheme, HTTP everywhere else. */
export function createApi(client: Client = createORPCClient(createLink())): Api {
  return { client, query: createTanstackQueryUtils(client), uploadPdf, fileUrl }
}

function createLink() {
  if (window.location.protocol === `${APP_SCHEME}:`) return new PortLink({ port: requestPort() })
  return new HttpLink({ url: `${window.location.origin}/rpc` })
}
