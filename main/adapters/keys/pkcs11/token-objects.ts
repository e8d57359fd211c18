import type { KeyObject } from 'node:crypto'
import { AppError } from '#contract'
import { type Certificate, readCertificate } from '#core/certificates/certificate'
import { CKA, CKO } from './constants.ts'
import type { Attribute, Cryptoki, Handle } from './cryptoki.ts'
import { type Layout, ulongs } from './layout.ts'
import { isSamePoint } from './mechanisms.ts'

/** A certificate object of a token. */
export type CertificateObject = { labels: string[]; id: Buffer; certificate: Certificate }

type Reader = { cryptoki: Cryptoki; layout: Layout; session: Handle }

const classIs = (layout: Layout, value: number): Attribute => ({ type: CKA.class, value: ulongs(layout, value) })

/** The X.509 certificates of a token; what cannot be read as one is left out, as other programs keep theirs there too. */
export function readCertificates({ cryptoki, layout, session }: Reader): CertificateObject[] {
  return cryptoki.find(session, [classIs(layout, CKO.certificate)]).flatMap((object) => {
    const [value, label, id] = cryptoki.read(session, object, [CKA.value, CKA.label, CKA.id])
    const certificate = value && certificateFrom(value)
    const own = { id: id ?? Buffer.alloc(0), labels: label ? [label.toString('utf8')] : [] }
    return certificate ? [{ ...own, certificate }] : []
  })
}

/** The same with the labels of their keys, as far as they can be seen without a PIN: people name keys by them. */
export function withKeyLabels(
  { cryptoki, layout, session }: Reader,
  certificates: readonly CertificateObject[],
): CertificateObject[] {
  const keys = cryptoki
    .find(session, [classIs(layout, CKO.publicKey)])
    .map((object) => cryptoki.read(session, object, [CKA.id, CKA.label]))
  return certificates.map((one) => {
    const ofKeys = keys.flatMap(([id, label]) => (label && id?.equals(one.id) ? [label.toString('utf8')] : []))
    return { ...one, labels: [...new Set([...one.labels, ...ofKeys])] }
  })
}

function certificateFrom(der: Buffer): Certificate | undefined {
  try {
    return readCertificate(der)
  } catch (cause) {
    if (cause instanceof AppError) return undefined
    throw cause
  }
}

type Candidate = { object: Handle; id: Buffer | undefined; modulus: Buffer | undefined }

/**
 * The private key of a certificate: the one with its CKA_ID, as the standard recommends, unless its public part says
 * otherwise; without such a one, the one with the certificate's public key. Labels prove nothing: two keys often have
 * the same.
 *
 * @returns undefined where the token has no key for this certificate.
 */
export function findPrivateKey(reader: Reader, { certificate, id }: CertificateObject): Handle | undefined {
  const { cryptoki, layout, session } = reader
  const candidates = cryptoki.find(session, [classIs(layout, CKO.privateKey)]).map((object): Candidate => {
    const [keyId, modulus] = cryptoki.read(session, object, [CKA.id, CKA.modulus])
    return { object, id: keyId, modulus }
  })
  const isRsa = certificate.publicKey.asymmetricKeyType === 'rsa'
  const fits = isRsa
    ? byModulus(candidates, modulusOf(certificate.publicKey))
    : byPoint(candidates, pointIds(reader, certificate.publicKey))
  const byId = (one: Candidate) => id.length > 0 && one.id !== undefined && one.id.equals(id)
  return (fits.proven.find(byId) ?? fits.proven[0] ?? fits.open.find(byId))?.object
}

/** `proven`: the key's public part is the certificate's; `open`: the token does not tell. */
type Fits = { proven: Candidate[]; open: Candidate[] }

function byModulus(candidates: readonly Candidate[], modulus: Buffer): Fits {
  return {
    proven: candidates.filter((one) => one.modulus && withoutZeros(one.modulus).equals(modulus)),
    open: candidates.filter((one) => one.modulus === undefined || one.modulus.length === 0),
  }
}

/** A private EC key does not carry its point; the public key object beside it, with the same CKA_ID, does. */
function byPoint(candidates: readonly Candidate[], { same, other }: { same: Buffer[]; other: Buffer[] }): Fits {
  const has = (ids: readonly Buffer[], { id }: Candidate) => id !== undefined && ids.some((one) => one.equals(id))
  return {
    proven: candidates.filter((one) => one.modulus === undefined && has(same, one)),
    open: candidates.filter((one) => one.modulus === undefined && !has(other, one)),
  }
}

/** CKA_IDs of the public keys with the certificate's point, and of those with another one. */
function pointIds({ cryptoki, layout, session }: Reader, publicKey: KeyObject): { same: Buffer[]; other: Buffer[] } {
  const point = pointOf(publicKey)
  const ids = { same: [] as Buffer[], other: [] as Buffer[] }
  for (const object of cryptoki.find(session, [classIs(layout, CKO.publicKey)])) {
    const [id, kept] = cryptoki.read(session, object, [CKA.id, CKA.ecPoint])
    if (id === undefined || id.length === 0 || kept === undefined) continue
    ids[isSamePoint(kept, point) ? 'same' : 'other'].push(id)
  }
  return ids
}

function modulusOf(publicKey: KeyObject): Buffer {
  return withoutZeros(Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url'))
}

/** The uncompressed point (SEC 1, 2.3.3). */
function pointOf(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return Buffer.concat([Uint8Array.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
}

function withoutZeros(value: Buffer): Buffer {
  const start = value.findIndex((octet) => octet !== 0)
  return start === -1 ? value.subarray(0, 0) : value.subarray(start)
}
