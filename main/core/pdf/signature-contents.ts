import { AppError } from '#contract'

/**
 * The hexadecimal string that fills the gap of /Contents; behind the DER stand zeros.
 *
 * @param gap Length of `<…>` in bytes, as the update left it open.
 * @throws AppError `signature-too-large` {size, room}.
 * @see ISO 32000-1:2008, 12.8.3.3.1.
 */
export function signatureContents(der: Uint8Array, gap: number): Uint8Array {
  const room = (gap - 2) / 2
  if (der.length > room) throw new AppError('signature-too-large', { size: der.length, room })
  const padded = Buffer.alloc(room)
  padded.set(der)
  return Buffer.from(`<${padded.toString('hex')}>`, 'latin1')
}
