import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { rc4 } from './rc4.ts'
import { encodePdfDoc } from './text-strings.ts'

/** What the standard security handler keeps in the encryption dictionary. ISO 32000-2:2020, Table 21. */
export type HandlerEntries = {
  revision: number
  /** Of the file's key. */
  keyBytes: number
  owner: Uint8Array
  user: Uint8Array
  ownerKey: Uint8Array
  userKey: Uint8Array
  perms: Uint8Array
  /** /P as 32 bits. */
  permissions: number
  encryptsMetadata: boolean
  /** First half of the file's /ID. */
  id: Uint8Array
}

/** The file's key, and whose password opened it. */
export type OpenedKey = { key: Uint8Array; by: 'owner' | 'user' }

/**
 * Tries a password as the owner's and as the user's.
 *
 * @returns Undefined where it is neither.
 * @see ISO 32000-2:2020, 7.6.4.3 and 7.6.4.4.
 */
export function openKey(entries: HandlerEntries, password: string): OpenedKey | undefined {
  const isNew = entries.revision >= 5
  for (const bytes of isNew ? preparedPasswords(password) : oldPasswords(password)) {
    const opened = isNew ? openWithAes256(entries, bytes) : openWithMd5(entries, bytes)
    if (opened) return opened
  }
  return undefined
}

/** 7.6.4.1: the string that fills a password up to 32 bytes. */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

/** PDFDocEncoding is asked for; some writers take UTF-8. */
function oldPasswords(password: string): Uint8Array[] {
  const encoded = encodePdfDoc(password)
  return [...(encoded ? [encoded] : []), Buffer.from(password, 'utf8')]
}

/** SASLprep (RFC 4013) as far as it matters here: NFKC; and the password as it was typed. At most 127 bytes of UTF-8. */
function preparedPasswords(password: string): Uint8Array[] {
  return [password.normalize('NFKC'), password].map((text) => Buffer.from(text, 'utf8').subarray(0, 127))
}

const padded = (password: Uint8Array): Uint8Array => Buffer.concat([password, PADDING]).subarray(0, 32)
const md5 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash('md5')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function openWithMd5(entries: HandlerEntries, password: Uint8Array): OpenedKey | undefined {
  const asOwner = userKeyOf(entries, userPasswordOf(entries, password))
  if (asOwner) return { key: asOwner, by: 'owner' }
  const key = userKeyOf(entries, password)
  return key && { key, by: 'user' }
}

/** Algorithm 7: what the owner's password hides in /O is the user's. */
function userPasswordOf({ revision, keyBytes, owner }: HandlerEntries, password: Uint8Array): Uint8Array {
  let digest = md5(padded(password))
  if (revision === 2) return rc4(digest.subarray(0, keyBytes), owner.subarray(0, 32))
  for (let round = 0; round < 50; round += 1) digest = md5(digest.subarray(0, keyBytes))
  return inRounds(digest.subarray(0, keyBytes), owner.subarray(0, 32), (step) => 19 - step)
}

/** Twenty times RC4, each with the key changed by its number. */
function inRounds(key: Uint8Array, data: Uint8Array, numberOf: (step: number) => number): Uint8Array {
  let result = data
  for (let step = 0; step < 20; step += 1) {
    result = rc4(
      key.map((byte) => byte ^ numberOf(step)),
      result,
    )
  }
  return result
}

/** Algorithms 2 and 6: the key that a user's password gives, if /U agrees. */
function userKeyOf(entries: HandlerEntries, password: Uint8Array): Uint8Array | undefined {
  const { revision, keyBytes, owner, permissions, id, encryptsMetadata } = entries
  const flags = Buffer.alloc(4)
  flags.writeInt32LE(permissions | 0)
  const clear = revision >= 4 && !encryptsMetadata ? Buffer.alloc(4, 0xff) : Buffer.alloc(0)
  let digest = md5(padded(password), owner.subarray(0, 32), flags, id, clear)
  if (revision >= 3) for (let round = 0; round < 50; round += 1) digest = md5(digest.subarray(0, keyBytes))
  const key = digest.subarray(0, keyBytes)
  const [expected, length] =
    revision === 2 ? [rc4(key, PADDING), 32] : [inRounds(key, md5(PADDING, id), (step) => step), 16]
  return isSame(expected.subarray(0, length), entries.user.subarray(0, length)) ? key : undefined
}

/** Algorithm 2.A: /O and /U are a digest, a salt to check it and a salt for the key. */
function openWithAes256(entries: HandlerEntries, password: Uint8Array): OpenedKey | undefined {
  const { owner, user, ownerKey, userKey } = entries
  const user48 = user.subarray(0, 48)
  const hash = (salt: Uint8Array, more: Uint8Array) => hardened(entries.revision, { password, salt, more })
  const none = new Uint8Array(0)
  if (isSame(hash(owner.subarray(32, 40), user48), owner.subarray(0, 32))) {
    return { key: unwrap(hash(owner.subarray(40, 48), user48), ownerKey), by: 'owner' }
  }
  if (isSame(hash(user.subarray(32, 40), none), user.subarray(0, 32))) {
    return { key: unwrap(hash(user.subarray(40, 48), none), userKey), by: 'user' }
  }
  return undefined
}

type HashInput = { password: Uint8Array; salt: Uint8Array; more: Uint8Array }

/** Algorithm 2.B; revision 5, which Adobe had before the standard, takes SHA-256 once. */
function hardened(revision: number, { password, salt, more }: HashInput): Uint8Array {
  let key: Uint8Array = createHash('sha256').update(password).update(salt).update(more).digest()
  if (revision === 5) return key
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const once = Buffer.concat([password, key, more])
    const repeated = Buffer.concat(Array.from({ length: 64 }, () => once))
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false)
    const encrypted = Buffer.concat([cipher.update(repeated), cipher.final()])
    // 16 bytes as one number, modulo 3: 256 leaves 1, so the digits' sum does.
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = createHash(['sha256', 'sha384', 'sha512'][remainder] ?? 'sha256')
      .update(encrypted)
      .digest()
    last = encrypted.at(-1) ?? 0
  }
  return key.subarray(0, 32)
}

function unwrap(key: Uint8Array, wrapped: Uint8Array): Uint8Array {
  const cipher = createDecipheriv('aes-256-cbc', key, Buffer.alloc(16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(wrapped.subarray(0, 32)), cipher.final()])
}

/** Algorithm 13: /Perms, encrypted with the file's key, repeats /P and /EncryptMetadata; false where it does not. */
export function arePermissionsGenuine({ perms, permissions, encryptsMetadata }: HandlerEntries, key: Uint8Array) {
  if (perms.length !== 16) return false
  const cipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false)
  const clear = Buffer.concat([cipher.update(perms), cipher.final()])
  const isMarked = clear.subarray(9, 12).toString('latin1') === 'adb'
  return isMarked && clear.readInt32LE(0) === (permissions | 0) && (clear[8] === 0x54) === encryptsMetadata
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
