import { AppError } from '#contract'
import type { Cryptoki, Handle, MechanismInfo, TokenInfo } from './cryptoki.ts'
import type { Layout } from './layout.ts'
import type { TokenName } from './messages.ts'
import type { PinGuard } from './pin-guard.ts'
import { toAppError } from './token-failures.ts'
import type { CertificateObject } from './token-objects.ts'
import type { OpenKey } from './token-signing.ts'

export type Slot = { slot: Handle; info: TokenInfo; name: string }
export type Contents = { objects: CertificateObject[]; mechanisms: MechanismInfo[]; listingsLeft: number }

/** What is known of a module's tokens; `open` are the keys that may sign now. */
export type Desk = {
  readonly cryptoki: Cryptoki
  readonly layout: Layout
  readonly pins: PinGuard
  readonly open: Map<number, OpenKey>
  readonly contents: Map<string, Contents>
}

/** Tokens are told apart by everything they say of themselves; two of the same batch differ in their serial number. */
export const nameOf = ({ label, serial, model, manufacturer }: TokenName): string =>
  JSON.stringify([manufacturer, model, serial, label])

/** The tokens that are in a slot now. One that is pulled out while it is asked is left out. */
export function slotsNow({ cryptoki }: Pick<Desk, 'cryptoki'>): Slot[] {
  return cryptoki.slots().flatMap((slot) => {
    const info = infoOf(cryptoki, slot)
    // A token that was never initialised (PKCS#11 v2.40, 3.2) has no label, no PIN and nothing on it.
    return info && info.label !== '' ? [{ slot, info, name: nameOf(info) }] : []
  })
}

function infoOf(cryptoki: Cryptoki, slot: Handle): TokenInfo | undefined {
  try {
    return cryptoki.tokenInfo(slot)
  } catch (error) {
    const told = toAppError(error, '', () => false)
    if (told instanceof AppError && told.code === 'token-removed') return undefined
    throw error
  }
}
