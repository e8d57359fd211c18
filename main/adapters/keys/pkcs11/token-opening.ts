import { AppError } from '#contract'
import { strengthOf } from '../key-digest.ts'
import { CKA, CKF_TOKEN, CKR } from './constants.ts'
import { CryptokiError, type Handle } from './cryptoki.ts'
import { type Way, waysFor } from './mechanisms.ts'
import type { Request } from './messages.ts'
import { closeSession } from './token-closing.ts'
import { isPinRefusal, pinRefused, pinState, toAppError } from './token-failures.ts'
import { findPrivateKey, readCertificates } from './token-objects.ts'
import type { OpenKey } from './token-signing.ts'
import { type Desk, nameOf, type Slot, slotsNow } from './token-slots.ts'

type OpenRequest = Extract<Request, { kind: 'open' }>

/**
 * Logs in with the PIN, finds the certificate's key and chooses how it signs. The PIN is presented once at most.
 *
 * @throws AppError `token-removed`, `token-pin-*`, `token-key-missing`, `key-unsupported`, `key-not-found`,
 *   `token-refused`.
 */
export function openOn(desk: Desk, request: OpenRequest): OpenKey {
  const slot = slotsNow(desk).find(({ name }) => name === nameOf(request.token))
  if (!slot) throw new AppError('token-removed', { token: request.token.label })
  const isThere = () => slotsNow(desk).some(({ name }) => name === slot.name)
  try {
    const session = desk.cryptoki.openSession(slot.slot)
    try {
      logIn(desk, slot, { session, pin: pinFor(slot, request.pin) })
      return openKey(desk, slot, { session, request })
    } catch (error) {
      desk.cryptoki.closeSession(session)
      throw error
    }
  } catch (error) {
    throw toAppError(error, slot.info.label, isThere)
  }
}

/** Where the device has keys of its own, the PIN is typed there, whatever was sent. */
function pinFor({ info }: Slot, pin: Uint8Array | null): Uint8Array | null {
  if ((info.flags & CKF_TOKEN.protectedAuthenticationPath) !== 0) return null
  if (pin === null || pin.length === 0) throw new AppError('token-pin-wrong', { token: info.label })
  return pin
}

type LogIn = { session: Handle; pin: Uint8Array | null }

/** The login is the whole process's: a second opener must know the PIN too, without costing a try. */
function logIn(desk: Desk, slot: Slot, { session, pin }: LogIn): void {
  requirePresentable(desk, slot, pin)
  const { name, info } = slot
  const inUse = [...desk.open].filter(([, key]) => key.slot.name === name).map(([number]) => number)
  if (inUse.length > 0 && pin !== null) {
    if (desk.pins.isAccepted(name, pin)) return
    throw new AppError('token-pin-wrong', { token: info.label })
  }
  // Nobody can tell here whose fingers typed the PIN: whoever opens the token on its own keys has it alone.
  for (const number of inUse) closeSession(desk, number)
  try {
    present(desk, session, pin)
    if (pin !== null) desk.pins.accepted(name, pin)
  } catch (error) {
    if (!isPinRefusal(error)) throw error
    const after = pinState(desk.cryptoki.tokenInfo(slot.slot).flags)
    if (pin !== null) desk.pins.refused(name, pin, after)
    throw pinRefused(info.label, after, error)
  }
}

/** What the token has said already is not asked again: it would cost a try. */
function requirePresentable({ pins }: Desk, { name, info }: Slot, pin: Uint8Array | null): void {
  const counter = pinState(info.flags)
  if (counter === 'locked') throw new AppError('token-pin-locked', { token: info.label })
  if (counter === 'not-set') throw new AppError('token-pin-not-set', { token: info.label })
  if (pin !== null && pins.isRefused(name, pin, counter)) throw pinRefused(info.label, counter)
}

/** A login that is left over, or that somebody made on the device's own keys before, is ended first. */
function present({ cryptoki }: Desk, session: Handle, pin: Uint8Array | null): void {
  try {
    cryptoki.login(session, 'user', pin)
  } catch (error) {
    if (!(error instanceof CryptokiError) || error.answer !== CKR.USER_ALREADY_LOGGED_IN) throw error
    cryptoki.logout(session)
    cryptoki.login(session, 'user', pin)
  }
}

function openKey(desk: Desk, slot: Slot, { session, request }: { session: Handle; request: OpenRequest }): OpenKey {
  const { cryptoki, layout } = desk
  const { label } = slot.info
  const objects = readCertificates({ cryptoki, layout, session })
  const own = objects.find(({ certificate }) => Buffer.compare(certificate.der, request.certificate) === 0)
  if (!own) throw new AppError('key-not-found', { token: label })
  const key = findPrivateKey({ cryptoki, layout, session }, own)
  if (key === undefined) throw new AppError('token-key-missing', { token: label })
  const { publicKey, facts } = own.certificate
  const strength = strengthOf(publicKey)
  const ways = strength ? waysFor(strength, cryptoki.mechanisms(slot.slot), layout) : []
  const way = ways.find((one) => isTaken(desk, slot, { way: one, key }))
  if (!strength || !way) throw new AppError('key-unsupported', { algorithm: facts.keyAlgorithm })
  const alwaysAsks = cryptoki.read(session, key, [CKA.alwaysAuthenticate])[0]?.[0] === 1
  const pin = alwaysAsks ? pinFor(slot, request.pin) : null
  return { slot, session, key, way, digest: strength.digest, publicKey, alwaysAsks, pin: pin && Buffer.from(pin) }
}

const NOT_THIS_WAY: readonly number[] = [
  CKR.MECHANISM_INVALID,
  CKR.MECHANISM_PARAM_INVALID,
  CKR.KEY_TYPE_INCONSISTENT,
  CKR.KEY_SIZE_RANGE,
  CKR.KEY_FUNCTION_NOT_PERMITTED,
]

/** Some tokens list what they cannot do. Tried in a session of its own, whose end also ends what was begun. */
function isTaken({ cryptoki }: Desk, { slot }: Slot, { way, key }: { way: Way; key: Handle }): boolean {
  const session = cryptoki.openSession(slot)
  try {
    cryptoki.startSigning(session, way.mechanism, key)
    return true
  } catch (error) {
    if (error instanceof CryptokiError && NOT_THIS_WAY.includes(error.answer)) return false
    throw error
  } finally {
    cryptoki.closeSession(session)
  }
}
