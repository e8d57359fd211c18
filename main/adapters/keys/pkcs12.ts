import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { AppError } from '#contract'
import { type Certificate, readCertificate } from '#core/certificates/certificate'
import { DerError } from '#core/der/der-error'
import type { SigningKey } from '#core/ports'
import { plainScheme, strengthOf } from './key-digest.ts'
import { createSigningKey, type ShareableKey } from './native-key.ts'
import { UnsupportedPkcs12Error } from './pkcs12-ciphers.ts'
import { readPkcs12, WrongPasswordError } from './pkcs12-contents.ts'

const MAX_BYTES = 1024 * 1024

/**
 * Opens the private key of a PKCS#12 file with its certificate and chain. The key is native from here on: RSA signs
 * PKCS#1 v1.5, ECDSA on the NIST curves as DER.
 *
 * @throws AppError `wrong-key-password`, `key-unreadable` (with the offset), `key-unsupported` (with the reason: a key or
 *   cipher that is not known, no key, no certificate that belongs to it).
 */
export async function openPkcs12(data: Uint8Array, password: string): Promise<ShareableKey> {
  if (data.length > MAX_BYTES) throw new AppError('key-unreadable', { size: data.length })
  const { keys, certificates } = await contentsOf(data, password)
  const [first, ...others] = keys
  if (first === undefined || others.length > 0) throw new AppError('key-unsupported', { keys: keys.length })
  const privateKey = toKeyObject(first)
  const scheme = schemeOf(privateKey)
  const parsed = certificates.map(readCertificate)
  const own = certificateOf(privateKey, parsed)
  const chain = parsed.filter((one) => one !== own).map(({ der }) => der)
  return createSigningKey({ privateKey, certificate: own.der, chain, ...scheme })
}

async function contentsOf(data: Uint8Array, password: string): ReturnType<typeof readPkcs12> {
  try {
    return await readPkcs12(data, password)
  } catch (cause) {
    if (cause instanceof WrongPasswordError) throw new AppError('wrong-key-password', {}, { cause })
    if (cause instanceof UnsupportedPkcs12Error) {
      throw new AppError('key-unsupported', { algorithm: cause.message }, { cause })
    }
    if (cause instanceof DerError) throw new AppError('key-unreadable', { offset: cause.offset }, { cause })
    throw cause
  }
}

function toKeyObject(pkcs8: Uint8Array): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  } catch (cause) {
    throw new AppError('key-unsupported', {}, { cause })
  } finally {
    pkcs8.fill(0)
  }
}

function schemeOf(key: KeyObject): Pick<SigningKey, 'scheme' | 'digest'> {
  const strength = strengthOf(key)
  if (strength) return { scheme: plainScheme(strength), digest: strength.digest }
  const { asymmetricKeyType: algorithm = 'unknown', asymmetricKeyDetails: details = {} } = key
  throw new AppError('key-unsupported', { algorithm, bits: details.modulusLength ?? null })
}

/** The certificate whose public key is this private key's: attributes of the bags are not relied on. */
function certificateOf(privateKey: KeyObject, certificates: readonly Certificate[]): Certificate {
  const publicKey = createPublicKey(privateKey)
  const own = certificates.find((certificate) => certificate.publicKey.equals(publicKey))
  if (own === undefined) throw new AppError('key-unsupported', { certificates: certificates.length })
  return own
}
