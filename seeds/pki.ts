import { createHash, generateKeyPair, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import { readCertificate } from '#core/certificates/certificate'
import { DEMO_AUTHORITY } from '#core/certificates/demo-authority'
import { OID } from '#core/der/oids'
import { contextPrimitive, contextTag, TAG } from '#core/der/tags'
import {
  bitString,
  booleanValue,
  element,
  integer,
  nullValue,
  objectId,
  octetString,
  sequence,
  setOf,
  time,
  utf8String,
} from '#core/der/write'

/** Every subject carries it: nobody may take a demo signature for a real one. */
export const DEMO_ORGANISATION = DEMO_AUTHORITY.organisation

const YEARS_OF_A_LEAF = 3
const YEARS_OF_AN_AUTHORITY = 20

/** Who a certificate is for, as data. Serial numbers are the caller's: 1 and 2 are the authorities'. */
export type LeafSpec = {
  serial: number
  commonName: string
  /** The agency, as organisational unit. */
  unit?: string
  /** Identifier of an agency, `MNS:…` as the government's certificates write it. */
  uid?: string
  notBefore: Date
  /** Three years after `notBefore` if absent. */
  notAfter?: Date
  /** RSA-2048 signs through PKCS#12; P-256 keys cost next to nothing and serve people who never sign. */
  key: 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'p-256' | 'p-384'
  /** A responder `-to-be-asked-about` lacks the mark that it need not be (RFC 6960, 4.2.2.2.1). */
  purpose?: 'signatures' | 'encryption' | 'time-stamping' | 'ocsp-signing' | 'ocsp-signing-to-be-asked-about'
  services?: ServiceUrls
}

/** Where status and issuer of a certificate can be had; written into it. */
export type ServiceUrls = { ocsp?: string; issuer?: string; crl?: string }

export type AuthoritySpec = Pick<LeafSpec, 'serial' | 'commonName' | 'services'> & {
  /** Authorities that may stand below it. */
  pathLength: number
}

export type Issued = { certificate: Uint8Array; privateKey: KeyObject }

export type Pki = {
  root: Issued
  issuing: Issued
  /** Issued by the issuing authority. */
  issue: (spec: LeafSpec) => Promise<Issued>
}

/** Lasts until a leaf of 2027 has run out. */
const AUTHORITIES_SINCE = new Date('2015-01-01T00:00:00Z')

/**
 * Makes a root and an issuing authority with fresh RSA keys; nothing of them is ever stored.
 *
 * @param tiers How many authorities the root allows in a row, itself included: 3 leave room for a policy authority.
 * @param demo Names them as the demo office's, which no other office trusts.
 */
export async function createPki({ tiers = 2, demo = false }: { tiers?: 2 | 3; demo?: boolean } = {}): Promise<Pki> {
  const [rootKeys, issuingKeys] = await Promise.all([makeKeys('rsa-2048'), makeKeys('rsa-2048')])
  const rootName = nameOf({ commonName: demo ? DEMO_AUTHORITY.root : 'CA gốc mô phỏng' })
  const issuingName = nameOf({ commonName: demo ? DEMO_AUTHORITY.issuing : 'CA cấp phát mô phỏng' })
  const validity = { notBefore: AUTHORITIES_SINCE, notAfter: addYears(AUTHORITIES_SINCE, YEARS_OF_AN_AUTHORITY) }
  const rootIssuer = { name: rootName, ...rootKeys }
  const root = await certify(rootIssuer, {
    ...validity,
    serial: 1,
    subject: rootName,
    publicKey: rootKeys.publicKey,
    extensions: authorityExtensions(tiers - 1),
  })
  const issuing = await certify(rootIssuer, {
    ...validity,
    serial: 2,
    subject: issuingName,
    publicKey: issuingKeys.publicKey,
    extensions: authorityExtensions(0),
  })
  return {
    root: { certificate: root, privateKey: rootKeys.privateKey },
    issuing: { certificate: issuing, privateKey: issuingKeys.privateKey },
    issue: (spec) => issueUnder({ certificate: issuing, privateKey: issuingKeys.privateKey }, spec),
  }
}

/** An authority under another one: a policy authority under the root, an issuing one under that. */
export async function issueAuthority(
  { certificate: issuerCertificate, privateKey }: Issued,
  { serial, commonName, pathLength, services }: AuthoritySpec,
): Promise<Issued> {
  const { subject, publicKey } = readCertificate(issuerCertificate)
  const keys = await makeKeys('rsa-2048')
  const certificate = await certify(
    { name: subject.der, publicKey, privateKey },
    {
      serial,
      subject: nameOf({ commonName }),
      notBefore: AUTHORITIES_SINCE,
      notAfter: addYears(AUTHORITIES_SINCE, YEARS_OF_AN_AUTHORITY),
      publicKey: keys.publicKey,
      extensions: [...authorityExtensions(pathLength), ...serviceExtensions(services)],
    },
  )
  return { certificate, privateKey: keys.privateKey }
}

type KeyPair = { publicKey: KeyObject; privateKey: KeyObject }
type Issuer = KeyPair & { name: Uint8Array }

/** A leaf signed by any key: by an authority, or by one that is none, for tests of chain building. */
export async function issueUnder(
  { certificate: issuerCertificate, privateKey }: Issued,
  spec: LeafSpec,
): Promise<Issued> {
  const { subject, publicKey } = readCertificate(issuerCertificate)
  const issuer: Issuer = { name: subject.der, publicKey, privateKey }
  const keys = await makeKeys(spec.key)
  const certificate = await certify(issuer, {
    serial: spec.serial,
    subject: nameOf(spec),
    notBefore: spec.notBefore,
    notAfter: spec.notAfter ?? addYears(spec.notBefore, YEARS_OF_A_LEAF),
    publicKey: keys.publicKey,
    extensions: [...LEAF_EXTENSIONS[spec.purpose ?? 'signatures'], ...serviceExtensions(spec.services)],
  })
  return { certificate, privateKey: keys.privateKey }
}

const generate = {
  rsa: (bits: number) => promisify(generateKeyPair)('rsa', { modulusLength: bits }),
  ec: (namedCurve: string) => promisify(generateKeyPair)('ec', { namedCurve }),
}

function makeKeys(kind: LeafSpec['key']): Promise<KeyPair> {
  if (kind === 'p-256' || kind === 'p-384') return generate.ec(kind.toUpperCase())
  return generate.rsa(Number(kind.slice('rsa-'.length)))
}

function addYears(date: Date, years: number): Date {
  const later = new Date(date)
  later.setUTCFullYear(later.getUTCFullYear() + years)
  return later
}

function nameOf({ commonName, unit, uid }: Pick<LeafSpec, 'commonName' | 'unit' | 'uid'>): Uint8Array {
  const attribute = (type: string, value: Uint8Array) => setOf(sequence(objectId(type), value))
  return sequence(
    attribute(OID.country, element(TAG.printableString, Buffer.from('VN'))),
    attribute(OID.organization, utf8String(DEMO_ORGANISATION)),
    ...(unit === undefined ? [] : [attribute(OID.organizationalUnit, utf8String(unit))]),
    attribute(OID.commonName, utf8String(commonName)),
    ...(uid === undefined ? [] : [attribute(OID.userId, utf8String(uid))]),
  )
}

function extension(type: string, critical: boolean, value: Uint8Array): Uint8Array {
  return sequence(objectId(type), ...(critical ? [booleanValue(true)] : []), octetString(value))
}

/** Named bits of key usage, with the number of unused bits in the last octet (RFC 5280, 4.2.1.3). */
const KEY_USAGE = {
  signatures: bitString(Uint8Array.of(0b1100_0000), 6),
  encryption: bitString(Uint8Array.of(0b0010_0000), 5),
  authorities: bitString(Uint8Array.of(0b0000_0110), 1),
}

function authorityExtensions(pathLength: number): Uint8Array[] {
  return [
    extension(OID.basicConstraints, true, sequence(booleanValue(true), integer(pathLength))),
    extension(OID.keyUsage, true, KEY_USAGE.authorities),
  ]
}

/** Authority information access and CRL distribution point (RFC 5280, 4.2.2.1 and 4.2.1.13). */
function serviceExtensions({ ocsp, issuer, crl }: ServiceUrls = {}): Uint8Array[] {
  const uri = (url: string) => element(contextPrimitive(6), Buffer.from(url, 'latin1'))
  const access = [
    ...(ocsp === undefined ? [] : [sequence(objectId(OID.accessOcsp), uri(ocsp))]),
    ...(issuer === undefined ? [] : [sequence(objectId(OID.accessCaIssuers), uri(issuer))]),
  ]
  const point = (url: string) => sequence(element(contextTag(0), element(contextTag(0), uri(url))))
  return [
    ...(access.length > 0 ? [extension(OID.authorityInfoAccess, false, sequence(...access))] : []),
    ...(crl === undefined ? [] : [extension(OID.cRLDistributionPoints, false, sequence(point(crl)))]),
  ]
}

const NOT_AN_AUTHORITY = extension(OID.basicConstraints, true, sequence())

const FOR_OCSP = [
  NOT_AN_AUTHORITY,
  extension(OID.keyUsage, true, KEY_USAGE.signatures),
  extension(OID.extendedKeyUsage, false, sequence(objectId(OID.ocspSigning))),
]

const LEAF_EXTENSIONS: Readonly<Record<NonNullable<LeafSpec['purpose']>, readonly Uint8Array[]>> = {
  signatures: [
    NOT_AN_AUTHORITY,
    extension(OID.keyUsage, true, KEY_USAGE.signatures),
    extension(OID.extendedKeyUsage, false, sequence(objectId(OID.clientAuth), objectId(OID.emailProtection))),
  ],
  encryption: [NOT_AN_AUTHORITY, extension(OID.keyUsage, true, KEY_USAGE.encryption)],
  'time-stamping': [
    NOT_AN_AUTHORITY,
    extension(OID.keyUsage, true, KEY_USAGE.signatures),
    extension(OID.extendedKeyUsage, true, sequence(objectId(OID.timeStamping))),
  ],
  'ocsp-signing': [...FOR_OCSP, extension(OID.ocspNoCheck, false, nullValue())],
  'ocsp-signing-to-be-asked-about': FOR_OCSP,
}

const SHA256_WITH_RSA = sequence(objectId(OID.sha256WithRsa), nullValue())
const signAsync = promisify<string, Uint8Array, KeyObject, Buffer>(sign)

/** A version 3 certificate, signed by `issuer` (RFC 5280, 4.1). */
async function certify(
  issuer: Issuer,
  about: {
    serial: number
    subject: Uint8Array
    notBefore: Date
    notAfter: Date
    publicKey: KeyObject
    extensions: readonly Uint8Array[]
  },
): Promise<Uint8Array> {
  const spki = about.publicKey.export({ type: 'spki', format: 'der' })
  const authorityKeyId = element(contextPrimitive(0), keyIdentifier(issuer.publicKey))
  const extensions = sequence(
    ...about.extensions,
    extension(OID.subjectKeyIdentifier, false, octetString(keyIdentifier(about.publicKey))),
    extension(OID.authorityKeyIdentifier, false, sequence(authorityKeyId)),
  )
  const data = sequence(
    element(contextTag(0), integer(2)),
    integer(about.serial),
    SHA256_WITH_RSA,
    issuer.name,
    sequence(time(about.notBefore), time(about.notAfter)),
    about.subject,
    spki,
    element(contextTag(3), extensions),
  )
  return sequence(data, SHA256_WITH_RSA, bitString(await signAsync('sha256', data, issuer.privateKey)))
}

/** SHA-1 of the SubjectPublicKeyInfo: a name for the key, nothing is secured by this hash (RFC 7093, 2, method 4). */
function keyIdentifier(publicKey: KeyObject): Uint8Array {
  return createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest()
}
