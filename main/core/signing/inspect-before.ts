import type { DocumentId, Sha256, SigningWarning } from '#contract'
import { openPdf } from '#core/pdf/document'
import { requirePages, requireReadable } from '#core/pdf/file-permissions'
import type { ByteSource, FileStore, OpenFile } from '#core/ports'
import { shadowWarnings } from '#core/shadow/shadow-warnings'
import type { Confirmed } from './batch.ts'
import { requireUnchanged } from './require-unchanged.ts'
import { requireFurtherSignature } from './signature-permissions.ts'

type Ports = {
  files: FileStore
  requireMaySign: (confirmed: Confirmed) => Promise<void>
  /** Those that the agency signs with the document and that nobody has signed. */
  openAppendices: (id: DocumentId) => Promise<readonly { sha256: Sha256 }[]>
}

/**
 * What whoever may sign a document should know of its file before; what could not be signed with any key is refused here,
 * before one is asked for.
 *
 * @throws AppError Why it may not be signed; `stored-file-changed`, `file-missing`, `signing-forbidden-by-document`,
 *   `pdf-form-without-pages`; what opening a PDF throws.
 */
export async function inspectBeforeSigning(ports: Ports, confirmed: Confirmed): Promise<SigningWarning[]> {
  await ports.requireMaySign(confirmed)
  const appendices = confirmed.role === 'agency' ? await ports.openAppendices(confirmed.id) : []
  for (const { sha256 } of appendices) await opened(ports.files, sha256, async (source) => requireSignable(source))
  return opened(ports.files, confirmed.expected, async (source) => {
    requireSignable(source)
    return shadowWarnings(source)
  })
}

/**
 * Refuses a file that no key could sign: by its maker's will, or because it has no pages of its own.
 *
 * @throws AppError `signing-forbidden-by-document`, `pdf-form-without-pages`; what opening a PDF throws.
 * @see ISO 32000-1:2008, 12.8.2.2 (DocMDP, P 1).
 */
export function requireSignable(source: ByteSource): void {
  const document = openPdf(source)
  requireReadable(document)
  requirePages(document)
  requireFurtherSignature(document)
}

async function opened<Result>(
  files: FileStore,
  sha256: Sha256,
  work: (source: OpenFile) => Promise<Result>,
): Promise<Result> {
  const source = await files.open(sha256)
  try {
    await requireUnchanged(source, sha256)
    return await work(source)
  } finally {
    source.close()
  }
}
