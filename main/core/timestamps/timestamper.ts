import { randomBytes } from 'node:crypto'
import { AppError, type ErrorCode } from '#contract'
import { DerError } from '../der/der-error.ts'
import type { Clock, DigestName, Timestamper, TrustServices } from '../ports.ts'
import { buildTimestampRequest, readTimestampResponse } from './messages.ts'
import { findTokenProblem } from './verify-token.ts'

/** Tokens seen in the field have 2 to 9 KB with their chain; the room is kept before the first one is known. */
const FIRST_TOKEN_SIZE = 12 * 1024
const MARGIN = 512
/** More is no token; what one answer needed, every later signature would keep free in its file. */
const MAX_TOKEN_SIZE = 64 * 1024
const NONCE_BYTES = 8

type Parts = { services: TrustServices; clock: Clock }

/**
 * A time-stamping authority at `url`. Each token is verified before it is given out; the largest one so far says how much
 * room the next needs.
 *
 * @see RFC 3161, 2 and 3.4 (over HTTP).
 */
export function createTimestamper(
  { services, clock }: Parts,
  { url, digest = 'sha256' }: { url: string; digest?: DigestName },
): Timestamper {
  let tokenSize = FIRST_TOKEN_SIZE
  const host = hostOf(url)
  return {
    digest,
    get tokenSize() {
      return tokenSize
    },
    stamp: async (imprint) => {
      const nonce = makeNonce()
      const answer = await ask(services, { url, host, body: buildTimestampRequest({ imprint, digest, nonce }) })
      const question = { imprint, digest, nonce: nonce.toString('hex').toUpperCase(), now: clock.now() }
      const token = await readAnswer(answer, { host, question })
      tokenSize = Math.max(tokenSize, token.length + MARGIN)
      return token
    },
  }
}

/** Positive and of full length: some authorities drop leading zeros when they repeat it. */
function makeNonce(): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40
  return nonce
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}

/** The signer learns what it means for the signature, not only that some server failed. */
const MEANT: Readonly<Partial<Record<ErrorCode, ErrorCode>>> = {
  'service-unreachable': 'tsa-unreachable',
  'service-answer-unreadable': 'tsa-answer-unreadable',
}

async function ask(
  services: TrustServices,
  { url, host, body }: { url: string; host: string; body: Uint8Array },
): Promise<Uint8Array> {
  try {
    return await services.call({ kind: 'timestamp', url, body })
  } catch (cause) {
    const code = cause instanceof AppError ? MEANT[cause.code] : undefined
    if (code === undefined || !(cause instanceof AppError)) throw cause
    throw new AppError(code, { ...cause.details, host }, { cause })
  }
}

async function readAnswer(
  bytes: Uint8Array,
  { host, question }: { host: string; question: Parameters<typeof findTokenProblem>[1] },
): Promise<Uint8Array> {
  try {
    const answer = readTimestampResponse(bytes)
    if ('refusal' in answer) throw new AppError('tsa-refused', { host, reason: answer.refusal })
    const isTooLarge = answer.token.length > MAX_TOKEN_SIZE
    const problem = isTooLarge ? 'too-large' : await findTokenProblem(answer.token, question)
    if (problem !== undefined) throw new AppError('tsa-answer-wrong', { host, reason: problem })
    return answer.token
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause
    throw new AppError('tsa-answer-unreadable', { host, offset: cause.offset }, { cause })
  }
}
