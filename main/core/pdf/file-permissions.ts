import { AppError } from '#contract'
import type { PdfDocument } from './document.ts'
import { isDict, isName } from './objects.ts'

/**
 * Refuses an encrypted file that no password has opened.
 *
 * @throws AppError `pdf-encrypted`.
 */
export function requireReadable(document: PdfDocument): void {
  if (document.encrypted) throw new AppError('pdf-encrypted')
}

/**
 * Refuses a file that a password would open: names of fields could not be told apart. One for holders of certificates has
 * no password to ask for, and what can be read of it is.
 *
 * @throws AppError `pdf-encrypted`.
 */
export function requirePasswordGiven(document: PdfDocument): void {
  if (!document.encrypted) return
  const encryption = document.resolve(document.trailer.entries.get('Encrypt'))
  if (isDict(encryption) && isName(document.entry(encryption, 'Filter'), 'Standard'))
    throw new AppError('pdf-encrypted')
}

/**
 * Refuses a form that a program has to draw first: its pages say only that.
 *
 * @throws AppError `pdf-form-without-pages`.
 * @see ISO 32000-1:2008, 12.7.8 (XFA), Table 28, NeedsRendering.
 */
export function requirePages(document: PdfDocument): void {
  if (document.entry(document.catalog().dict, 'NeedsRendering') === true) throw new AppError('pdf-form-without-pages')
}

/**
 * Refuses what an encrypted file does not let its readers do; whoever has the owner's password may.
 *
 * @throws AppError `pdf-permission-missing` {permission}: `create-form-fields`, `fill-in-form-fields`.
 * @see ISO 32000-2:2020, Table 22, bits 4, 6 and 9.
 */
export function requireAllowedByFile({ cipher }: PdfDocument, { addsField }: { addsField: boolean }): void {
  if (!cipher) return
  const { fillIn, addFields } = cipher.permissions
  if (addsField && !addFields) throw new AppError('pdf-permission-missing', { permission: 'create-form-fields' })
  if (!addsField && !fillIn) throw new AppError('pdf-permission-missing', { permission: 'fill-in-form-fields' })
}
