import { randomUUID } from 'node:crypto'
import type { Middleware } from '@orpc/server'
import type { OfficePorts } from '#core/office-ports'
import type { Caller } from '#core/people/caller'
import { callerOf } from '#core/people/session'
import type { Logger } from '#core/ports'
import type { DoorContext } from './context.ts'
import { toWire } from './wire-error.ts'

type Found = { caller: Caller | null; ports: OfficePorts; requestId: string }
type Call = { name: string; requestId: string; startedAt: number; log: Logger }

/**
 * Wraps every procedure: finds out who calls, writes one log line (name, milliseconds, outcome), and turns an expected
 * failure into its code and anything else into `internal` with the number under which the log has its stack.
 */
export const answer: Middleware<
  DoorContext,
  Found,
  unknown,
  unknown,
  Record<string, never>,
  Record<string, unknown>
> = async ({ context, path, next }) => {
  const call = {
    name: path.join('.'),
    requestId: randomUUID(),
    startedAt: performance.now(),
    log: context.runtime.office.log,
  }
  try {
    const caller = await callerOf(context.runtime.office, context.clientId)
    const result = await next({ context: { caller, ports: context.runtime.office, requestId: call.requestId } })
    if (!isIterator(result.output)) {
      done(call, 'ok')
      return result
    }
    return { ...result, output: followed(call, result.output) }
  } catch (error) {
    throw failed(call, error)
  }
}

/** The same events; the log line is written when they end, and an error on the way becomes its code. */
async function* followed(call: Call, events: AsyncIterable<unknown>): AsyncGenerator<unknown, void> {
  let outcome = 'stopped'
  try {
    for await (const event of events) yield event
    outcome = 'ok'
  } catch (error) {
    outcome = 'failed'
    throw failed(call, error)
  } finally {
    if (outcome !== 'failed') done(call, outcome)
  }
}

function failed(call: Call, error: unknown): Error {
  const wire = toWire(error, call.requestId)
  if (wire.code === 'internal') call.log.error('call-broken', line(call, 'internal'), error)
  else done(call, wire.code)
  return wire
}

function done(call: Call, outcome: string): void {
  call.log.info('call', line(call, outcome))
}

function line({ name, requestId, startedAt }: Call, outcome: string) {
  return { name, requestId, outcome, ms: Math.round(performance.now() - startedAt) }
}

function isIterator(output: unknown): output is AsyncIterable<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output
}
