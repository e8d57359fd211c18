/** First and last byte, both included, as HTTP counts them. */
export type RequestedRange = { first: number; last: number }

/**
 * Reads a `Range` header of one range; several ranges are answered like none, which a server may do.
 *
 * @returns `whole` where the whole file is to be sent, `unsatisfiable` where no byte of it was meant.
 * @see RFC 9110, 14.1.2 (byte ranges), 14.2 (Range), 15.5.17 (416).
 */
export function readRange(header: string | null, size: number): RequestedRange | 'whole' | 'unsatisfiable' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return 'whole'
  const [, from = '', to = ''] = match
  if (from === '') return lastBytes(Number(to), size)
  const [first, last] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)]
  if (to !== '' && Number(to) < first) return 'whole'
  return first >= size ? 'unsatisfiable' : { first, last }
}

function lastBytes(count: number, size: number): RequestedRange | 'unsatisfiable' {
  if (count === 0 || size === 0) return 'unsatisfiable'
  return { first: Math.max(0, size - count), last: size - 1 }
}
