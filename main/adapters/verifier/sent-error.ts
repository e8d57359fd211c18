import { AppError } from '#contract'
import type { Outcome, SentError } from './messages.ts'

export function sendable(error: unknown): SentError {
  if (error instanceof AppError) return { code: error.code, details: error.details }
  if (error instanceof Error) return { message: error.message, stack: error.stack ?? '' }
  return { message: String(error), stack: '' }
}

/** The value of an outcome. @throws AppError as it was thrown; any other as an Error with the words and stack it had. */
export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if ('value' in outcome) return outcome.value
  const { error } = outcome
  if ('code' in error) throw new AppError(error.code, error.details)
  throw Object.assign(new Error(error.message), { stack: error.stack })
}
