import { DerError } from './der-error.ts'
import { TAG } from './tags.ts'

/**
 * One element of a DER encoding, by its offsets in `source`. Nothing is copied and children are read only when asked
 * for, so that a large structure costs what is looked at.
 */
export type Element = {
  readonly source: Uint8Array
  /** The identifier octet: class, constructed bit and tag number (X.690, 8.1.2). */
  readonly id: number
  readonly start: number
  readonly contentStart: number
  readonly contentEnd: number
  /** Offset after the element, end-of-contents octets of an indefinite length included. */
  readonly end: number
}

const MAX_DEPTH = 40
const MAX_CHILDREN = 100_000

/**
 * Reads the element at `offset`. Indefinite lengths (BER) are followed: old signing software writes them.
 *
 * @param limit Offset the element must not pass.
 * @throws DerError with the offset of what is wrong.
 * @see ITU-T X.690, 8.1.
 */
export function readElement(source: Uint8Array, offset = 0, limit = source.length, depth = 0): Element {
  if (depth > MAX_DEPTH) throw new DerError('nested too deeply', offset)
  const { id, first } = readHeader(source, offset, limit)
  if (first === 0x80) return readIndefinite(source, offset, limit, depth)

  const { length, contentStart } = readLength(source, offset + 1, first)
  const end = contentStart + length
  if (end > limit) throw new DerError('length passes the end', offset + 1)
  return { source, id, start: offset, contentStart, contentEnd: end, end }
}

/** The identifier octet and the first octet of the length. */
function readHeader(source: Uint8Array, offset: number, limit: number): { id: number; first: number } {
  const id = source[offset]
  const first = source[offset + 1]
  if (id === undefined || first === undefined || offset + 2 > limit) throw new DerError('element is cut off', offset)
  if ((id & 0x1f) === 0x1f) throw new DerError('high tag numbers are not used here', offset)
  return { id, first }
}

function readLength(source: Uint8Array, offset: number, first: number): { length: number; contentStart: number } {
  if (first < 0x80) return { length: first, contentStart: offset + 1 }
  const count = first & 0x7f
  if (count > 4) throw new DerError('length is too large', offset)
  let length = 0
  for (let i = 1; i <= count; i++) {
    const byte = source[offset + i]
    if (byte === undefined) throw new DerError('length is cut off', offset)
    length = length * 256 + byte
  }
  return { length, contentStart: offset + 1 + count }
}

function readIndefinite(source: Uint8Array, offset: number, limit: number, depth: number): Element {
  const id = source[offset] ?? 0
  if ((id & TAG.constructed) === 0) throw new DerError('a primitive element has no definite length', offset)
  let at = offset + 2
  for (let count = 0; count < MAX_CHILDREN; count++) {
    if (source[at] === 0 && source[at + 1] === 0 && at + 2 <= limit) {
      return { source, id, start: offset, contentStart: offset + 2, contentEnd: at, end: at + 2 }
    }
    at = readElement(source, at, limit, depth + 1).end
  }
  throw new DerError('too many elements', offset)
}

/** Reads bytes that hold exactly one element. */
export function readWhole(bytes: Uint8Array): Element {
  const element = readElement(bytes)
  if (element.end !== bytes.length) throw new DerError('something follows the end', element.end)
  return element
}

export function contentOf(element: Element): Uint8Array {
  return element.source.subarray(element.contentStart, element.contentEnd)
}

/** The element's bytes as they stand, identifier and length included. */
export function encodingOf(element: Element): Uint8Array {
  return element.source.subarray(element.start, element.end)
}

export function childrenOf(element: Element): Element[] {
  if ((element.id & TAG.constructed) === 0) throw new DerError('element has no parts', element.start)
  const children: Element[] = []
  let at = element.contentStart
  while (at < element.contentEnd) {
    if (children.length >= MAX_CHILDREN) throw new DerError('too many elements', at)
    const child = readElement(element.source, at, element.contentEnd)
    children.push(child)
    at = child.end
  }
  return children
}

/** Walks over the fields of a SEQUENCE in order; optional ones are taken only where their tag stands. */
export type Fields = {
  /** The next field, which must be there, with this identifier if one is given. */
  take: (id?: number) => Element
  /** The next field if it has this identifier. */
  takeIf: (id: number) => Element | undefined
  rest: () => Element[]
}

/** @throws DerError where `element` is not what `id` says. */
export function fieldsOf(element: Element, id: number = TAG.sequence): Fields {
  requireId(element, id)
  const children = childrenOf(element)
  let next = 0
  return {
    take: (wanted) => {
      const child = children[next]
      if (child === undefined) throw new DerError('a field is missing', element.contentEnd)
      if (wanted !== undefined) requireId(child, wanted)
      next += 1
      return child
    },
    takeIf: (wanted) => {
      const child = children[next]
      if (child?.id !== wanted) return undefined
      next += 1
      return child
    },
    rest: () => children.slice(next),
  }
}

export function requireId(element: Element, id: number): void {
  if (element.id !== id) {
    throw new DerError(`expected identifier 0x${id.toString(16)}, found 0x${element.id.toString(16)}`, element.start)
  }
}

/** The one element inside an EXPLICIT tag. */
export function unwrap(element: Element): Element {
  const [only, ...others] = childrenOf(element)
  if (only === undefined || others.length > 0) throw new DerError('an explicit tag holds one element', element.start)
  return only
}
