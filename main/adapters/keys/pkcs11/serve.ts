import { AppError } from '#contract'
import type { Cryptoki } from './cryptoki.ts'
import { type Layout, layoutOf } from './layout.ts'
import { type AnswerMessage, type Request, RequestMessage } from './messages.ts'
import { loadCryptoki } from './module-cryptoki.ts'
import { createTokenDesk, type TokenDesk } from './token-desk.ts'

/** The line to the product, in either kind of process. */
export type Line = {
  send: (message: AnswerMessage) => void
  onMessage: (listen: (message: unknown) => void) => void
  /** The product is gone or wants this process to end. */
  onEnd: (listen: () => void) => void
}

export type LoadCryptoki = (path: string, layout: Layout) => Cryptoki

/**
 * Answers the product's requests in a process of its own, which has exactly one vendor's module loaded and alone owns
 * its C_Initialize and C_Finalize. Requests come one at a time; a request that is not understood is a bug and says so.
 */
export function serveTokens(line: Line, load: LoadCryptoki = loadCryptoki): void {
  let desk: TokenDesk | undefined
  const layout = layoutOf(process.platform, process.arch)
  const work = (request: Request): unknown => {
    if (request.kind === 'load') {
      desk = createTokenDesk(load(request.module, layout), layout)
      return null
    }
    if (!desk) throw new Error('no module is loaded')
    switch (request.kind) {
      case 'list':
        return desk.list()
      case 'open':
        return desk.open(request)
      case 'sign':
        return desk.sign(request.session, request.data)
      case 'close':
        return desk.close(request.session)
    }
  }
  line.onMessage((message) => {
    const { id, request } = RequestMessage.parse(message)
    try {
      line.send({ id, ok: true, value: work(request) })
    } catch (error) {
      line.send({ id, ok: false, ...told(error) })
    } finally {
      // What typed PINs leave behind ends with the request.
      if (request.kind === 'open') request.pin?.fill(0)
    }
  })
  line.onEnd(() => desk?.finalize())
}

function told(error: unknown): Pick<Extract<AnswerMessage, { ok: false }>, 'code' | 'details' | 'stack'> {
  if (error instanceof AppError) return { code: error.code, details: { ...error.details } }
  const stack = error instanceof Error ? error.stack : undefined
  return { code: 'internal', details: {}, ...(stack === undefined ? {} : { stack }) }
}
