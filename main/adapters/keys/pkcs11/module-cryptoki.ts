import { CKF_SERIAL_SESSION, CKF_SIGN, CKR, CKU } from './constants.ts'
import { type Attribute, type Cryptoki, CryptokiError, type Handle, type MechanismInfo } from './cryptoki.ts'
import {
  isUnavailable,
  type Layout,
  layoutOf,
  readUlong,
  tokenInfoSize,
  triple,
  tripleOffsets,
  ulongs,
} from './layout.ts'
import { addressOf, type CallModule, type FunctionName, loadModule } from './native.ts'

/** Longer lists than any token has: a module that claims more is broken. */
const MAX_LIST = 4096
const MAX_ATTRIBUTE_BYTES = 256 * 1024
const MAX_SIGNATURE_BYTES = 2048
const FOUND_AT_ONCE = 64

type Module = {
  layout: Layout
  call: CallModule
  /** Throws CryptokiError where the answer is not CKR_OK. */
  must: (name: FunctionName, ...args: Parameters<CallModule> extends [unknown, ...infer Args] ? Args : never) => void
}

/** A vendor's module, loaded into this process and initialised. Throws AppError `token-module-unusable`. */
export function loadCryptoki(path: string, layout: Layout = layoutOf(process.platform, process.arch)): Cryptoki {
  const call = loadModule(path, layout)
  const module: Module = {
    layout,
    call,
    must: (name, ...args) => {
      const answer = call(name, ...args)
      if (answer !== CKR.OK) throw new CryptokiError(name, answer)
    },
  }
  return { ...tokensOf(module), ...sessionsOf(module), ...objectsOf(module), ...signingOf(module) }
}

/** A list of numbers that is asked for twice: how many, then which. */
function listOf({ layout, must }: Module, name: 'C_GetSlotList' | 'C_GetMechanismList', first: bigint | number) {
  const count = ulongs(layout, 0)
  must(name, first, null, count)
  const length = Math.min(Number(readUlong(layout, count, 0)), MAX_LIST)
  if (length === 0) return []
  const list = Buffer.alloc(length * layout.ulong)
  count.set(ulongs(layout, length))
  must(name, first, list, count)
  const found = Math.min(Number(readUlong(layout, count, 0)), length)
  return Array.from({ length: found }, (_, index) => readUlong(layout, list, index * layout.ulong))
}

function tokensOf(module: Module): Pick<Cryptoki, 'slots' | 'tokenInfo' | 'mechanisms' | 'finalize'> {
  const { layout, must } = module
  return {
    slots: () => listOf(module, 'C_GetSlotList', 1),
    tokenInfo: (slot) => {
      const info = Buffer.alloc(tokenInfoSize(layout))
      must('C_GetTokenInfo', slot, info)
      return {
        label: textAt(info, 0, 32),
        manufacturer: textAt(info, 32, 64),
        model: textAt(info, 64, 80),
        serial: textAt(info, 80, 96),
        flags: Number(readUlong(layout, info, 96)),
      }
    },
    mechanisms: (slot) => listOf(module, 'C_GetMechanismList', slot).flatMap((type) => mechanism(module, slot, type)),
    finalize: () => {
      must('C_Finalize', null)
    },
  }
}

function mechanism({ layout, call }: Module, slot: Handle, type: bigint): MechanismInfo[] {
  const info = Buffer.alloc(3 * layout.ulong)
  // A mechanism that the token lists but does not describe is one it does not have.
  if (call('C_GetMechanismInfo', slot, type, info) !== CKR.OK) return []
  const [minBits, maxBits, flags] = [0, 1, 2].map((index) => Number(readUlong(layout, info, index * layout.ulong)))
  return [{ type: Number(type), minBits: minBits ?? 0, maxBits: maxBits ?? 0, signs: ((flags ?? 0) & CKF_SIGN) !== 0 }]
}

/** Fixed-width texts are padded with blanks, by some modules with zeros (PKCS#11 v2.40, 3.1). */
function textAt(info: Buffer, start: number, end: number): string {
  return info.subarray(start, end).toString('utf8').replace(/\0.*$/s, '').trimEnd()
}

function sessionsOf({ layout, must }: Module): Pick<Cryptoki, 'openSession' | 'closeSession' | 'login' | 'logout'> {
  return {
    openSession: (slot) => {
      const session = ulongs(layout, 0)
      must('C_OpenSession', slot, CKF_SERIAL_SESSION, null, null, session)
      return readUlong(layout, session, 0)
    },
    closeSession: (session) => {
      must('C_CloseSession', session)
    },
    login: (session, user, pin) => {
      const type = user === 'user' ? CKU.user : CKU.contextSpecific
      // The module gets a copy that is wiped: some of them write into what they are given.
      const copy = pin === null ? null : Buffer.from(pin)
      try {
        must('C_Login', session, type, copy, pin?.length ?? 0)
      } finally {
        copy?.fill(0)
      }
    },
    logout: (session) => {
      must('C_Logout', session)
    },
  }
}

function objectsOf(module: Module): Pick<Cryptoki, 'find' | 'read'> {
  const { layout, must } = module
  return {
    find: (session, template) => {
      const attributes = attributesOf(layout, template)
      must('C_FindObjectsInit', session, attributes, template.length)
      try {
        return foundObjects(module, session)
      } finally {
        must('C_FindObjectsFinal', session)
      }
    },
    read: (session, object, types) => types.map((type) => readAttribute(module, { session, object, type })),
  }
}

function foundObjects({ layout, must }: Module, session: Handle): Handle[] {
  const objects: Handle[] = []
  const [batch, count] = [Buffer.alloc(FOUND_AT_ONCE * layout.ulong), ulongs(layout, 0)]
  while (objects.length < MAX_LIST) {
    must('C_FindObjects', session, batch, FOUND_AT_ONCE, count)
    const found = Math.min(Number(readUlong(layout, count, 0)), FOUND_AT_ONCE)
    for (let index = 0; index < found; index += 1) objects.push(readUlong(layout, batch, index * layout.ulong))
    if (found === 0) break
  }
  return objects
}

const NOT_TOLD: readonly number[] = [CKR.ATTRIBUTE_SENSITIVE, CKR.ATTRIBUTE_TYPE_INVALID]

/** One at a time: tokens disagree on what a request for several answers where one of them is missing. */
function readAttribute(
  { layout, call }: Module,
  { session, object, type }: { session: Handle; object: Handle; type: number },
): Buffer | undefined {
  const { length: lengthAt } = tripleOffsets(layout)
  const asked = triple(layout, type, { address: 0n, length: 0 })
  const first = call('C_GetAttributeValue', session, object, asked, 1)
  if (NOT_TOLD.includes(first)) return undefined
  if (first !== CKR.OK) throw new CryptokiError('C_GetAttributeValue', first)
  const length = readUlong(layout, asked, lengthAt)
  if (isUnavailable(layout, length) || length > BigInt(MAX_ATTRIBUTE_BYTES)) return undefined
  const value = Buffer.alloc(Number(length))
  if (value.length === 0) return value
  const filled = triple(layout, type, { address: addressOf(value), length: value.length })
  const second = call('C_GetAttributeValue', session, object, filled, 1)
  if (second !== CKR.OK) throw new CryptokiError('C_GetAttributeValue', second)
  return value
}

/** CK_ATTRIBUTEs one after the other; their values stay where they are. */
export function attributesOf(layout: Layout, attributes: readonly Attribute[]): Buffer {
  return Buffer.concat(
    attributes.map(({ type, value }) => triple(layout, type, { address: addressOf(value), length: value.length })),
  )
}

function signingOf({ layout, must }: Module): Pick<Cryptoki, 'startSigning' | 'sign'> {
  return {
    startSigning: (session, { type, parameter = new Uint8Array() }, key) => {
      const mechanism = triple(layout, type, { address: addressOf(parameter), length: parameter.length })
      must('C_SignInit', session, mechanism, key)
    },
    sign: (session, data) => {
      const [signature, length] = [Buffer.alloc(MAX_SIGNATURE_BYTES), ulongs(layout, MAX_SIGNATURE_BYTES)]
      must('C_Sign', session, Buffer.from(data), data.length, signature, length)
      return signature.subarray(0, Number(readUlong(layout, length, 0)))
    },
  }
}
