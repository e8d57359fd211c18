import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { TokenPin } from '#contract'

/** What is remembered of PINs while the process lives: never the PIN, only whether another one is the same. */
export type PinGuard = {
  /** This very PIN is the one that opened the token. */
  isAccepted: (token: string, pin: Uint8Array) => boolean
  /**
   * This very PIN is the one the token refused last: asking again would cost a try and change nothing. A token whose
   * counter has recovered since then was opened elsewhere, so its PIN may have been changed.
   */
  isRefused: (token: string, pin: Uint8Array, counter: TokenPin) => boolean
  accepted: (token: string, pin: Uint8Array) => void
  refused: (token: string, pin: Uint8Array, counter: TokenPin) => void
  /** The token was closed: its PIN must be asked for anew. */
  forgetAccepted: (token: string) => void
  /** The token was pulled out. */
  forget: (token: string) => void
}

export function createPinGuard(): PinGuard {
  const secret = randomBytes(32)
  const good = new Map<string, Buffer>()
  const bad = new Map<string, { seal: Buffer; counter: TokenPin }>()
  const sealOf = (token: string, pin: Uint8Array) =>
    createHmac('sha256', secret).update(`${token}\0`).update(pin).digest()
  const isSame = (seal: Buffer | undefined, token: string, pin: Uint8Array) =>
    seal !== undefined && timingSafeEqual(seal, sealOf(token, pin))
  return {
    isAccepted: (token, pin) => isSame(good.get(token), token, pin),
    isRefused: (token, pin, counter) => {
      const last = bad.get(token)
      const hasRecovered = counter === 'ok' && last?.counter !== 'ok'
      return isSame(last?.seal, token, pin) && !hasRecovered
    },
    accepted: (token, pin) => {
      good.set(token, sealOf(token, pin))
      bad.delete(token)
    },
    refused: (token, pin, counter) => {
      bad.set(token, { seal: sealOf(token, pin), counter })
    },
    forgetAccepted: (token) => {
      good.delete(token)
    },
    forget: (token) => {
      good.delete(token)
      bad.delete(token)
    },
  }
}
