import { OID } from '../der/oids.ts'
import { childrenOf, contentOf, type Element, fieldsOf, readWhole } from '../der/read.ts'
import { contextPrimitive, TAG } from '../der/tags.ts'
import { readBoolean, readNamedBits, readOctets, readOid, readSmallInteger } from '../der/values.ts'

export type KeyUsage =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign'

/** RFC 5280, 4.2.1.3, in the order of the bits. */
const KEY_USAGES: readonly KeyUsage[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
]

export type Extensions = {
  /** Absent: the key may be used for anything. */
  keyUsage: ReadonlySet<KeyUsage> | undefined
  extendedKeyUsage: readonly string[] | undefined
  basicConstraints: { ca: boolean; pathLength: number | undefined } | undefined
  subjectKeyId: Uint8Array | undefined
  authorityKeyId: Uint8Array | undefined
  /** Critical extensions that nothing here understands: such a certificate must not be relied on (RFC 5280, 4.2). */
  unknownCritical: readonly string[]
  /** Every extension as it stands, by its type; the value is its DER. */
  all: ReadonlyMap<string, { readonly critical: boolean; readonly value: Uint8Array }>
}

/** Policies are not looked at: a bound on "any policy" and what a qualified certificate states of itself take nothing away here. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.basicConstraints,
  OID.subjectKeyIdentifier,
  OID.authorityKeyIdentifier,
  OID.certificatePolicies,
  OID.subjectAltName,
  OID.cRLDistributionPoints,
  OID.nameConstraints,
  OID.inhibitAnyPolicy,
  OID.qcStatements,
])

/** Those whose values are read with the certificate; the others when somebody asks for them. */
const READ_HERE: ReadonlySet<string> = new Set([
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.basicConstraints,
  OID.subjectKeyIdentifier,
  OID.authorityKeyIdentifier,
])

/** @param element The SEQUENCE of extensions; absent in a version 1 certificate. */
export function readExtensions(element: Element | undefined): Extensions {
  const values = new Map<string, Element>()
  const unknownCritical: string[] = []
  const all = new Map<string, { critical: boolean; value: Uint8Array }>()
  for (const extension of element === undefined ? [] : childrenOf(element)) {
    const fields = fieldsOf(extension)
    const type = readOid(fields.take(TAG.oid))
    const stated = fields.takeIf(TAG.boolean)
    const critical = stated !== undefined && readBoolean(stated)
    const value = readOctets(fields.take(TAG.octetString))
    all.set(type, { critical, value })
    if (READ_HERE.has(type)) values.set(type, readWhole(value))
    if (critical && !UNDERSTOOD.has(type)) unknownCritical.push(type)
  }
  const map = <T>(type: string, read: (value: Element) => T): T | undefined => {
    const value = values.get(type)
    return value && read(value)
  }
  return {
    keyUsage: map(OID.keyUsage, readKeyUsage),
    extendedKeyUsage: map(OID.extendedKeyUsage, (value) => childrenOf(value).map(readOid)),
    basicConstraints: map(OID.basicConstraints, readBasicConstraints),
    subjectKeyId: map(OID.subjectKeyIdentifier, contentOf),
    authorityKeyId: map(OID.authorityKeyIdentifier, readAuthorityKeyId),
    unknownCritical,
    all,
  }
}

function readKeyUsage(value: Element): ReadonlySet<KeyUsage> {
  const bits = readNamedBits(value)
  return new Set(KEY_USAGES.filter((_usage, bit) => bits.has(bit)))
}

function readBasicConstraints(value: Element): { ca: boolean; pathLength: number | undefined } {
  const fields = fieldsOf(value)
  const ca = fields.takeIf(TAG.boolean)
  const pathLength = fields.takeIf(TAG.integer)
  return { ca: ca !== undefined && readBoolean(ca), pathLength: pathLength && readSmallInteger(pathLength) }
}

function readAuthorityKeyId(value: Element): Uint8Array | undefined {
  const keyId = fieldsOf(value).takeIf(contextPrimitive(0))
  return keyId && contentOf(keyId)
}
