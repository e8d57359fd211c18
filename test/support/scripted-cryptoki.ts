import { constants, createHash, privateEncrypt, sign } from 'node:crypto'
import { CKA, CKF_TOKEN, CKM, CKO, CKR } from '#main/adapters/keys/pkcs11/constants'
import { type Attribute, type Cryptoki, CryptokiError } from '#main/adapters/keys/pkcs11/cryptoki'
import { type Layout, readUlong } from '#main/adapters/keys/pkcs11/layout'
import { testLeaf } from '#test/support/pki'

export const LAYOUT: Layout = { ulong: 8, pointer: 8, packed: false }
export const TOKEN = { label: 'Token', serial: '0001', model: 'M', manufacturer: 'Nhà sản xuất' }

/** A token with one RSA key that behaves as its script says: what SoftHSM2 cannot be made to do. */
export type Script = {
  pin: string
  flags: number
  mechanisms: number[]
  /** Mechanisms that are listed and then refused. */
  refused: number[]
  alwaysAuthenticate: boolean
  /** Flags after the next wrong PIN. */
  flagsAfterWrong: number
  present: boolean
  /** Signatures are of other bytes. */
  lies: boolean
}

export type Scripted = { cryptoki: Cryptoki; script: Script; certificate: Uint8Array; calls: string[] }

/** `calls` has what the module was asked that changes something, in order. */
export async function scriptedCryptoki(given: Partial<Script> = {}): Promise<Scripted> {
  const { certificate, privateKey } = await testLeaf('leader')
  const script: Script = {
    pin: '1234',
    flags: CKF_TOKEN.userPinInitialized,
    mechanisms: [CKM.rsaPkcs, CKM.rsaPkcsPss],
    refused: [],
    alwaysAuthenticate: false,
    flagsAfterWrong: CKF_TOKEN.userPinInitialized | CKF_TOKEN.userPinCountLow,
    present: true,
    lies: false,
    ...given,
  }
  const calls: string[] = []
  const fail = (call: string, answer: number) => {
    throw new CryptokiError(call, answer)
  }
  let [sessions, isLoggedIn, mechanism] = [0n, false, 0]
  const classOf = ([attribute]: readonly Attribute[]) => readUlong(LAYOUT, Buffer.from(attribute?.value ?? []), 0)
  const values: Record<string, Buffer> = {
    [`1 ${CKA.value}`]: Buffer.from(certificate),
    [`1 ${CKA.id}`]: Buffer.of(1),
    [`3 ${CKA.id}`]: Buffer.of(1),
    [`3 ${CKA.modulus}`]: Buffer.from(privateKey.export({ format: 'jwk' }).n ?? '', 'base64url'),
  }
  const cryptoki: Cryptoki = {
    slots: () => (script.present ? [0n] : []),
    tokenInfo: () =>
      script.present ? { ...TOKEN, flags: script.flags } : fail('C_GetTokenInfo', CKR.TOKEN_NOT_PRESENT),
    mechanisms: () => script.mechanisms.map((type) => ({ type, minBits: 1024, maxBits: 4096, signs: true })),
    openSession: () => (sessions += 1n),
    closeSession: () => undefined,
    login: (_session, user, pin) => {
      const typed = pin === null ? 'on device' : Buffer.from(pin).toString()
      calls.push(`login ${user} ${typed}`)
      if (pin !== null && typed !== script.pin) {
        script.flags = script.flagsAfterWrong
        fail('C_Login', CKR.PIN_INCORRECT)
      }
      if (user === 'user' && isLoggedIn) fail('C_Login', CKR.USER_ALREADY_LOGGED_IN)
      isLoggedIn = true
    },
    logout: () => {
      calls.push('logout')
      isLoggedIn = false
    },
    find: (_session, template) => {
      const kind = classOf(template)
      return kind === BigInt(CKO.publicKey) || (kind === BigInt(CKO.privateKey) && !isLoggedIn) ? [] : [kind]
    },
    read: (_session, object, types) =>
      types.map((type) =>
        type === CKA.alwaysAuthenticate ? Buffer.of(script.alwaysAuthenticate ? 1 : 0) : values[`${object} ${type}`],
      ),
    startSigning: (_session, { type }) => {
      if (!script.present) fail('C_SignInit', CKR.DEVICE_ERROR)
      if (script.refused.includes(type)) fail('C_SignInit', CKR.MECHANISM_PARAM_INVALID)
      mechanism = type
      calls.push('start')
    },
    sign: (_session, data) => {
      calls.push('sign')
      const given = script.lies ? createHash('sha256').update(data).digest() : data
      if (mechanism === CKM.rsaPkcs)
        return privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, given)
      // The digest came in; node:crypto wants what it is of, which only the hashing mechanism gets.
      const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      return sign('sha256', given, { key: privateKey, ...padding })
    },
    finalize: () => undefined,
  }
  return { cryptoki, script, certificate, calls }
}
