import type { KeyObject } from 'node:crypto'
import type { DigestName, SignatureScheme } from '#core/ports'

const CURVES: ReadonlyMap<string, { digest: DigestName; bits: number }> = new Map([
  ['prime256v1', { digest: 'sha256', bits: 256 }],
  ['secp384r1', { digest: 'sha384', bits: 384 }],
  ['secp521r1', { digest: 'sha512', bits: 521 }],
])

const MIN_RSA_BITS = 2048

export type KeyStrength = { family: 'rsa' | 'ecdsa'; digest: DigestName; bits: number }

/**
 * What a key signs with: SHA-256, SHA-512 with RSA of 4096 bits and more, and with ECDSA the digest of the curve's
 * strength (RFC 5753, 7.1). Undefined where the key is of another kind or too short (QCVN: RSA from 2048 bits, ECDSA
 * from 256).
 */
export function strengthOf(key: KeyObject): KeyStrength | undefined {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details = {} } = key
  if (type === 'ec') {
    const curve = CURVES.get(details.namedCurve ?? '')
    return curve && { family: 'ecdsa', ...curve }
  }
  const bits = details.modulusLength ?? 0
  if (type !== 'rsa' || bits < MIN_RSA_BITS) return undefined
  return { family: 'rsa', digest: bits >= 4096 ? 'sha512' : 'sha256', bits }
}

/** RSA signs PKCS#1 v1.5 where nothing else is known of the key. */
export function plainScheme({ family }: KeyStrength): SignatureScheme {
  return family === 'rsa' ? 'rsa-pkcs1' : 'ecdsa'
}
