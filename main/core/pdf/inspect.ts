import { AppError } from '#contract'
import type { ByteSource } from '#core/ports'
import { openPdf } from './document.ts'
import { countPages, findPage } from './pages.ts'

/**
 * Makes sure that a file can be read, shown and later signed, before the register takes it.
 *
 * @throws AppError `pdf-empty`, `not-a-pdf`, `pdf-damaged` (with offset), `pdf-encrypted`, `pdf-unsupported`.
 */
export function inspectPdf(source: ByteSource): { pages: number } {
  const document = openPdf(source)
  if (document.encrypted) throw new AppError('pdf-encrypted')
  const pages = countPages(document)
  findPage(document, 1)
  if (pages > 1) findPage(document, -1)
  return { pages }
}
