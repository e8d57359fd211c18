import { AppError } from '#contract'
import { strengthOf } from '../key-digest.ts'
import { CKF_TOKEN } from './constants.ts'
import type { Cryptoki } from './cryptoki.ts'
import type { Layout } from './layout.ts'
import { waysFor } from './mechanisms.ts'
import type { Answer, Request, TokenState } from './messages.ts'
import { createPinGuard } from './pin-guard.ts'
import { closeSession } from './token-closing.ts'
import { pinState, toAppError } from './token-failures.ts'
import { readCertificates, withKeyLabels } from './token-objects.ts'
import { openOn } from './token-opening.ts'
import { signWith } from './token-signing.ts'
import { type Contents, type Desk, type Slot, slotsNow } from './token-slots.ts'

/** Certificates of a token that stays in its slot are read again after so many listings: another program may add some. */
const LISTINGS_KEPT = 20

/** Everything a module is asked to do, one thing at a time; whatever it refuses becomes an AppError. */
export type TokenDesk = {
  list: () => Answer<'list'>
  open: (request: Extract<Request, { kind: 'open' }>) => Answer<'open'>
  sign: (session: number, data: Uint8Array) => Answer<'sign'>
  close: (session: number) => null
  finalize: () => void
}

export function createTokenDesk(cryptoki: Cryptoki, layout: Layout): TokenDesk {
  const desk: Desk = { cryptoki, layout, pins: createPinGuard(), open: new Map(), contents: new Map() }
  let last = 0
  return {
    list: () => listTokens(desk),
    open: (request) => {
      const key = openOn(desk, request)
      last += 1
      desk.open.set(last, key)
      return { session: last, scheme: key.way.scheme, digest: key.digest, alwaysAsks: key.alwaysAsks }
    },
    sign: (session, data) => {
      const key = desk.open.get(session)
      if (!key) throw new AppError('key-session-closed')
      try {
        return signWith(desk, key, data)
      } catch (error) {
        // Whatever went wrong: a key that failed once is opened anew, with its owner's PIN, or not at all.
        closeSession(desk, session)
        throw error
      }
    },
    close: (session) => {
      closeSession(desk, session)
      return null
    },
    finalize: () => {
      for (const session of [...desk.open.keys()]) closeSession(desk, session)
      cryptoki.finalize()
    },
  }
}

function listTokens(desk: Desk): TokenState[] {
  const slots = slotsNow(desk)
  forgetPulledOut(desk, new Set(slots.map(({ name }) => name)))
  return slots.flatMap((slot) => {
    try {
      return [stateOf(slot, contentsOf(desk, slot), desk.layout)]
    } catch (error) {
      const told = toAppError(error, slot.info.label, () => slotsNow(desk).some(({ name }) => name === slot.name))
      if (told instanceof AppError && told.code === 'token-removed') return []
      throw told
    }
  })
}

function forgetPulledOut(desk: Desk, present: ReadonlySet<string>): void {
  for (const name of [...desk.contents.keys()]) {
    if (present.has(name)) continue
    desk.contents.delete(name)
    desk.pins.forget(name)
    for (const [session, key] of [...desk.open]) if (key.slot.name === name) closeSession(desk, session)
  }
}

/** Reading a card takes its time, and the list is asked for every few seconds. */
function contentsOf(desk: Desk, { slot, name }: Slot): Contents {
  const known = desk.contents.get(name)
  if (known && known.listingsLeft > 0) {
    known.listingsLeft -= 1
    return known
  }
  const { cryptoki, layout } = desk
  const session = cryptoki.openSession(slot)
  try {
    const reader = { cryptoki, layout, session }
    const objects = withKeyLabels(reader, readCertificates(reader))
    const fresh = { objects, mechanisms: cryptoki.mechanisms(slot), listingsLeft: LISTINGS_KEPT }
    desk.contents.set(name, fresh)
    return fresh
  } finally {
    cryptoki.closeSession(session)
  }
}

function stateOf({ info }: Slot, { objects, mechanisms }: Contents, layout: Layout): TokenState {
  const { flags, label, serial, model, manufacturer } = info
  return {
    ...{ label, serial, model, manufacturer },
    pin: pinState(flags),
    pinOnDevice: (flags & CKF_TOKEN.protectedAuthenticationPath) !== 0,
    certificates: objects.map(({ certificate, labels }) => {
      const strength = strengthOf(certificate.publicKey)
      const [best] = strength ? waysFor(strength, mechanisms, layout) : []
      return { labels, der: certificate.der, scheme: best?.scheme ?? null }
    }),
  }
}
