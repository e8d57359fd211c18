import { DerError } from './der-error.ts'
import { childrenOf, contentOf, type Element, requireId } from './read.ts'
import { TAG } from './tags.ts'

const MAX_OID_ARCS = 32
const MAX_OID_BYTES = 256
/** Segments of segments: BER allows them, nobody writes more than one level. */
const MAX_SEGMENT_DEPTH = 8

/** Dotted form of an OBJECT IDENTIFIER (X.690, 8.19). */
export function readOid(element: Element): string {
  requireId(element, TAG.oid)
  const arcs: number[] = []
  let value = 0
  if (element.contentEnd - element.contentStart > MAX_OID_BYTES)
    throw new DerError('object identifier is too large', element.start)
  for (const byte of contentOf(element)) {
    value = value * 128 + (byte & 0x7f)
    if (value > Number.MAX_SAFE_INTEGER / 128) throw new DerError('object identifier is too large', element.start)
    if ((byte & 0x80) !== 0) continue
    if (arcs.length === 0) {
      const root = Math.min(Math.floor(value / 40), 2)
      arcs.push(root, value - root * 40)
    } else arcs.push(value)
    value = 0
  }
  if (arcs.length < 2 || arcs.length > MAX_OID_ARCS) throw new DerError('object identifier is malformed', element.start)
  return arcs.join('.')
}

export function readBoolean(element: Element): boolean {
  requireId(element, TAG.boolean)
  return contentOf(element)[0] !== 0
}

/** A small non-negative INTEGER: a version, a length. */
export function readSmallInteger(element: Element): number {
  requireId(element, TAG.integer)
  const bytes = contentOf(element)
  if (bytes.length === 0 || bytes.length > 4 || (bytes[0] ?? 0) > 0x7f) {
    throw new DerError('number is out of range', element.start)
  }
  return bytes.reduce((value, byte) => value * 256 + byte, 0)
}

/** Upper-case hexadecimal of an INTEGER, without the leading zero octet of its sign: how serial numbers are shown. */
export function readIntegerHex(element: Element): string {
  requireId(element, TAG.integer)
  const bytes = contentOf(element)
  const significant = bytes.length > 1 && bytes[0] === 0 ? bytes.subarray(1) : bytes
  return Buffer.from(significant).toString('hex').toUpperCase()
}

/** An OCTET STRING; the segmented form of BER is joined. */
export function readOctets(element: Element): Uint8Array {
  return joinSegments(element, 0)
}

function joinSegments(element: Element, depth: number): Uint8Array {
  if (element.id === TAG.octetString) return contentOf(element)
  requireId(element, TAG.octetString | TAG.constructed)
  if (depth > MAX_SEGMENT_DEPTH) throw new DerError('nested too deeply', element.start)
  return Buffer.concat(childrenOf(element).map((segment) => joinSegments(segment, depth + 1)))
}

/** A BIT STRING of whole octets: a signature, a key. */
export function readBits(element: Element): Uint8Array {
  requireId(element, TAG.bitString)
  const bytes = contentOf(element)
  if (bytes.length === 0 || bytes[0] !== 0) throw new DerError('bits are not whole octets', element.start)
  return bytes.subarray(1)
}

/** The numbers of the bits that are set, of a named bit list (key usage). */
export function readNamedBits(element: Element): Set<number> {
  requireId(element, TAG.bitString)
  const bits = new Set<number>()
  for (const [index, byte] of contentOf(element).subarray(1).entries()) {
    for (let bit = 0; bit < 8; bit++) if ((byte & (0x80 >> bit)) !== 0) bits.add(index * 8 + bit)
  }
  return bits
}

const TIMES: Readonly<Record<number, RegExp>> = {
  [TAG.utcTime]: /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/,
  [TAG.generalizedTime]: /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{1,9}))?Z$/,
}

/**
 * UTCTime or GeneralizedTime as an instant; two-digit years are 1950 to 2049.
 *
 * @see RFC 5280, 4.1.2.5; RFC 3161, 2.4.2 (fractions of a second).
 */
export function readTime(element: Element): Date {
  const match = TIMES[element.id]?.exec(Buffer.from(contentOf(element)).toString('latin1'))
  if (!match) throw new DerError('time is malformed', element.start)
  const [, year = '', month, day, hour, minute, second, fraction = ''] = match
  const ms = fraction.slice(0, 3).padEnd(3, '0')
  const instant = new Date(`${fullYear(year)}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
  if (Number.isNaN(instant.getTime())) throw new DerError('time does not exist', element.start)
  return instant
}

function fullYear(year: string): string {
  if (year.length === 4) return year
  return Number(year) < 50 ? `20${year}` : `19${year}`
}

/** Text of any of the string types that names are written in; other types give an empty text. */
export function readText(element: Element): string {
  const bytes = Buffer.from(contentOf(element))
  switch (element.id) {
    case TAG.utf8String:
      return bytes.toString('utf8')
    case TAG.bmpString:
      return bytes.length % 2 === 0 ? Buffer.from(bytes).swap16().toString('utf16le') : ''
    case TAG.printableString:
    case TAG.teletexString:
    case TAG.ia5String:
      return bytes.toString('latin1')
    default:
      return ''
  }
}
