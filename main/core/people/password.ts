import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { argon2idAsync } from '@noble/hashes/argon2.js'

/** OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const SALT_BYTES = 16

type Question = typeof COST & { message: string; nonce: Uint8Array }
export type Derive = (question: Question) => Promise<Uint8Array>

const native: Derive = (question) =>
  new Promise((resolve, reject) => {
    argon2('argon2id', question, (error, tag) => {
      if (error) reject(error)
      else resolve(tag)
    })
  })

/** The same function in JavaScript: some 20 times slower, which one password bears. */
export const withoutNative: Derive = ({ message, nonce, memory, passes, parallelism, tagLength }) =>
  argon2idAsync(message, nonce, { m: memory, t: passes, p: parallelism, dkLen: tagLength })

/** Electron's BoringSSL has no Argon2, Node's OpenSSL has: a workspace opens with both. */
const derive: Derive = async (question) => {
  try {
    return await native(question)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_CRYPTO_ARGON2_NOT_SUPPORTED') throw error
    return withoutNative(question)
  }
}

/** Hash of a password, with its method, costs and salt, so that costs can rise later. RFC 9106. */
export async function hashPassword(password: string, by: Derive = derive): Promise<string> {
  const nonce = randomBytes(SALT_BYTES)
  const tag = await by({ ...COST, message: password.normalize('NFC'), nonce })
  const { memory, passes, parallelism } = COST
  const parts = ['argon2id', memory, passes, parallelism, nonce.toString('base64'), Buffer.from(tag).toString('base64')]
  return parts.join('$')
}

export async function isPassword(password: string, hash: string, by: Derive = derive): Promise<boolean> {
  const [method, memory, passes, parallelism, salt = '', tag = ''] = hash.split('$')
  if (method !== 'argon2id') throw new Error('unknown method of a password hash')
  const expected = Buffer.from(tag, 'base64')
  const found = await by({
    message: password.normalize('NFC'),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  })
  return timingSafeEqual(Buffer.from(found), expected)
}
