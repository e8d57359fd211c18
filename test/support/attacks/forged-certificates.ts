import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { readCertificate } from '#core/certificates/certificate'
import { OID } from '#core/der/oids'
import { contextTag, TAG } from '#core/der/tags'
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
import type { Issued } from '#seeds/pki'

const RSA = sequence(objectId(OID.sha256WithRsa), nullValue())
const ECDSA = sequence(objectId(OID.ecdsaWithSha256))

/** Signs as a key does, with its AlgorithmIdentifier. */
export function signedBy({ privateKey }: Pick<Issued, 'privateKey'>, data: Uint8Array) {
  const algorithm = privateKey.asymmetricKeyType === 'ec' ? ECDSA : RSA
  return { algorithm, value: sign('sha256', data, privateKey) }
}

export const algorithmOf = ({ privateKey }: Pick<Issued, 'privateKey'>): Uint8Array =>
  privateKey.asymmetricKeyType === 'ec' ? ECDSA : RSA

export const extension = (type: string, value: Uint8Array, critical = true): Uint8Array =>
  sequence(objectId(type), ...(critical ? [booleanValue(true)] : []), octetString(value))

/** Extensions as authorities write them, each to be left out or written otherwise. */
export const EXT = {
  leaf: extension(OID.basicConstraints, sequence()),
  authority: (pathLength?: number) =>
    extension(
      OID.basicConstraints,
      sequence(booleanValue(true), ...(pathLength === undefined ? [] : [integer(pathLength)])),
    ),
  certSign: extension(OID.keyUsage, bitString(Uint8Array.of(0b0000_0110), 1)),
  signing: extension(OID.keyUsage, bitString(Uint8Array.of(0b1100_0000), 6)),
  agreement: extension(OID.keyUsage, bitString(Uint8Array.of(0b0000_1000), 3)),
  purposes: (oids: readonly string[], critical = false) =>
    extension(OID.extendedKeyUsage, sequence(...oids.map(objectId)), critical),
  unknown: extension('1.2.3.4.5.6', octetString(Uint8Array.of(1))),
  /** No name but those below C=XX. */
  names: (critical = true) =>
    extension(
      OID.nameConstraints,
      sequence(element(contextTag(0), sequence(element(contextTag(4), nameOf('x', 'XX'))))),
      critical,
    ),
}

export const nameOf = (commonName: string, country = 'VN'): Uint8Array =>
  sequence(
    setOf(sequence(objectId(OID.country), element(TAG.printableString, Buffer.from(country)))),
    setOf(sequence(objectId(OID.commonName), utf8String(commonName))),
  )

export type ForgedSpec = {
  subject?: Uint8Array
  issuerName?: Uint8Array
  serial?: number
  extensions: readonly Uint8Array[]
  keys?: { publicKey: KeyObject; privateKey: KeyObject }
  from?: Date
  until?: Date
}

export const ecKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** A certificate as no authority would issue it, rightly signed by `issuer`. */
export function forge(issuer: Issued, spec: ForgedSpec): Issued {
  const { keys = ecKeys(), serial = 4242, subject = nameOf('Phạm Văn Đường Cong') } = spec
  const { from = new Date('2025-01-01T00:00:00Z'), until = new Date('2028-01-01T00:00:00Z') } = spec
  const data = sequence(
    element(contextTag(0), integer(2)),
    integer(serial),
    algorithmOf(issuer),
    spec.issuerName ?? readCertificate(issuer.certificate).subject.der,
    sequence(time(from), time(until)),
    subject,
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    ...(spec.extensions.length > 0 ? [element(contextTag(3), sequence(...spec.extensions))] : []),
  )
  const { algorithm, value } = signedBy(issuer, data)
  return { certificate: sequence(data, algorithm, bitString(value)), privateKey: keys.privateKey }
}

/** One that signs itself. */
export function selfSigned(spec: ForgedSpec & { subject: Uint8Array }): Issued {
  const keys = spec.keys ?? ecKeys()
  const own = { certificate: new Uint8Array(0), privateKey: keys.privateKey }
  return forge(own, { ...spec, keys, issuerName: spec.subject })
}
