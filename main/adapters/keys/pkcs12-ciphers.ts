import { createDecipheriv, hash, pbkdf2 } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import forge from 'node-forge'
import { DerError } from '#core/der/der-error'
import { type Element, fieldsOf } from '#core/der/read'
import { TAG } from '#core/der/tags'
import { readOctets, readOid, readSmallInteger } from '#core/der/values'

/** A cipher, MAC or key derivation of a PKCS#12 file that is not known here. */
export class UnsupportedPkcs12Error extends Error {}

const MAX_ITERATIONS = 5_000_000
const MAX_ITERATIONS_OF_FILE = 10_000_000
/** The derivation in JavaScript lets other work pass after this many rounds. */
const ROUNDS_AT_ONCE = 20_000

type Pbe = { keyLength: number; blockLength: number; cipher: 'des-ede3-cbc' | 'rc2' }

/** Password-based encryption of old files (RFC 7292, appendix C), by object identifier. */
const PKCS12_PBE: Readonly<Record<string, Pbe>> = {
  '1.2.840.113549.1.12.1.3': { keyLength: 24, blockLength: 8, cipher: 'des-ede3-cbc' },
  '1.2.840.113549.1.12.1.4': { keyLength: 16, blockLength: 8, cipher: 'des-ede3-cbc' },
  '1.2.840.113549.1.12.1.5': { keyLength: 16, blockLength: 8, cipher: 'rc2' },
  '1.2.840.113549.1.12.1.6': { keyLength: 5, blockLength: 8, cipher: 'rc2' },
}

const PBES2 = '1.2.840.113549.1.5.13'
const PBKDF2 = '1.2.840.113549.1.5.12'

const PRFS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}

const PBES2_CIPHERS: Readonly<Record<string, { name: string; keyLength: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyLength: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyLength: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyLength: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyLength: 24 },
}

/**
 * Decrypts what a password protects.
 *
 * @param algorithm AlgorithmIdentifier: PBES2 with PBKDF2, or one of PKCS#12's own with SHA-1.
 * @throws UnsupportedPkcs12Error for other algorithms; any other Error where the padding shows a wrong password.
 * @see RFC 8018, 6.2; RFC 7292, appendices B and C.
 */
export async function decrypt(algorithm: Element, encrypted: Uint8Array, opening: Opening): Promise<Uint8Array> {
  const fields = fieldsOf(algorithm)
  const oid = readOid(fields.take(TAG.oid))
  const parameters = fields.take(TAG.sequence)
  if (oid === PBES2) return decryptPbes2(parameters, encrypted, opening)
  const pbe = lookUp(PKCS12_PBE, oid)
  const { salt, iterations } = readSaltAndIterations(parameters, opening)
  const derive = { salt, iterations, digest: 'sha1', password: bmpPassword(opening.password) }
  const key = await derivePkcs12({ ...derive, purpose: 1, length: pbe.keyLength })
  const iv = await derivePkcs12({ ...derive, purpose: 2, length: pbe.blockLength })
  if (pbe.cipher === 'rc2') return decryptRc2(key, iv, encrypted)
  const fullKey = key.length === 24 ? key : Buffer.concat([key, key.subarray(0, 8)])
  return run(pbe.cipher, fullKey, iv, encrypted)
}

function readSaltAndIterations(parameters: Element, opening: Opening): { salt: Uint8Array; iterations: number } {
  const fields = fieldsOf(parameters)
  const salt = readOctets(fields.take())
  return { salt, iterations: readIterations(fields.take(TAG.integer), opening) }
}

/** A file's password and the iterations that were asked for so far: a file may ask for many derivations. */
export type Opening = { readonly password: string; iterations: number }

/** An iteration count that finishes within seconds, of one derivation and of the file; more is taken for an attack on our time. */
export function readIterations(element: Element, opening: Opening): number {
  const iterations = readSmallInteger(element)
  if (iterations < 1 || iterations > MAX_ITERATIONS) throw new DerError('iteration count out of range', element.start)
  opening.iterations += iterations
  if (opening.iterations > MAX_ITERATIONS_OF_FILE) throw new DerError('too many iterations in one file', element.start)
  return iterations
}

async function decryptPbes2(parameters: Element, encrypted: Uint8Array, opening: Opening): Promise<Uint8Array> {
  const fields = fieldsOf(parameters)
  const derivation = fieldsOf(fields.take(TAG.sequence))
  if (readOid(derivation.take(TAG.oid)) !== PBKDF2) throw new UnsupportedPkcs12Error('key derivation')
  const pbkdf2Fields = fieldsOf(derivation.take(TAG.sequence))
  const salt = readOctets(pbkdf2Fields.take())
  const iterations = readIterations(pbkdf2Fields.take(TAG.integer), opening)
  pbkdf2Fields.takeIf(TAG.integer)
  const prf = pbkdf2Fields.takeIf(TAG.sequence)
  const digest = prf ? lookUp(PRFS, readOid(fieldsOf(prf).take(TAG.oid))) : 'sha1'

  const scheme = fieldsOf(fields.take(TAG.sequence))
  const cipher = lookUp(PBES2_CIPHERS, readOid(scheme.take(TAG.oid)))
  const iv = readOctets(scheme.take())
  const secret = Buffer.from(opening.password, 'utf8')
  const key = await promisify(pbkdf2)(secret, salt, iterations, cipher.keyLength, digest)
  return run(cipher.name, key, iv, encrypted)
}

function lookUp<Value>(table: Readonly<Record<string, Value>>, oid: string): Value {
  const value = Object.hasOwn(table, oid) ? table[oid] : undefined
  if (value === undefined) throw new UnsupportedPkcs12Error(oid)
  return value
}

function run(cipher: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(cipher, key, iv)
  return Buffer.concat([decipher.update(encrypted), decipher.final()])
}

/** RC2 of Windows 2000-time files: OpenSSL 3 has dropped it, node-forge still has it. */
function decryptRc2(key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const binary = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
  const decipher = forge.rc2.createDecryptionCipher(binary(key), key.length * 8)
  decipher.start(binary(iv))
  decipher.update(forge.util.createBuffer(binary(encrypted)))
  if (!decipher.finish()) throw new Error('RC2 padding is wrong')
  return Buffer.from(decipher.output.getBytes(), 'latin1')
}

/** The password as PKCS#12 hashes it: UTF-16, big-endian, with a final zero (RFC 7292, appendix B.1). */
export function bmpPassword(password: string): Uint8Array {
  return Buffer.from(`${password}\0`, 'utf16le').swap16()
}

/**
 * PKCS#12's own key derivation.
 *
 * @param how.purpose 1 for a key, 2 for an IV, 3 for a MAC key.
 * @see RFC 7292, appendix B.2.
 */
export async function derivePkcs12(how: {
  password: Uint8Array
  salt: Uint8Array
  iterations: number
  digest: string
  purpose: 1 | 2 | 3
  length: number
}): Promise<Uint8Array> {
  const blockLength = how.digest === 'sha384' || how.digest === 'sha512' ? 128 : 64
  const input = Buffer.concat([fill(how.salt, blockLength), fill(how.password, blockLength)])
  const diversifier = Buffer.alloc(blockLength, how.purpose)
  const output: Uint8Array[] = []
  for (let made = 0; made < how.length; ) {
    let block = hash(how.digest, Buffer.concat([diversifier, input]), 'buffer')
    for (let round = 1; round < how.iterations; round++) {
      block = hash(how.digest, block, 'buffer')
      if (round % ROUNDS_AT_ONCE === 0) await setImmediate()
    }
    output.push(block)
    made += block.length
    addToEachBlock(input, fill(block, blockLength).subarray(0, blockLength), blockLength)
  }
  return Buffer.concat(output).subarray(0, how.length)
}

/** Repeats `bytes` to the next multiple of the block length; nothing stays nothing. */
function fill(bytes: Uint8Array, blockLength: number): Buffer {
  const length = Math.ceil(bytes.length / blockLength) * blockLength
  return length === 0 ? Buffer.alloc(0) : Buffer.alloc(length, bytes)
}

/** Adds `addend` + 1 to every block of `input`, as big-endian numbers. */
function addToEachBlock(input: Buffer, addend: Uint8Array, blockLength: number): void {
  for (let start = 0; start < input.length; start += blockLength) {
    let carry = 1
    for (let i = blockLength - 1; i >= 0; i--) {
      const sum = (input[start + i] ?? 0) + (addend[i] ?? 0) + carry
      input[start + i] = sum & 0xff
      carry = sum >> 8
    }
  }
}
