import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { AppError } from '#contract'
import type { PdfRef } from './objects.ts'
import { rc4 } from './rc4.ts'

/** How a crypt filter changes bytes. ISO 32000-2:2020, Table 25. */
export type CryptMethod = 'identity' | 'rc4' | 'aes-128' | 'aes-256'

/** Decrypts a string's or a stream's bytes of an object. */
export function decryptBytes(method: CryptMethod, key: Uint8Array, of: PdfRef, data: Uint8Array): Uint8Array {
  if (method === 'identity') return data
  if (method === 'rc4') return rc4(objectKey(key, of, false), data)
  // An empty string is often written without its initialization vector.
  if (data.length <= BLOCK) return new Uint8Array(0)
  if (data.length % BLOCK !== 0) {
    throw new AppError('pdf-damaged', { detail: `encrypted data of object ${of.num} is cut short` })
  }
  const cipher = createDecipheriv(cipherName(method), aesKey(method, key, of), data.subarray(0, BLOCK))
  cipher.setAutoPadding(false)
  return unpadded(Buffer.concat([cipher.update(data.subarray(BLOCK)), cipher.final()]))
}

/** Encrypts them; with AES behind a new initialization vector. */
export function encryptBytes(method: CryptMethod, key: Uint8Array, of: PdfRef, data: Uint8Array): Uint8Array {
  if (method === 'identity') return data
  if (method === 'rc4') return rc4(objectKey(key, of, false), data)
  const vector = randomBytes(BLOCK)
  const cipher = createCipheriv(cipherName(method), aesKey(method, key, of), vector)
  return Buffer.concat([vector, cipher.update(data), cipher.final()])
}

const BLOCK = 16

const cipherName = (method: 'aes-128' | 'aes-256') => `${method}-cbc`

const aesKey = (method: 'aes-128' | 'aes-256', key: Uint8Array, of: PdfRef): Uint8Array =>
  method === 'aes-256' ? key : objectKey(key, of, true)

/** Algorithm 1: each object has a key of its own. ISO 32000-2:2020, 7.6.3.2. */
function objectKey(key: Uint8Array, { num, gen }: PdfRef, isAes: boolean): Uint8Array {
  const hash = createHash('md5').update(key)
  hash.update(Uint8Array.of(num, num >> 8, num >> 16, gen, gen >> 8))
  if (isAes) hash.update('sAlT')
  return hash.digest().subarray(0, Math.min(key.length + 5, 16))
}

/** RFC 8018, 6.1.1; a padding that is none is left, as other readers do. */
function unpadded(data: Uint8Array): Uint8Array {
  const count = data.at(-1) ?? 0
  const isPadding = count >= 1 && count <= BLOCK && data.subarray(-count).every((byte) => byte === count)
  return isPadding ? data.subarray(0, data.length - count) : data
}
