import { type DestinationStream, pino } from 'pino'
import type { Logger } from '#core/ports'

/** Only these fields are ever written; what a caller adds beside them is dropped. No names, no content, no secrets. */
const ALLOWED = ['name', 'requestId', 'outcome', 'ms', 'status', 'method', 'count', 'bytes', 'state', 'reason'] as const

type Fields = Parameters<Logger['info']>[1]

/** JSON lines: time (ISO 8601 UTC), level, event, the allowed fields, and with an error its stack. */
export function logJsonLines(destination: DestinationStream): Logger {
  const log = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      messageKey: 'event',
    },
    destination,
  )
  return {
    info: (event, fields) => {
      log.info(allowed(fields), event)
    },
    error: (event, fields, cause) => {
      log.error({ ...allowed(fields), ...traceOf(cause) }, event)
    },
  }
}

function allowed(fields: Fields = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => (ALLOWED as readonly string[]).includes(name)))
}

/** Where it broke, not what the message says: a message may quote a document. */
function traceOf(cause: unknown): { error?: string; stack?: string } {
  if (!(cause instanceof Error)) return {}
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { error: cause.name, stack: frames.join('\n') }
}
