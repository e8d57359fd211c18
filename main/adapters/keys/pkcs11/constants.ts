/** Numbers of PKCS#11 v2.40 (OASIS), as far as signing needs them; the names are the standard's, without prefix. */
export const CKO = { certificate: 1, publicKey: 2, privateKey: 3 } as const

export const CKA = {
  class: 0x000,
  label: 0x003,
  value: 0x011,
  certificateType: 0x080,
  keyType: 0x100,
  id: 0x102,
  modulus: 0x120,
  ecPoint: 0x181,
  alwaysAuthenticate: 0x202,
} as const

/** Flags of CK_TOKEN_INFO (3.2). */
export const CKF_TOKEN = {
  protectedAuthenticationPath: 0x0000_0100,
  userPinInitialized: 0x0000_0008,
  userPinCountLow: 0x0001_0000,
  userPinFinalTry: 0x0002_0000,
  userPinLocked: 0x0004_0000,
} as const

/** Flag of CK_MECHANISM_INFO: the mechanism signs. */
export const CKF_SIGN = 0x0000_0800
/** CKF_SERIAL_SESSION: every session needs it. */
export const CKF_SERIAL_SESSION = 0x0000_0004
/** CKF_OS_LOCKING_OK of CK_C_INITIALIZE_ARGS. */
export const CKF_OS_LOCKING_OK = 0x0000_0002

export const CKU = { user: 1, contextSpecific: 2 } as const

export const CKM = {
  rsaPkcs: 0x0001,
  rsaPkcsPss: 0x000d,
  sha256RsaPkcs: 0x0040,
  sha384RsaPkcs: 0x0041,
  sha512RsaPkcs: 0x0042,
  sha256RsaPkcsPss: 0x0043,
  sha384RsaPkcsPss: 0x0044,
  sha512RsaPkcsPss: 0x0045,
  sha256: 0x0250,
  sha384: 0x0260,
  sha512: 0x0270,
  ecdsa: 0x1041,
  ecdsaSha256: 0x1044,
  ecdsaSha384: 0x1045,
  ecdsaSha512: 0x1046,
} as const

/** CKG_MGF1_SHA… (2.1.9). */
export const MGF1 = { sha256: 2, sha384: 3, sha512: 4 } as const

/** Answers of a module that mean something to us; any other is told by its number. */
export const CKR = {
  OK: 0x000,
  SLOT_ID_INVALID: 0x003,
  GENERAL_ERROR: 0x005,
  FUNCTION_FAILED: 0x006,
  ATTRIBUTE_SENSITIVE: 0x011,
  ATTRIBUTE_TYPE_INVALID: 0x012,
  DEVICE_ERROR: 0x030,
  DEVICE_MEMORY: 0x031,
  DEVICE_REMOVED: 0x032,
  FUNCTION_CANCELED: 0x050,
  KEY_HANDLE_INVALID: 0x060,
  KEY_SIZE_RANGE: 0x062,
  KEY_TYPE_INCONSISTENT: 0x063,
  KEY_FUNCTION_NOT_PERMITTED: 0x068,
  MECHANISM_INVALID: 0x070,
  MECHANISM_PARAM_INVALID: 0x071,
  OBJECT_HANDLE_INVALID: 0x082,
  OPERATION_NOT_INITIALIZED: 0x091,
  PIN_INCORRECT: 0x0a0,
  PIN_INVALID: 0x0a1,
  PIN_LEN_RANGE: 0x0a2,
  PIN_EXPIRED: 0x0a3,
  PIN_LOCKED: 0x0a4,
  SESSION_CLOSED: 0x0b0,
  SESSION_COUNT: 0x0b1,
  SESSION_HANDLE_INVALID: 0x0b3,
  TOKEN_NOT_PRESENT: 0x0e0,
  TOKEN_NOT_RECOGNIZED: 0x0e1,
  USER_ALREADY_LOGGED_IN: 0x100,
  USER_NOT_LOGGED_IN: 0x101,
  USER_PIN_NOT_INITIALIZED: 0x102,
  BUFFER_TOO_SMALL: 0x150,
  CRYPTOKI_ALREADY_INITIALIZED: 0x191,
  FUNCTION_REJECTED: 0x200,
} as const

/** The standard's name of an answer, or its number. */
export function nameOfAnswer(answer: number): string {
  const [name] = Object.entries(CKR).find(([, value]) => value === answer) ?? []
  return name === undefined ? `0x${answer.toString(16).padStart(8, '0')}` : `CKR_${name}`
}
