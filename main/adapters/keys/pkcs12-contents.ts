import { createHmac, timingSafeEqual } from 'node:crypto'
import { DerError } from '#core/der/der-error'
import { OID } from '#core/der/oids'
import { childrenOf, type Element, encodingOf, fieldsOf, readElement, readWhole, unwrap } from '#core/der/read'
import { contextPrimitive, contextTag, TAG } from '#core/der/tags'
import { readOctets, readOid } from '#core/der/values'
import {
  bmpPassword,
  decrypt,
  derivePkcs12,
  type Opening,
  readIterations,
  UnsupportedPkcs12Error,
} from './pkcs12-ciphers.ts'

/** The file is well formed, but the password does not open it. */
export class WrongPasswordError extends Error {}

/** What a PKCS#12 file holds: keys as PKCS#8 DER, certificates as DER, in the order of the file. */
export type Pkcs12Contents = { keys: Uint8Array[]; certificates: Uint8Array[] }

const ENCRYPTED_DATA = '1.2.840.113549.1.7.6'
const KEY_BAG = '1.2.840.113549.1.12.10.1.1'
const SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2'
const CERTIFICATE_BAG = '1.2.840.113549.1.12.10.1.3'
const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1'
/** ContentInfos and bags together. */
const MAX_PARTS = 100

const MAC_DIGESTS: Readonly<Record<string, { name: string; length: number }>> = {
  [OID.sha1]: { name: 'sha1', length: 20 },
  [OID.sha224]: { name: 'sha224', length: 28 },
  [OID.sha256]: { name: 'sha256', length: 32 },
  [OID.sha384]: { name: 'sha384', length: 48 },
  [OID.sha512]: { name: 'sha512', length: 64 },
}

/**
 * Opens a PKCS#12 file in password integrity mode.
 *
 * @throws WrongPasswordError, UnsupportedPkcs12Error; DerError with the offset where the file is no PKCS#12.
 * @see RFC 7292, 4.
 */
export async function readPkcs12(data: Uint8Array, password: string): Promise<Pkcs12Contents> {
  const pfx = fieldsOf(readElement(data))
  pfx.take(TAG.integer)
  const authSafe = fieldsOf(pfx.take(TAG.sequence))
  const type = authSafe.take(TAG.oid)
  if (readOid(type) !== OID.data) throw new UnsupportedPkcs12Error('public-key integrity mode')
  const content = readOctets(unwrap(authSafe.take(contextTag(0))))
  const mac = pfx.takeIf(TAG.sequence)
  const opening: Opening = { password, iterations: 0 }
  if (mac) await requireMac(mac, content, opening)

  const contents: Pkcs12Contents = { keys: [], certificates: [] }
  const counted = counter()
  for (const contentInfo of counted(childrenOf(readWhole(content)))) {
    const bags = childrenOf(readElement(await openContent(contentInfo, opening)))
    for (const bag of counted(bags)) await readBag(bag, opening, contents)
  }
  return contents
}

/** Lets the parts of a file pass up to a limit, whatever they hold: an empty part costs a derivation too. */
function counter(): (parts: Iterable<Element>) => Iterable<Element> {
  let count = 0
  return function* counted(parts) {
    for (const part of parts) {
      count += 1
      if (count > MAX_PARTS) throw new DerError('too many parts', part.start)
      yield part
    }
  }
}

async function requireMac(macData: Element, content: Uint8Array, opening: Opening): Promise<void> {
  const fields = fieldsOf(macData)
  const digestInfo = fieldsOf(fields.take(TAG.sequence))
  const oid = readOid(fieldsOf(digestInfo.take(TAG.sequence)).take(TAG.oid))
  const expected = readOctets(digestInfo.take(TAG.octetString))
  const salt = readOctets(fields.take(TAG.octetString))
  const count = fields.takeIf(TAG.integer)
  const iterations = count ? readIterations(count, opening) : 1
  const digest = Object.hasOwn(MAC_DIGESTS, oid) ? MAC_DIGESTS[oid] : undefined
  if (digest === undefined) throw new UnsupportedPkcs12Error(oid)

  const { password } = opening
  // An empty password is hashed as nothing by some programs, as two zero octets by others.
  const forms = password === '' ? [bmpPassword(''), new Uint8Array(0)] : [bmpPassword(password)]
  for (const form of forms) {
    const how = { password: form, salt, iterations, digest: digest.name, purpose: 3 as const, length: digest.length }
    const mac = createHmac(digest.name, await derivePkcs12(how))
      .update(content)
      .digest()
    if (mac.length === expected.length && timingSafeEqual(mac, expected)) return
  }
  throw new WrongPasswordError()
}

async function openContent(contentInfo: Element, opening: Opening): Promise<Uint8Array> {
  const fields = fieldsOf(contentInfo)
  const type = readOid(fields.take(TAG.oid))
  const content = unwrap(fields.take(contextTag(0)))
  if (type === OID.data) return readOctets(content)
  if (type !== ENCRYPTED_DATA) throw new UnsupportedPkcs12Error(type)

  const encryptedData = fieldsOf(content)
  encryptedData.take(TAG.integer)
  const info = fieldsOf(encryptedData.take(TAG.sequence))
  info.take(TAG.oid)
  const algorithm = info.take(TAG.sequence)
  return decryptOrRefuse(algorithm, readImplicitOctets(info.take()), opening)
}

/** `[0] IMPLICIT OCTET STRING`, whole or in segments. */
function readImplicitOctets(element: Element): Uint8Array {
  if (element.id === contextPrimitive(0)) return element.source.subarray(element.contentStart, element.contentEnd)
  return Buffer.concat(childrenOf(element).map(readOctets))
}

async function readBag(bag: Element, opening: Opening, contents: Pkcs12Contents): Promise<void> {
  const fields = fieldsOf(bag)
  const type = readOid(fields.take(TAG.oid))
  const value = unwrap(fields.take(contextTag(0)))
  if (type === KEY_BAG) contents.keys.push(encodingOf(value))
  if (type === SHROUDED_KEY_BAG) {
    const encrypted = fieldsOf(value)
    const algorithm = encrypted.take(TAG.sequence)
    contents.keys.push(await decryptOrRefuse(algorithm, readOctets(encrypted.take(TAG.octetString)), opening))
  }
  if (type === CERTIFICATE_BAG) {
    const certificate = fieldsOf(value)
    if (readOid(certificate.take(TAG.oid)) !== X509_CERTIFICATE) return
    contents.certificates.push(readOctets(unwrap(certificate.take(contextTag(0)))))
  }
}

async function decryptOrRefuse(algorithm: Element, encrypted: Uint8Array, opening: Opening): Promise<Uint8Array> {
  const plain = await decrypt(algorithm, encrypted, opening).catch((cause: unknown) => {
    if (cause instanceof UnsupportedPkcs12Error || cause instanceof DerError) throw cause
    throw wrongPassword(cause)
  })
  try {
    readElement(plain)
  } catch (cause) {
    throw wrongPassword(cause)
  }
  return plain
}

const wrongPassword = (cause: unknown) => new WrongPasswordError('what the password protects does not open', { cause })
