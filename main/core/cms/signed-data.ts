import { createHash } from 'node:crypto'
import { readCertificate } from '../certificates/certificate.ts'
import { OID } from '../der/oids.ts'
import { contextTag, TAG } from '../der/tags.ts'
import { element, integer, nullValue, objectId, octetString, sequence, setOf } from '../der/write.ts'
import type { DigestName, SignatureTimestamp, SigningKey } from '../ports.ts'

/** Everything of a signature that one key always writes the same: made once, so that a batch costs only the signing. */
type Constant = {
  /** version, digestAlgorithms, encapContentInfo, certificates. */
  head: Uint8Array
  /** version, sid, digestAlgorithm of the SignerInfo. */
  signerHead: Uint8Array
  contentType: Uint8Array
  signingCertificate: Uint8Array
  signatureAlgorithm: Uint8Array
}
type Prepared = Constant & {
  /** Bytes of the SignedData at most, without a timestamp's token. */
  size: number
}

const prepared = new WeakMap<SigningKey, Prepared>()

/**
 * Builds the SignedData that goes into a PDF signature's `/Contents`: detached, one signer, the signer's certificate and
 * its chain, signed attributes content-type, message-digest and signing-certificate-v2. No signing-time: PAdES keeps the
 * time in `/M`.
 *
 * @param input.messageDigest Digest of the bytes that `/ByteRange` covers.
 * @param input.digest The algorithm of that digest; it must be the key's own.
 * @param input.timestamp Stamps the signature value; its token becomes the unsigned attribute signature-time-stamp (B-T).
 * @returns DER of a ContentInfo.
 * @throws What the key or the time-stamping authority throws.
 * @see RFC 5652, 5; RFC 5035, 3; RFC 3161, appendix A; ETSI EN 319 142-1 V1.2.1, 6.3.
 */
export async function buildSignedData(input: {
  messageDigest: Uint8Array
  digest: DigestName
  key: SigningKey
  timestamp?: Pick<SignatureTimestamp, 'digest' | 'stamp'>
}): Promise<Uint8Array> {
  const { messageDigest, digest, key, timestamp } = input
  if (digest !== key.digest) throw new Error(`the key signs with ${key.digest}, the file was hashed with ${digest}`)
  const constant = preparedFor(key)
  const attributes = setOf(
    constant.contentType,
    constant.signingCertificate,
    attribute(OID.messageDigest, octetString(messageDigest)),
  )
  const signature = await key.sign(attributes)
  const token = await timestamp?.stamp(createHash(timestamp.digest).update(signature).digest())
  return assemble(constant, { attributes, signature, token })
}

/**
 * Length in bytes that the SignedData of this key has at most: what `/Contents` must have room for, known before the
 * PIN is asked for.
 */
export function estimateSignedDataSize(key: SigningKey, timestamp?: Pick<SignatureTimestamp, 'tokenSize'>): number {
  const constant = preparedFor(key)
  return timestamp ? sizeWith(constant, key, new Uint8Array(timestamp.tokenSize)) : constant.size
}

function sizeWith(constant: Constant, key: SigningKey, token: Uint8Array | undefined): number {
  const digest = new Uint8Array(DIGESTS[key.digest].length)
  const attributes = setOf(
    constant.contentType,
    constant.signingCertificate,
    attribute(OID.messageDigest, octetString(digest)),
  )
  return assemble(constant, { attributes, signature: new Uint8Array(signatureSize(key)), token }).length
}

const DIGESTS = {
  sha256: { oid: OID.sha256, length: 32, rsa: OID.sha256WithRsa, ecdsa: OID.ecdsaWithSha256 },
  sha384: { oid: OID.sha384, length: 48, rsa: OID.sha384WithRsa, ecdsa: OID.ecdsaWithSha384 },
  sha512: { oid: OID.sha512, length: 64, rsa: OID.sha512WithRsa, ecdsa: OID.ecdsaWithSha512 },
} as const

function signatureSize(key: SigningKey): number {
  const { publicKey } = readCertificate(key.certificate)
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {}
  if (modulusLength !== undefined) return Math.ceil(modulusLength / 8)
  // Two INTEGERs of the curve's size with their sign octets and headers; the largest curve where it has no name.
  const bits = Number(/\d{3}/.exec(namedCurve ?? '')?.[0] ?? 521)
  return 2 * (Math.ceil(bits / 8) + 4) + 4
}

function preparedFor(key: SigningKey): Prepared {
  const known = prepared.get(key)
  if (known) return known
  const constant = prepare(key)
  const fresh = { ...constant, size: sizeWith(constant, key, undefined) }
  prepared.set(key, fresh)
  return fresh
}

function prepare(key: SigningKey): Constant {
  const { issuer, serial, der } = readCertificate(key.certificate)
  const digestAlgorithm = sequence(objectId(DIGESTS[key.digest].oid))
  const others = key.chain.filter((certificate) => Buffer.compare(certificate, der) !== 0)
  const certificates = [der, ...others].sort((a, b) => Buffer.compare(a, b))
  return {
    head: Buffer.concat([
      integer(1),
      setOf(digestAlgorithm),
      sequence(objectId(OID.data)),
      element(contextTag(0), ...certificates),
    ]),
    signerHead: Buffer.concat([integer(1), sequence(issuer.der, serial), digestAlgorithm]),
    contentType: attribute(OID.contentType, objectId(OID.data)),
    signingCertificate: attribute(OID.signingCertificateV2, signingCertificateV2(der, issuer.der, serial)),
    signatureAlgorithm: signatureAlgorithm(key),
  }
}

type Signed = { attributes: Uint8Array; signature: Uint8Array; token: Uint8Array | undefined }

function assemble(constant: Constant, { attributes, signature, token }: Signed): Uint8Array {
  const implicitAttributes = Uint8Array.from(attributes)
  implicitAttributes[0] = contextTag(0)
  const signerInfo = sequence(
    constant.signerHead,
    implicitAttributes,
    constant.signatureAlgorithm,
    octetString(signature),
    ...(token ? [element(contextTag(1), attribute(OID.signatureTimeStampToken, token))] : []),
  )
  return sequence(
    objectId(OID.signedData),
    element(contextTag(0), sequence(constant.head, element(TAG.set, signerInfo))),
  )
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(objectId(type), setOf(value))
}

/** ESSCertIDv2 with the default SHA-256 and the issuer's name and serial (RFC 5035, 4). */
function signingCertificateV2(der: Uint8Array, issuer: Uint8Array, serial: Uint8Array): Uint8Array {
  const hash = octetString(createHash('sha256').update(der).digest())
  const directoryName = element(contextTag(4), issuer)
  const issuerSerial = sequence(sequence(directoryName), serial)
  return sequence(sequence(sequence(hash, issuerSerial)))
}

/** NULL parameters for RSA PKCS#1 v1.5, full ones for PSS, none for ECDSA (RFC 4055, 3.1 and 5; RFC 5758, 3.2). */
function signatureAlgorithm(key: SigningKey): Uint8Array {
  const digest = DIGESTS[key.digest]
  switch (key.scheme) {
    case 'rsa-pkcs1':
      return sequence(objectId(digest.rsa), nullValue())
    case 'ecdsa':
      return sequence(objectId(digest.ecdsa))
    case 'rsa-pss': {
      const hash = sequence(objectId(digest.oid), nullValue())
      const mask = sequence(objectId(OID.mgf1), hash)
      const parameters = sequence(
        element(contextTag(0), hash),
        element(contextTag(1), mask),
        element(contextTag(2), integer(digest.length)),
      )
      return sequence(objectId(OID.rsassaPss), parameters)
    }
  }
}
