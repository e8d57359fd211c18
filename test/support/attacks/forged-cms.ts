import { createHash } from 'node:crypto'
import { readCertificate } from '#core/certificates/certificate'
import { OID } from '#core/der/oids'
import { contextTag } from '#core/der/tags'
import { element, integer, objectId, octetString, sequence, setOf } from '#core/der/write'
import type { Issued } from '#seeds/pki'
import { partsOfLastSignature } from '#test/support/signed-parts'
import { algorithmOf, signedBy } from './forged-certificates.ts'

export type CmsSpec = {
  signer: Issued
  /** Certificates inside, beside the signer’s. */
  chain: readonly Uint8Array[]
  /** All of them, where the signer’s is not to be the first. */
  certificates?: readonly Uint8Array[]
  digest?: 'sha256' | 'sha1' | 'md5' | 'sha512'
  digestOid?: string
  /** Certificate that the signed attribute names; null for none. */
  named?: Uint8Array | null
  /** Certificate that the SignerInfo names. */
  identified?: Uint8Array
  contentType?: string
  /** Content inside. */
  enclosed?: Uint8Array
  version?: number
  /** Digest algorithms that are announced. */
  announced?: readonly string[]
  signatureAlgorithm?: Uint8Array
  attributes?: (usual: readonly Uint8Array[]) => readonly Uint8Array[]
  /** The signed attributes as they are written, once they are signed. */
  written?: (attributes: Uint8Array) => Uint8Array
  sign?: (attributes: Uint8Array) => Uint8Array
  unsigned?: readonly Uint8Array[]
  signers?: (one: Uint8Array) => readonly Uint8Array[]
  whole?: (der: Uint8Array) => Uint8Array
}

export const attribute = (type: string, ...values: readonly Uint8Array[]): Uint8Array =>
  sequence(objectId(type), setOf(...values))

export const hash = (name: string, bytes: Uint8Array): Buffer => createHash(name).update(bytes).digest()

const DIGEST_OIDS = { sha256: OID.sha256, sha1: OID.sha1, md5: OID.md5, sha512: OID.sha512 } as const

/** A SignedData over `content`, right in all but what the specification says. */
export function cmsOver(content: Uint8Array, spec: CmsSpec): Uint8Array {
  const { contentType = OID.data, version = 1 } = spec
  const signer = signerInfo(content, spec)
  const announced = spec.announced?.map((oid) => sequence(objectId(oid))) ?? [digestAlgorithm(spec)]
  const enclosed = spec.enclosed ? [element(contextTag(0), octetString(spec.enclosed))] : []
  const signedData = sequence(
    integer(version),
    setOf(...announced),
    sequence(objectId(contentType), ...enclosed),
    element(contextTag(0), ...(spec.certificates ?? [spec.signer.certificate, ...spec.chain])),
    setOf(...(spec.signers?.(signer) ?? [signer])),
  )
  const der = sequence(objectId(OID.signedData), element(contextTag(0), signedData))
  return spec.whole?.(der) ?? der
}

const digestAlgorithm = ({ digest = 'sha256', digestOid }: CmsSpec): Uint8Array =>
  sequence(objectId(digestOid ?? DIGEST_OIDS[digest]))

function attributesOf(content: Uint8Array, spec: CmsSpec): Uint8Array {
  const { digest = 'sha256', contentType = OID.data, named = spec.signer.certificate } = spec
  const usual = [
    attribute(OID.contentType, objectId(contentType)),
    attribute(OID.messageDigest, octetString(hash(digest, content))),
  ]
  const naming = named && sequence(sequence(sequence(octetString(hash('sha256', named)))))
  const all = naming ? [...usual, attribute(OID.signingCertificateV2, naming)] : usual
  return setOf(...(spec.attributes?.(all) ?? all))
}

function signerInfo(content: Uint8Array, spec: CmsSpec): Uint8Array {
  const identity = readCertificate(spec.identified ?? spec.signer.certificate)
  const attributes = attributesOf(content, spec)
  const implicit = Uint8Array.from(spec.written?.(attributes) ?? attributes)
  implicit[0] = contextTag(0)
  return sequence(
    integer(1),
    sequence(identity.issuer.der, identity.serial),
    digestAlgorithm(spec),
    implicit,
    spec.signatureAlgorithm ?? algorithmOf(spec.signer),
    octetString(spec.sign?.(attributes) ?? signedBy(spec.signer, attributes).value),
    ...(spec.unsigned ? [element(contextTag(1), ...spec.unsigned)] : []),
  )
}

/** Puts another CMS into the room of the last signature, over the same bytes. */
export function withCms(file: Buffer, make: (content: Buffer) => Uint8Array): Buffer {
  const { content, gap } = partsOfLastSignature(file)
  const room = gap.end - gap.start - 2
  const hex = Buffer.from(make(content)).toString('hex')
  if (hex.length > room) throw new Error('no room for this CMS')
  const changed = Buffer.from(file)
  changed.write(hex.padEnd(room, '0'), gap.start + 1, 'latin1')
  return changed
}
