import { ORPCError } from '@orpc/server'
import { AppError, type ErrorCode, type ErrorDetails, isErrorCode } from '#contract'

type WireError = ORPCError<ErrorCode, ErrorDetails>

/** HTTP status of a code; what is not named here is 422: understood, and not possible now. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  'file-too-large': 413,
  'sign-in-required': 401,
  'wrong-credentials': 401,
  'too-many-attempts': 429,
  forbidden: 403,
  'separation-of-duties': 403,
  'not-found': 404,
  'file-missing': 404,
  'key-not-found': 404,
  'wrong-state': 409,
  'file-changed': 409,
  'stored-file-changed': 409,
  'duplicate-document': 409,
  'number-taken': 409,
  'type-numbered-elsewhere': 409,
  'certificate-known': 409,
  'workspace-not-empty': 409,
  'disk-full': 507,
  'invalid-input': 400,
  cancelled: 499,
  internal: 500,
}

/** An expected failure as it crosses the border: our code, its details as data, a status; anything else is `internal`. */
export function toWire(error: unknown, requestId: string): WireError {
  if (error instanceof AppError) return wire(error.code, error.details, error)
  if (error instanceof ORPCError) return fromLibrary(error as ORPCError<string, unknown>, requestId)
  if (error instanceof Error && error.name === 'AbortError') return wire('cancelled', {}, error)
  return wire('internal', { requestId }, error)
}

/** The library refuses input that is not as the contract says (BAD_REQUEST); its other codes are bugs of ours. */
function fromLibrary(error: ORPCError<string, unknown>, requestId: string): WireError {
  if (isErrorCode(error.code)) return wire(error.code, detailsOf(error.data), error)
  if (error.code !== 'BAD_REQUEST') return wire('internal', { requestId }, error)
  return wire('invalid-input', { field: firstField(error.data) }, error)
}

function wire(code: ErrorCode, data: ErrorDetails, cause: unknown): WireError {
  return new ORPCError(code, { status: STATUS[code] ?? 422, message: code, data, cause })
}

function detailsOf(data: unknown): ErrorDetails {
  return typeof data === 'object' && data !== null ? (data as ErrorDetails) : {}
}

/** Name of the first field that was refused, as `recipients.0`; nothing of its value. */
function firstField(data: unknown): string {
  const { issues } = detailsOf(data) as { issues?: unknown }
  const [first] = Array.isArray(issues) ? (issues as { path?: unknown }[]) : []
  return Array.isArray(first?.path) ? first.path.map(String).join('.') : ''
}
