import { constants, type KeyObject, verify } from 'node:crypto'
import { AppError } from '#contract'
import type { DigestName } from '#core/ports'
import type { Handle } from './cryptoki.ts'
import { ecdsaToDer, type Way } from './mechanisms.ts'
import { isPinRefusal, pinRefused, pinState, toAppError } from './token-failures.ts'
import { type Desk, type Slot, slotsNow } from './token-slots.ts'

/** A key of a token that is logged in. `pin` is kept only for a key that asks before each signature. */
export type OpenKey = {
  slot: Slot
  session: Handle
  key: Handle
  way: Way
  digest: DigestName
  publicKey: KeyObject
  alwaysAsks: boolean
  pin: Buffer | null
}

/**
 * One signature, checked with the certificate's public key before it is given away.
 *
 * @throws AppError `token-removed`, `token-pin-*` (a key that asks each time), `token-signature-wrong`, `token-refused`.
 */
export function signWith(desk: Desk, open: OpenKey, data: Uint8Array): Uint8Array {
  const { slot, way } = open
  const token = slot.info.label
  try {
    const raw = rawSignature(desk, open, way.input(data))
    const signature = way.scheme === 'ecdsa' ? ecdsaToDer(raw) : Uint8Array.from(raw)
    if (!isRight(open, data, signature)) throw new AppError('token-signature-wrong', { token })
    return signature
  } catch (error) {
    throw toAppError(error, token, () => slotsNow(desk).some(({ name }) => name === slot.name))
  }
}

/** CKA_ALWAYS_AUTHENTICATE: the PIN directly after C_SignInit, nothing in between, and only once (PKCS#11 v2.40, 5.6). */
function rawSignature({ cryptoki }: Desk, open: OpenKey, input: Uint8Array): Uint8Array {
  const { session, key, way, alwaysAsks, pin, slot } = open
  cryptoki.startSigning(session, way.mechanism, key)
  if (alwaysAsks) {
    try {
      cryptoki.login(session, 'context-specific', pin)
    } catch (error) {
      if (!isPinRefusal(error)) throw error
      throw pinRefused(slot.info.label, pinState(cryptoki.tokenInfo(slot.slot).flags), error)
    }
  }
  return cryptoki.sign(session, input)
}

function isRight({ publicKey, way, digest }: OpenKey, data: Uint8Array, signature: Uint8Array): boolean {
  switch (way.scheme) {
    case 'ecdsa':
      return verify(digest, data, { key: publicKey, dsaEncoding: 'der' }, signature)
    case 'rsa-pkcs1':
      return verify(digest, data, { key: publicKey, padding: constants.RSA_PKCS1_PADDING }, signature)
    case 'rsa-pss': {
      const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      return verify(digest, data, { key: publicKey, ...pss }, signature)
    }
  }
}
