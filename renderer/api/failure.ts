import { ORPCError } from '@orpc/client'
import { type ErrorCode, isErrorCode } from '#contract'

/** What the page can say about a call that failed; `unreachable`: no answer came at all. */
export type FailureCode = ErrorCode | 'unreachable'
export type FailureFacts = { code: FailureCode; details: Readonly<Record<string, unknown>> }

/** A failure that already has its code, for what does not travel as a procedure call. */
export class Failed extends Error {
  readonly code: FailureCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: FailureCode, details: Readonly<Record<string, unknown>>) {
    super(code)
    this.name = 'Failed'
    this.code = code
    this.details = details
  }
}

/** Reads code and details of anything a call may throw. */
export function failureOf(error: unknown): FailureFacts {
  if (error instanceof Failed) return { code: error.code, details: error.details }
  if (error instanceof ORPCError) return ofOrpc(error as ORPCError<string, unknown>)
  if (error instanceof Error && error.name === 'AbortError') return { code: 'cancelled', details: {} }
  if (error instanceof TypeError && /fetch|network/i.test(error.message)) return { code: 'unreachable', details: {} }
  return { code: 'internal', details: {} }
}

function ofOrpc(error: ORPCError<string, unknown>): FailureFacts {
  const data = typeof error.data === 'object' && error.data !== null ? (error.data as Record<string, unknown>) : {}
  if (isErrorCode(error.code)) return { code: error.code, details: data }
  if (error.code === 'BAD_REQUEST') return { code: 'invalid-input', details: data }
  return { code: 'internal', details: data }
}
