import { TAG } from './tags.ts'

/** One element in definite-length form: identifier, shortest length, the parts one after another (X.690, 10.1). */
export function element(id: number, ...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const head = header(id, length)
  // Every byte of it is written below.
  const encoded = Buffer.allocUnsafe(head.length + length)
  encoded.set(head)
  let at = head.length
  for (const part of parts) {
    encoded.set(part, at)
    at += part.length
  }
  return encoded
}

function header(id: number, length: number): number[] {
  if (length < 0x80) return [id, length]
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return [id, 0x80 | bytes.length, ...bytes]
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => element(TAG.sequence, ...parts)

/** A SET OF in the order DER demands: by encoding, shorter ones padded with zeros (X.690, 11.6). */
export function setOf(...parts: readonly Uint8Array[]): Uint8Array {
  return element(TAG.set, ...[...parts].sort((a, b) => Buffer.compare(a, b)))
}

export const octetString = (bytes: Uint8Array): Uint8Array => element(TAG.octetString, bytes)

export const bitString = (bytes: Uint8Array, unusedBits = 0): Uint8Array =>
  element(TAG.bitString, Uint8Array.of(unusedBits), bytes)

export const nullValue = (): Uint8Array => element(TAG.null)

export const booleanValue = (value: boolean): Uint8Array => element(TAG.boolean, Uint8Array.of(value ? 0xff : 0))

export const utf8String = (text: string): Uint8Array => element(TAG.utf8String, Buffer.from(text, 'utf8'))

/** A non-negative INTEGER from its value or its big-endian octets. */
export function integer(value: number | Uint8Array): Uint8Array {
  const hex = typeof value === 'number' ? value.toString(16) : Buffer.from(value).toString('hex')
  const digits = hex.replace(/^0+(?=.)/, '')
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex')
  return (bytes[0] ?? 0) > 0x7f ? element(TAG.integer, Uint8Array.of(0), bytes) : element(TAG.integer, bytes)
}

const objectIds = new Map<string, Uint8Array>()
/** What files say is written too: only so many are remembered. */
const REMEMBERED = 256

/** OBJECT IDENTIFIER from its dotted form (X.690, 8.19). */
export function objectId(dotted: string): Uint8Array {
  const known = objectIds.get(dotted)
  if (known) return known
  const written = encodeObjectId(dotted)
  if (objectIds.size < REMEMBERED) objectIds.set(dotted, written)
  return written
}

function encodeObjectId(dotted: string): Uint8Array {
  const [root = 0, second = 0, ...arcs] = dotted.split('.').map(Number)
  const bytes: number[] = []
  for (const arc of [root * 40 + second, ...arcs]) {
    const septets = [arc % 128]
    for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) septets.unshift(0x80 | (rest % 128))
    bytes.push(...septets)
  }
  return element(TAG.oid, Uint8Array.from(bytes))
}

/** UTCTime to 2049, GeneralizedTime after it (RFC 5280, 4.1.2.5). */
export function time(instant: Date): Uint8Array {
  const digits = instant.toISOString().replace(/[-:T]|\.\d{3}/g, '')
  return instant.getUTCFullYear() < 2050
    ? element(TAG.utcTime, Buffer.from(digits.slice(2), 'latin1'))
    : element(TAG.generalizedTime, Buffer.from(digits, 'latin1'))
}
