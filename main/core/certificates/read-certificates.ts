import { AppError } from '#contract'
import { DerError } from '../der/der-error.ts'
import { OID } from '../der/oids.ts'
import { childrenOf, type Element, encodingOf, fieldsOf, readWhole, unwrap } from '../der/read.ts'
import { contextTag, TAG } from '../der/tags.ts'
import { readOid } from '../der/values.ts'
import { type Certificate, readCertificate } from './certificate.ts'

const MAX_BYTES = 4 * 1024 * 1024
const MAX_CERTIFICATES = 500

/**
 * Reads the certificates of a file that a person hands in as trust anchors: PEM (one or a bundle), one DER certificate,
 * or PKCS#7 with certificates only (.p7b, PEM or DER). Private keys and anything else in a PEM bundle are skipped.
 *
 * @param bytes At most 4 MiB, at most 500 certificates.
 * @throws AppError `certificate-unreadable` (with the offset where it is known) where there is none or one is broken.
 */
export function readCertificates(bytes: Uint8Array): Certificate[] {
  if (bytes.length > MAX_BYTES) throw new AppError('certificate-unreadable', { offset: 0, size: bytes.length })
  const blocks = pemBlocks(bytes)
  const ders = (blocks.length > 0 ? blocks : [bytes]).flatMap(certificatesIn)
  if (ders.length === 0) throw new AppError('certificate-unreadable', { offset: 0 })
  if (ders.length > MAX_CERTIFICATES) throw new AppError('certificate-unreadable', { count: ders.length })
  return ders.map(readCertificate)
}

const PEM = /-----BEGIN (?:(?:X509 |TRUSTED )?CERTIFICATE|PKCS7|CMS)-----([A-Za-z0-9+/=\s]+)-----END/g

/** @see RFC 7468, 2 and 5. */
function pemBlocks(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (!text.includes('-----BEGIN')) return []
  return [...text.matchAll(PEM)].map(([, base64 = '']) => Buffer.from(base64, 'base64'))
}

function certificatesIn(der: Uint8Array): Uint8Array[] {
  try {
    const outer = readWhole(der)
    const [first] = childrenOf(outer)
    return first?.id === TAG.oid ? certificatesOfSignedData(outer) : [der]
  } catch (cause) {
    throw new AppError('certificate-unreadable', { offset: cause instanceof DerError ? cause.offset : 0 }, { cause })
  }
}

/** @see RFC 5652, 5.1: SignedData of which only the certificates matter. */
function certificatesOfSignedData(contentInfo: Element): Uint8Array[] {
  const outer = fieldsOf(contentInfo)
  const type = outer.take(TAG.oid)
  if (readOid(type) !== OID.signedData) throw new DerError('not SignedData', type.start)
  const fields = fieldsOf(unwrap(outer.take(contextTag(0))))
  fields.take(TAG.integer)
  fields.take(TAG.set)
  fields.take(TAG.sequence)
  const certificates = fields.takeIf(contextTag(0))
  return certificates
    ? childrenOf(certificates)
        .filter(({ id }) => id === TAG.sequence)
        .map(encodingOf)
    : []
}
