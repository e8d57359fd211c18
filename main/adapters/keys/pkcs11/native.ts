import koffi from 'koffi'
import { AppError } from '#contract'
import { CKF_OS_LOCKING_OK, CKR, nameOfAnswer } from './constants.ts'
import { CryptokiError } from './cryptoki.ts'
import { functionOffset, initializeArguments, type Layout, readPointer } from './layout.ts'

type Types = readonly ('ulong' | 'uchar' | 'void *')[]
type Value = bigint | number | Buffer | null

/** Place in CK_FUNCTION_LIST and arguments of the functions that are called (PKCS#11 v2.40, 5). */
const FUNCTIONS = {
  C_Initialize: [0, ['void *']],
  C_Finalize: [1, ['void *']],
  C_GetSlotList: [4, ['uchar', 'void *', 'void *']],
  C_GetTokenInfo: [6, ['ulong', 'void *']],
  C_GetMechanismList: [7, ['ulong', 'void *', 'void *']],
  C_GetMechanismInfo: [8, ['ulong', 'ulong', 'void *']],
  C_OpenSession: [12, ['ulong', 'ulong', 'void *', 'void *', 'void *']],
  C_CloseSession: [13, ['ulong']],
  C_Login: [18, ['ulong', 'ulong', 'void *', 'ulong']],
  C_Logout: [19, ['ulong']],
  C_CreateObject: [20, ['ulong', 'void *', 'ulong', 'void *']],
  C_GetAttributeValue: [24, ['ulong', 'ulong', 'void *', 'ulong']],
  C_FindObjectsInit: [26, ['ulong', 'void *', 'ulong']],
  C_FindObjects: [27, ['ulong', 'void *', 'ulong', 'void *']],
  C_FindObjectsFinal: [28, ['ulong']],
  C_SignInit: [42, ['ulong', 'void *', 'ulong']],
  C_Sign: [43, ['ulong', 'void *', 'ulong', 'void *', 'void *']],
} as const satisfies Record<string, readonly [number, Types]>

export type FunctionName = keyof typeof FUNCTIONS

/** One call of a loaded module; what it answers is a CKR number. Buffers must live until it returns. */
export type CallModule = (name: FunctionName, ...args: readonly Value[]) => number

/**
 * Loads a PKCS#11 module into this process and initialises it.
 *
 * @throws AppError `token-module-unusable` with what the system's loader or the module said.
 */
export function loadModule(path: string, layout: Layout): CallModule {
  const table = functionTable(path, layout)
  const prototypes = new Map<string, ReturnType<typeof koffi.proto>>()
  const call: CallModule = (name, ...args) => {
    const [index, types] = FUNCTIONS[name]
    const prototype = prototypes.get(name) ?? koffi.proto('ulong', [...types])
    prototypes.set(name, prototype)
    return Number(koffi.call(readPointer(layout, table, functionOffset(layout, index)), prototype, ...args))
  }
  const answer = call('C_Initialize', initializeArguments(layout, CKF_OS_LOCKING_OK))
  if (answer !== CKR.OK && answer !== CKR.CRYPTOKI_ALREADY_INITIALIZED) {
    throw new AppError('token-module-unusable', { module: path, reason: `C_Initialize ${nameOfAnswer(answer)}` })
  }
  return call
}

/** The module's own list of its functions: the only symbol it must export (PKCS#11 v2.40, 2.4). */
function functionTable(path: string, layout: Layout): Buffer {
  const found = Buffer.alloc(layout.pointer)
  try {
    const getList = koffi.load(path).func('C_GetFunctionList', 'ulong', ['void *'])
    const answer = Number(getList(found))
    if (answer !== CKR.OK) throw new CryptokiError('C_GetFunctionList', answer)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.slice(0, 300) : ''
    throw new AppError('token-module-unusable', { module: path, reason }, { cause })
  }
  // Through C_Sign: older modules have shorter lists than the newest standard.
  const length = functionOffset(layout, FUNCTIONS.C_Sign[0] + 1)
  return Buffer.from(koffi.decode(readPointer(layout, found, 0), koffi.array('uint8', length, 'Typed')) as Uint8Array)
}

/** Where a buffer's bytes stand. The buffer must be kept until the call that uses it has returned. */
export function addressOf(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : koffi.address(bytes)
}
