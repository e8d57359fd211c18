import { AppError, type TokenPin } from '#contract'
import { CKF_TOKEN, CKR, nameOfAnswer } from './constants.ts'
import { CryptokiError } from './cryptoki.ts'

const PIN_REFUSED: readonly number[] = [CKR.PIN_INCORRECT, CKR.PIN_INVALID, CKR.PIN_LEN_RANGE]

/** Answers after which the token is looked for: drivers say it in many ways. */
const MAY_BE_GONE: readonly number[] = [
  CKR.SLOT_ID_INVALID,
  CKR.GENERAL_ERROR,
  CKR.FUNCTION_FAILED,
  CKR.DEVICE_ERROR,
  CKR.DEVICE_REMOVED,
  CKR.KEY_HANDLE_INVALID,
  CKR.OBJECT_HANDLE_INVALID,
  CKR.SESSION_CLOSED,
  CKR.SESSION_HANDLE_INVALID,
  CKR.TOKEN_NOT_PRESENT,
  CKR.TOKEN_NOT_RECOGNIZED,
  CKR.USER_NOT_LOGGED_IN,
]
const IS_GONE: readonly number[] = [CKR.DEVICE_REMOVED, CKR.TOKEN_NOT_PRESENT]

export const isPinRefusal = (error: unknown): boolean =>
  error instanceof CryptokiError && error.call === 'C_Login' && PIN_REFUSED.includes(error.answer)

/** What the flags of CK_TOKEN_INFO say of the user's PIN (PKCS#11 v2.40, 3.2). */
export function pinState(flags: number): TokenPin {
  if ((flags & CKF_TOKEN.userPinLocked) !== 0) return 'locked'
  if ((flags & CKF_TOKEN.userPinInitialized) === 0) return 'not-set'
  if ((flags & CKF_TOKEN.userPinFinalTry) !== 0) return 'last-try'
  return (flags & CKF_TOKEN.userPinCountLow) === 0 ? 'ok' : 'low'
}

/** What a refused PIN means, with the counter as the token shows it afterwards. */
export function pinRefused(token: string, counter: TokenPin, cause?: unknown): AppError {
  if (counter === 'locked') return new AppError('token-pin-locked', { token }, { cause })
  return new AppError(counter === 'last-try' ? 'token-pin-last-try' : 'token-pin-wrong', { token }, { cause })
}

/**
 * A module's refusal in our words.
 *
 * @param isThere Looks whether the token is still in its slot.
 */
export function toAppError(error: unknown, token: string, isThere: () => boolean): unknown {
  if (!(error instanceof CryptokiError)) return error
  const { answer, call } = error
  if (answer === CKR.PIN_LOCKED) return new AppError('token-pin-locked', { token }, { cause: error })
  if (answer === CKR.USER_PIN_NOT_INITIALIZED || answer === CKR.PIN_EXPIRED) {
    return new AppError('token-pin-not-set', { token }, { cause: error })
  }
  if (answer === CKR.FUNCTION_CANCELED || answer === CKR.FUNCTION_REJECTED) {
    return new AppError('cancelled', { token }, { cause: error })
  }
  if (IS_GONE.includes(answer) || (MAY_BE_GONE.includes(answer) && !isThere())) {
    return new AppError('token-removed', { token }, { cause: error })
  }
  return new AppError('token-refused', { token, answer: `${call} ${nameOfAnswer(answer)}` }, { cause: error })
}
