import { AppError } from '#contract'
import type { Caller } from '#core/people/caller'
import type { CallContext } from './context.ts'

/** Who is working. Throws `sign-in-required`. */
export function requireCaller({ caller }: Pick<CallContext, 'caller'>): Caller {
  if (!caller) throw new AppError('sign-in-required')
  return caller
}
