import { AppError } from '#contract'
import { toAppError } from './token-failures.ts'
import type { Desk } from './token-slots.ts'

/** Ends a key's session; the last one of a token also logs out. What the module says to that changes nothing for us. */
export function closeSession(desk: Desk, number: number): void {
  const key = desk.open.get(number)
  if (!key) return
  desk.open.delete(number)
  key.pin?.fill(0)
  const isLast = [...desk.open.values()].every(({ slot }) => slot.name !== key.slot.name)
  if (isLast) desk.pins.forgetAccepted(key.slot.name)
  ignoringRefusal(() => {
    if (isLast) desk.cryptoki.logout(key.session)
  })
  ignoringRefusal(() => {
    desk.cryptoki.closeSession(key.session)
  })
}

/** A token that was pulled out has closed its sessions already, and says so. */
function ignoringRefusal(call: () => void): void {
  try {
    call()
  } catch (error) {
    if (!(toAppError(error, '', () => true) instanceof AppError)) throw error
  }
}
