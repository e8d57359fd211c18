import { constants, createHash, createVerify, type Hash, type KeyObject, verify } from 'node:crypto'
import { OID } from '../der/oids.ts'
import { childrenOf, type Element, fieldsOf, unwrap } from '../der/read.ts'
import { contextTag, TAG } from '../der/tags.ts'
import { readOid, readSmallInteger } from '../der/values.ts'

/** Digests by object identifier; the value is node:crypto's name. */
const DIGESTS: Readonly<Record<string, string>> = {
  [OID.sha1]: 'sha1',
  [OID.sha224]: 'sha224',
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
  [OID.sha3_256]: 'sha3-256',
  [OID.sha3_384]: 'sha3-384',
  [OID.sha3_512]: 'sha3-512',
  [OID.shake256]: 'shake256',
  [OID.shake256WithLength]: 'shake256',
}

/** node:crypto's name of a digest, or undefined where it is unknown or too weak to be read at all (MD5). */
export function digestName(oid: string): string | undefined {
  return Object.hasOwn(DIGESTS, oid) ? DIGESTS[oid] : undefined
}

/** SHAKE256 gives the 64 octets that CMS uses with Ed448 (RFC 8419, 2.3). */
function optionsOf(name: string): { outputLength?: number } {
  return name === 'shake256' ? { outputLength: 64 } : {}
}

/** A hash in progress. */
export function startDigest(name: string): Hash {
  return createHash(name, optionsOf(name))
}

/** A hash that goes on from where another one is; node:crypto forgets the length of SHAKE256 in a copy. */
export function copyDigest(hash: Hash, name: string): Hash {
  return hash.copy(optionsOf(name))
}

/** How a signature value was made; `digest` is undefined where the algorithm hashes by itself or the caller says. */
export type SignatureAlgorithm = {
  family: 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | 'eddsa'
  digest: string | undefined
  saltLength?: number
}

const FIXED: Readonly<Record<string, SignatureAlgorithm>> = {
  [OID.rsaEncryption]: { family: 'rsa-pkcs1', digest: undefined },
  [OID.sha1WithRsa]: { family: 'rsa-pkcs1', digest: 'sha1' },
  [OID.sha224WithRsa]: { family: 'rsa-pkcs1', digest: 'sha224' },
  [OID.sha256WithRsa]: { family: 'rsa-pkcs1', digest: 'sha256' },
  [OID.sha384WithRsa]: { family: 'rsa-pkcs1', digest: 'sha384' },
  [OID.sha512WithRsa]: { family: 'rsa-pkcs1', digest: 'sha512' },
  [OID.ecPublicKey]: { family: 'ecdsa', digest: undefined },
  [OID.ecdsaWithSha1]: { family: 'ecdsa', digest: 'sha1' },
  [OID.ecdsaWithSha224]: { family: 'ecdsa', digest: 'sha224' },
  [OID.ecdsaWithSha256]: { family: 'ecdsa', digest: 'sha256' },
  [OID.ecdsaWithSha384]: { family: 'ecdsa', digest: 'sha384' },
  [OID.ecdsaWithSha512]: { family: 'ecdsa', digest: 'sha512' },
  [OID.ed25519]: { family: 'eddsa', digest: undefined },
  [OID.ed448]: { family: 'eddsa', digest: undefined },
}

/**
 * Reads an AlgorithmIdentifier of a signature; undefined where the algorithm is not known.
 *
 * @throws DerError where it is malformed.
 * @see RFC 4055 (PSS), RFC 5758 (ECDSA), RFC 8410 (EdDSA).
 */
export function readSignatureAlgorithm(algorithm: Element): SignatureAlgorithm | undefined {
  const fields = fieldsOf(algorithm)
  const oid = readOid(fields.take(TAG.oid))
  if (oid === OID.rsassaPss) return readPss(fields.takeIf(TAG.sequence))
  const known = Object.hasOwn(FIXED, oid) ? FIXED[oid] : undefined
  return oid === OID.ecPublicKey || fields.rest().every(({ id }) => id === TAG.null) ? known : undefined
}

function readPss(parameters: Element | undefined): SignatureAlgorithm | undefined {
  let digest: string | undefined = 'sha1'
  let maskDigest: string | undefined = 'sha1'
  let saltLength = 20
  for (const parameter of parameters === undefined ? [] : childrenOf(parameters)) {
    const value = unwrap(parameter)
    if (parameter.id === contextTag(0)) digest = digestName(readOid(fieldsOf(value).take(TAG.oid)))
    if (parameter.id === contextTag(1)) maskDigest = readMaskDigest(value)
    if (parameter.id === contextTag(2)) saltLength = readSmallInteger(value)
    // RFC 4055, 3.1: the trailer field is 1, whoever signs.
    if (parameter.id === contextTag(3) && readSmallInteger(value) !== 1) return undefined
  }
  // node:crypto takes one digest for both; different ones occur nowhere in practice.
  if (digest === undefined || digest !== maskDigest) return undefined
  return { family: 'rsa-pss', digest, saltLength }
}

function readMaskDigest(value: Element): string | undefined {
  const fields = fieldsOf(value)
  if (readOid(fields.take(TAG.oid)) !== OID.mgf1) return undefined
  return digestName(readOid(fieldsOf(fields.take(TAG.sequence)).take(TAG.oid)))
}

const KEY_TYPES: Readonly<Record<SignatureAlgorithm['family'], readonly string[]>> = {
  'rsa-pkcs1': ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ecdsa: ['ec'],
  eddsa: ['ed25519', 'ed448'],
}

/**
 * Whether `value` is `key`'s signature over `data`. A key of another family, or a malformed value, is a plain no.
 *
 * @param digest Digest to use where the algorithm itself names none (rsaEncryption in CMS, RFC 5652 and 3370, 3.2).
 */
export function isSignatureOver(
  data: Uint8Array,
  value: Uint8Array,
  how: { key: KeyObject; algorithm: SignatureAlgorithm; digest?: string },
): boolean {
  const { key, algorithm } = how
  if (!KEY_TYPES[algorithm.family].includes(key.asymmetricKeyType ?? '')) return false
  const digest = algorithm.family === 'eddsa' ? null : (algorithm.digest ?? how.digest ?? 'sha256')
  try {
    return verify(digest, data, keyFor(algorithm, key), value)
  } catch {
    return false // OpenSSL throws for values it cannot even decode; for a verifier that is the same answer.
  }
}

/**
 * The same over content of any size, for signatures without signed attributes. EdDSA, which must see its message twice,
 * is refused here: nobody signs files that way.
 */
export async function isSignatureOverStream(
  chunks: AsyncIterable<Uint8Array>,
  value: Uint8Array,
  how: { key: KeyObject; algorithm: SignatureAlgorithm; digest: string },
): Promise<boolean> {
  const { key, algorithm } = how
  if (algorithm.family === 'eddsa' || !KEY_TYPES[algorithm.family].includes(key.asymmetricKeyType ?? '')) return false
  const digest = algorithm.digest ?? how.digest
  if (digest === 'shake256') return false // only EdDSA goes with it, and createVerify does not know it
  const verifier = createVerify(digest)
  for await (const chunk of chunks) verifier.update(chunk)
  try {
    return verifier.verify(keyFor(algorithm, key), value)
  } catch {
    return false // as above
  }
}

/** PKCS#1 v1.5 and DER are what node:crypto takes without being told; a key by itself costs it half as much to look at. */
function keyFor({ family, saltLength = 20 }: SignatureAlgorithm, key: KeyObject) {
  return family === 'rsa-pss' ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength } : key
}
