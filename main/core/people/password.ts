import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const SALT_BYTES = 16

/** Hash of a password, with its method, costs and salt, so that costs can rise later. RFC 9106. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES)
  const tag = await derive('argon2id', { ...COST, message: password.normalize('NFC'), nonce })
  const { memory, passes, parallelism } = COST
  const parts = ['argon2id', memory, passes, parallelism, nonce.toString('base64'), Buffer.from(tag).toString('base64')]
  return parts.join('$')
}

export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [method, memory, passes, parallelism, salt = '', tag = ''] = hash.split('$')
  if (method !== 'argon2id') throw new Error('unknown method of a password hash')
  const expected = Buffer.from(tag, 'base64')
  const found = await derive('argon2id', {
    message: password.normalize('NFC'),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  })
  return timingSafeEqual(Buffer.from(found), expected)
}
