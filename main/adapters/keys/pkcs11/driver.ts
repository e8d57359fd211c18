import type { z } from 'zod'
import { AppError, isErrorCode } from '#contract'
import type { Logger } from '#core/ports'
import { ANSWERS, type Answer, AnswerMessage, type Request } from './messages.ts'
import { createTurns } from './turns.ts'

/** A process that serves tokens, of whichever kind: forked by Node, or Electron's utility process. */
export type TokenProcess = {
  send: (message: unknown) => void
  onMessage: (listen: (message: unknown) => void) => void
  /** Called once, however it ended. */
  onExit: (listen: (how: string) => void) => void
  /** Asks it to end. */
  end: () => void
  /** Ends it, whatever it is doing. */
  kill: () => void
}

export type StartTokenProcess = () => TokenProcess

/** How long a vendor's module may take; typing a PIN on the device takes a person's time. */
export const TIMEOUTS_MS = { load: 20_000, list: 20_000, open: 60_000, sign: 60_000, close: 10_000, onDevice: 180_000 }
export type Timeouts = typeof TIMEOUTS_MS

/** One vendor's module in its own process. */
export type Driver = {
  /** One request after another, in the order they were asked. A process that ended is started anew by the next one. */
  ask: <Kind extends Request['kind']>(request: Extract<Request, { kind: Kind }>, ms?: number) => Promise<Answer<Kind>>
  /** The same without an answer; where it cannot be done the process is gone, and with it what it was about. */
  tell: (request: Request) => void
  /** A request is being worked on, or waits. */
  isBusy: () => boolean
  isRunning: () => boolean
  /** Which start of the process it is: a key that was opened in an earlier one is gone. */
  generation: () => number
  stop: () => Promise<void>
}

type Waiting = { resolve: (message: AnswerMessage) => void; reject: (reason: AppError) => void }
type Running = { process: TokenProcess; ended: Promise<string>; isEnded: () => boolean; waiting: Map<number, Waiting> }
type Parts = { module: string; start: StartTokenProcess; timeouts: Timeouts; log: Logger }

/**
 * Asks a module's process, and outlives it: a driver that crashes or hangs is one clear error of the call that met it,
 * and the next call starts the process anew.
 */
export function createDriver(parts: Parts): Driver {
  let running: Running | undefined
  let [generation, lastId] = [0, 0]
  const turns = createTurns()

  const started = async (): Promise<Running> => {
    if (running) return running
    generation += 1
    const fresh = run(parts, () => {
      running = undefined
    })
    running = fresh
    await exchange(fresh, { kind: 'load', module: parts.module }, parts.timeouts.load)
    return fresh
  }

  const exchange = async <Kind extends Request['kind']>(
    to: Running,
    request: Extract<Request, { kind: Kind }>,
    ms: number,
  ): Promise<Answer<Kind>> => {
    lastId += 1
    const message = await answerOf(to, { id: lastId, request, ms, parts })
    if (message.ok) return (ANSWERS[request.kind] as z.ZodType as z.ZodType<Answer<Kind>>).parse(message.value)
    if (request.kind === 'load') await discard(to)
    throw failureOf(message, parts)
  }

  const ask: Driver['ask'] = (request, ms = parts.timeouts[request.kind]) => {
    const present = running
    return turns.take(request.kind === 'sign', {
      atOnce: present && (() => exchange(present, request, ms)),
      inTurn: async () => exchange(await started(), request, ms),
    })
  }

  return {
    ask,
    tell: (request) => {
      if (running) ask(request).catch(logged(parts, request))
    },
    isRunning: () => running !== undefined,
    isBusy: turns.isBusy,
    generation: () => generation,
    stop: async () => {
      // What is under way, such as the closing of a key, may end by itself.
      await within(turns.done(), GRACE_MS)
      if (running) await discard(running)
    },
  }
}

const logged =
  ({ module, log }: Parts, { kind }: Request) =>
  (error: unknown) => {
    log.error('token-request-failed', { module, request: kind }, error)
  }

function run({ start, module, log }: Parts, whenEnded: () => void): Running {
  const process = start()
  const waiting: Running['waiting'] = new Map()
  let isEnded = false
  const ended = new Promise<string>((resolve) => {
    process.onExit((how) => {
      isEnded = true
      whenEnded()
      if (waiting.size > 0) log.error('token-driver-crashed', { module, how })
      for (const { reject } of waiting.values()) reject(new AppError('token-driver-crashed', { module }))
      resolve(how)
    })
  })
  process.onMessage((message) => {
    const read = AnswerMessage.safeParse(message)
    if (read.success) waiting.get(read.data.id)?.resolve(read.data)
    else log.error('token-message-unreadable', { module })
  })
  return { process, ended, isEnded: () => isEnded, waiting }
}

type Asked = { id: number; request: Request; ms: number; parts: Parts }

/** The process answers, ends, or takes too long: whichever comes first. */
async function answerOf(to: Running, { id, request, ms, parts }: Asked): Promise<AnswerMessage> {
  const { module, log } = parts
  if (to.isEnded()) throw new AppError('token-driver-crashed', { module })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<AnswerMessage>((resolve, reject) => {
      to.waiting.set(id, { resolve, reject })
      timer = setTimeout(() => {
        to.waiting.delete(id)
        log.error('token-driver-silent', { module, request: request.kind, ms })
        to.process.kill()
        void to.ended.then(() => {
          reject(new AppError('token-driver-silent', { module, seconds: Math.round(ms / 1000) }))
        })
      }, ms)
      to.process.send({ id, request })
    })
  } finally {
    clearTimeout(timer)
    to.waiting.delete(id)
  }
}

function failureOf(message: Extract<AnswerMessage, { ok: false }>, { module, log }: Parts): Error {
  if (message.code !== 'internal' && isErrorCode(message.code)) return new AppError(message.code, message.details)
  const bug = new Error(`the token process failed: ${message.stack ?? message.code}`)
  log.error('token-process-broken', { module }, bug)
  return bug
}

const GRACE_MS = 2000

/** Waits for some work, but not longer than so many milliseconds. */
async function within(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}

/** Ends a process; one that does not go is killed. */
async function discard({ process, ended, isEnded }: Running): Promise<void> {
  process.end()
  await within(ended, GRACE_MS)
  if (!isEnded()) process.kill()
  await ended
}
