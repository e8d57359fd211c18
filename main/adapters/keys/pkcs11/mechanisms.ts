import { createHash } from 'node:crypto'
import { OID } from '#core/der/oids'
import { TAG } from '#core/der/tags'
import { element, integer, nullValue, objectId, octetString, sequence } from '#core/der/write'
import type { DigestName, SignatureScheme } from '#core/ports'
import type { KeyStrength } from '../key-digest.ts'
import { CKM, MGF1 } from './constants.ts'
import type { Mechanism, MechanismInfo } from './cryptoki.ts'
import { type Layout, ulongs } from './layout.ts'

/** One way in which a token can make a signature that we want. */
export type Way = {
  scheme: SignatureScheme
  mechanism: Mechanism
  /** What C_Sign is given for the bytes that are to be signed. */
  input: (data: Uint8Array) => Uint8Array
}

const HASHES: Readonly<Record<DigestName, { oid: string; length: number; hash: number }>> = {
  sha256: { oid: OID.sha256, length: 32, hash: CKM.sha256 },
  sha384: { oid: OID.sha384, length: 48, hash: CKM.sha384 },
  sha512: { oid: OID.sha512, length: 64, hash: CKM.sha512 },
}
const WITH_HASH = {
  pss: { sha256: CKM.sha256RsaPkcsPss, sha384: CKM.sha384RsaPkcsPss, sha512: CKM.sha512RsaPkcsPss },
  pkcs1: { sha256: CKM.sha256RsaPkcs, sha384: CKM.sha384RsaPkcs, sha512: CKM.sha512RsaPkcs },
  ecdsa: { sha256: CKM.ecdsaSha256, sha384: CKM.ecdsaSha384, sha512: CKM.ecdsaSha512 },
} as const

/**
 * The ways that a token offers for a key, best first: RSASSA-PSS before PKCS#1 v1.5 (QCVN on electronic signatures,
 * Phụ lục I, names PSS), and hashing here before hashing on the token, which is slower and which fewer tokens can.
 *
 * @param offered C_GetMechanismList with C_GetMechanismInfo.
 */
export function waysFor(key: KeyStrength, offered: readonly MechanismInfo[], layout: Layout): Way[] {
  const isOffered = ({ mechanism: { type } }: Way) =>
    offered.some((one) => one.type === type && one.signs && hasRoom(one, key))
  return (key.family === 'rsa' ? rsaWays(key.digest, layout) : ecdsaWays(key.digest)).filter(isOffered)
}

/** Tokens that leave the sizes open, or give those of RSA in bytes, are not refused for it. */
function hasRoom({ minBits, maxBits }: MechanismInfo, { family, bits }: KeyStrength): boolean {
  if (maxBits === 0 || (family === 'rsa' && maxBits <= 512)) return true
  return bits >= minBits && bits <= maxBits
}

function rsaWays(digest: DigestName, layout: Layout): Way[] {
  const { hash, length } = HASHES[digest]
  // CK_RSA_PKCS_PSS_PARAMS: the salt is as long as the digest (RFC 4055, 3.1).
  const parameter = ulongs(layout, hash, MGF1[digest], length)
  const hashed = (data: Uint8Array) => createHash(digest).update(data).digest()
  const asItIs = (data: Uint8Array) => data
  return [
    { scheme: 'rsa-pss', mechanism: { type: CKM.rsaPkcsPss, parameter }, input: hashed },
    { scheme: 'rsa-pss', mechanism: { type: WITH_HASH.pss[digest], parameter }, input: asItIs },
    { scheme: 'rsa-pkcs1', mechanism: { type: CKM.rsaPkcs }, input: (data) => digestInfo(digest, hashed(data)) },
    { scheme: 'rsa-pkcs1', mechanism: { type: WITH_HASH.pkcs1[digest] }, input: asItIs },
  ]
}

function ecdsaWays(digest: DigestName): Way[] {
  return [
    {
      scheme: 'ecdsa',
      mechanism: { type: CKM.ecdsa },
      input: (data) => createHash(digest).update(data).digest(),
    },
    { scheme: 'ecdsa', mechanism: { type: WITH_HASH.ecdsa[digest] }, input: (data) => data },
  ]
}

/** DigestInfo (RFC 8017, 9.2): what CKM_RSA_PKCS pads. */
function digestInfo(digest: DigestName, value: Uint8Array): Uint8Array {
  return sequence(sequence(objectId(HASHES[digest].oid), nullValue()), octetString(value))
}

/** The token gives r and s one after the other; CMS wants ECDSA-Sig-Value (RFC 3279, 2.2.3). */
export function ecdsaToDer(signature: Uint8Array): Uint8Array {
  const half = signature.length / 2
  return sequence(integer(signature.subarray(0, half)), integer(signature.subarray(half)))
}

/** The octets of an EC point as tokens keep it: an OCTET STRING around it, which some leave away (PKCS#11 v2.40, 2.3.3). */
export function isSamePoint(kept: Uint8Array, point: Uint8Array): boolean {
  return Buffer.compare(kept, point) === 0 || Buffer.compare(kept, element(TAG.octetString, point)) === 0
}
