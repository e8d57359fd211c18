import type { ByteSource } from '#core/ports'
import { openPdf } from './document.ts'
import { requireReadable } from './file-permissions.ts'
import { countPages, findPage } from './pages.ts'

/**
 * Makes sure that a file can be read, shown and later signed, before the register takes it.
 *
 * @throws AppError `pdf-empty`, `not-a-pdf`, `pdf-damaged` (with offset), `pdf-encrypted`, `pdf-unsupported`.
 */
export function inspectPdf(source: ByteSource): { pages: number } {
  const document = openPdf(source)
  requireReadable(document)
  const pages = countPages(document)
  findPage(document, 1)
  if (pages > 1) findPage(document, -1)
  return { pages }
}
