import { nameOfAnswer } from './constants.ts'

/** A number that the module gave us: a slot, a session, an object. */
export type Handle = bigint

export type Attribute = { type: number; value: Uint8Array }
export type Mechanism = { type: number; parameter?: Uint8Array }
/** What a token can do; sizes are those of the key, in bits for RSA and EC. */
export type MechanismInfo = { type: number; minBits: number; maxBits: number; signs: boolean }
export type TokenInfo = { label: string; manufacturer: string; model: string; serial: string; flags: number }

/** Who logs in: the token's user, or the same one again for a single signature. */
export type UserType = 'user' | 'context-specific'

/**
 * The part of PKCS#11 that signing needs, one method for each function (PKCS#11 v2.40, 5). Every call may throw
 * CryptokiError; and since a vendor's driver answers, every call may also never come back.
 */
export type Cryptoki = {
  /** The slots with a token in them, looked up anew. */
  slots: () => Handle[]
  tokenInfo: (slot: Handle) => TokenInfo
  mechanisms: (slot: Handle) => MechanismInfo[]
  openSession: (slot: Handle) => Handle
  closeSession: (session: Handle) => void
  /** `pin` null: the token asks on its own keys. */
  login: (session: Handle, user: UserType, pin: Uint8Array | null) => void
  logout: (session: Handle) => void
  find: (session: Handle, template: readonly Attribute[]) => Handle[]
  /** The values in the order asked for; undefined where the object has none or does not tell. */
  read: (session: Handle, object: Handle, types: readonly number[]) => (Buffer | undefined)[]
  startSigning: (session: Handle, mechanism: Mechanism, key: Handle) => void
  sign: (session: Handle, data: Uint8Array) => Uint8Array
  finalize: () => void
}

/** A module's refusal: which function said what. */
export class CryptokiError extends Error {
  readonly call: string
  readonly answer: number

  constructor(call: string, answer: number) {
    super(`${call} answered ${nameOfAnswer(answer)}`)
    this.name = 'CryptokiError'
    this.call = call
    this.answer = answer
  }
}
