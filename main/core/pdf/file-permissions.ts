import { AppError } from '#contract'
import type { PdfDocument } from './document.ts'

/**
 * Refuses an encrypted file that no password has opened.
 *
 * @throws AppError `pdf-encrypted`.
 */
export function requireReadable(document: PdfDocument): void {
  if (document.encrypted) throw new AppError('pdf-encrypted')
}

/**
 * Refuses what an encrypted file does not let its readers do; whoever has the owner's password may.
 *
 * @throws AppError `pdf-permission-missing` {permission}: by its name in the standard.
 * @see ISO 32000-2:2020, Table 22, bits 4, 6 and 9.
 */
export function requireAllowedByFile({ cipher }: PdfDocument, { addsField }: { addsField: boolean }): void {
  if (!cipher) return
  const { fillIn, addFields } = cipher.permissions
  if (addsField && !addFields) throw new AppError('pdf-permission-missing', { permission: 'create form fields' })
  if (!addsField && !fillIn) throw new AppError('pdf-permission-missing', { permission: 'sign, fill in form fields' })
}
