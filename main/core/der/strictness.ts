import { type Element, readElement } from './read.ts'
import { TAG } from './tags.ts'

/** Strings that DER writes in one piece (X.690, 10.2). */
const IN_ONE_PIECE: ReadonlySet<number> = new Set([
  TAG.octetString | TAG.constructed,
  TAG.bitString | TAG.constructed,
  TAG.utf8String | TAG.constructed,
  TAG.printableString | TAG.constructed,
])

/** Deeper than anything that is signed. */
const MAX_DEPTH = 60

/**
 * Whether an element and all in it is written as DER wants it: definite lengths in their shortest form, strings in one
 * piece, TRUE as 0xFF. The order of sets is not looked at here.
 *
 * @throws DerError where it is not even BER.
 * @see ITU-T X.690, 10 and 11.1.
 */
export function isDerThroughout(element: Element, depth = 0): boolean {
  const { source, id, start, contentStart, contentEnd } = element
  const length = contentEnd - contentStart
  if (!isShortest(source, start + 1, length) || IN_ONE_PIECE.has(id)) return false
  if (id === TAG.boolean) return length === 1 && isPlainBoolean(source[contentStart])
  if ((id & TAG.constructed) === 0) return true
  if (depth > MAX_DEPTH) return false
  for (let at = contentStart; at < contentEnd; ) {
    const child = readElement(source, at, contentEnd)
    if (!isDerThroughout(child, depth + 1)) return false
    at = child.end
  }
  return true
}

const isPlainBoolean = (octet: number | undefined): boolean => octet === 0 || octet === 0xff

function isShortest(source: Uint8Array, at: number, length: number): boolean {
  const first = source[at] ?? 0
  if (first < 0x80) return true
  const octets = first & 0x7f
  return octets > 0 && length >= (octets === 1 ? 0x80 : 256 ** (octets - 1))
}
