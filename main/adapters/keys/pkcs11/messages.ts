import { types } from 'node:util'
import { z } from 'zod'
import { TokenPin } from '#contract'

/**
 * What passes between the product and the process that has a vendor's module loaded. Both sides check it: the module
 * shares its process with whatever the vendor wrote. A PIN travels here and nowhere else.
 */

/** A token, recognised again after it was pulled out and put back. */
export const TokenName = z.object({
  label: z.string().max(32),
  serial: z.string().max(16),
  model: z.string().max(16),
  manufacturer: z.string().max(32),
})
export type TokenName = z.infer<typeof TokenName>

const SignatureSchemeName = z.enum(['rsa-pkcs1', 'rsa-pss', 'ecdsa'])
const Bytes = z.custom<Uint8Array>(types.isUint8Array)

/** A certificate on a token; `scheme` is how its key will sign, null where the token cannot. */
export const TokenCertificate = z.object({
  /** CKA_LABEL of the certificate, and of the public keys with its CKA_ID. */
  labels: z.array(z.string().max(1000)),
  der: Bytes,
  scheme: SignatureSchemeName.nullable(),
})
export type TokenCertificate = z.infer<typeof TokenCertificate>

export const TokenState = TokenName.extend({
  pin: TokenPin,
  /** The PIN is typed on the token's or reader's own keys (CKF_PROTECTED_AUTHENTICATION_PATH). */
  pinOnDevice: z.boolean(),
  certificates: z.array(TokenCertificate).max(200),
})
export type TokenState = z.infer<typeof TokenState>

export const OpenedKey = z.object({
  session: z.int(),
  scheme: SignatureSchemeName,
  digest: z.enum(['sha256', 'sha384', 'sha512']),
  /** The key asks for its PIN before each signature (CKA_ALWAYS_AUTHENTICATE). */
  alwaysAsks: z.boolean(),
})

export const Request = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('load'), module: z.string() }),
  z.object({ kind: z.literal('list') }),
  /** `pin` null: typed on the device. */
  z.object({ kind: z.literal('open'), token: TokenName, certificate: Bytes, pin: Bytes.nullable() }),
  z.object({ kind: z.literal('sign'), session: z.int(), data: Bytes }),
  z.object({ kind: z.literal('close'), session: z.int() }),
])
export type Request = z.infer<typeof Request>

/** What each request is answered with. */
export const ANSWERS = {
  load: z.null(),
  list: z.array(TokenState).max(64),
  open: OpenedKey,
  sign: Bytes,
  close: z.null(),
} as const
export type Answer<Kind extends Request['kind']> = z.infer<(typeof ANSWERS)[Kind]>

export const RequestMessage = z.object({ id: z.int(), request: Request })

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
export const AnswerMessage = z.discriminatedUnion('ok', [
  z.object({ id: z.int(), ok: z.literal(true), value: z.unknown() }),
  z.object({
    id: z.int(),
    ok: z.literal(false),
    /** `internal` is a bug; its stack is for the log. */
    code: z.string(),
    details: z.record(z.string(), Scalar),
    stack: z.string().optional(),
  }),
])
export type AnswerMessage = z.infer<typeof AnswerMessage>
