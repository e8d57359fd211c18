import { AppError } from '#contract'

const ZEROS = new Map<number, Uint8Array>()
/** Lengths that are remembered: keys of one kind need the same. */
const REMEMBERED = 16

/** `<000…>` of that many bytes in all. ISO 32000-1:2008, 12.8.3.3.1. */
export function emptyContents(length: number): Uint8Array {
  const known = ZEROS.get(length)
  if (known) return known
  const zeros = Buffer.alloc(length, '0')
  zeros.write('<', 0, 'latin1')
  zeros.write('>', length - 1, 'latin1')
  if (ZEROS.size < REMEMBERED) ZEROS.set(length, zeros)
  return zeros
}

/**
 * Writes the CMS into the hexadecimal string of /Contents; behind the DER its zeros stay.
 *
 * @param contents `<000…>`, as the update left it.
 * @throws AppError `signature-too-large` {size, room}.
 * @see ISO 32000-1:2008, 12.8.3.3.1.
 */
export function fillContents(contents: Uint8Array, der: Uint8Array): void {
  const room = (contents.length - 2) / 2
  if (der.length > room) throw new AppError('signature-too-large', { size: der.length, room })
  const digits = Buffer.from(der.buffer, der.byteOffset, der.length).toString('hex')
  Buffer.from(contents.buffer, contents.byteOffset, contents.length).write(digits, 1, 'latin1')
}
