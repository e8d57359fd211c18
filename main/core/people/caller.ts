import { type AgencyId, AppError, type PersonId, type Role } from '#contract'

/** Who asks: read from the register at every call, so that a changed right holds at once (OWASP ASVS 5.0, 8.3.2). */
export type Caller = {
  personId: PersonId
  agencyId: AgencyId
  roles: readonly Role[]
  name: string
  /** No other agency stands under the caller's: lists then take the one-agency index. */
  aloneInScope: boolean
}

export const hasRole = (caller: Caller, role: Role): boolean => caller.roles.includes(role)

/** The caller, where somebody works. Throws `sign-in-required`. */
export function requireCaller(caller: Caller | null): Caller {
  if (!caller) throw new AppError('sign-in-required')
  return caller
}

/** Throws `forbidden` unless the caller holds the role. */
export function requireRole(caller: Caller, role: Role): void {
  if (!hasRole(caller, role)) throw new AppError('forbidden', { role })
}
