/** First and last byte, both included, as HTTP counts them. */
export type RequestedRange = { first: number; last: number }

/**
 * Reads a `Range` header of one range; several ranges are answered like none, which a server may do.
 *
 * @returns `whole` where the whole file is to be sent, `unsatisfiable` where no byte of it was meant.
 * @see RFC 9110, 14.1.2 (byte ranges), 14.2 (Range), 15.5.17 (416).
 */
export function readRange(header: string | null, size: number): RequestedRange | 'whole' | 'unsatisfiable' {
  const match = /^bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))$/.exec(header?.trim() ?? '')
  if (!match) return 'whole'
  const [, from, to = '', suffix] = match
  if (from === undefined) return lastBytes(Number(suffix), size)
  return fromTo(Number(from), to === '' ? size - 1 : Number(to), size)
}

function fromTo(first: number, last: number, size: number): RequestedRange | 'whole' | 'unsatisfiable' {
  if (first >= size) return 'unsatisfiable'
  return last < first ? 'whole' : { first, last: Math.min(last, size - 1) }
}

function lastBytes(count: number, size: number): RequestedRange | 'unsatisfiable' {
  if (count === 0 || size === 0) return 'unsatisfiable'
  return { first: Math.max(0, size - count), last: size - 1 }
}
