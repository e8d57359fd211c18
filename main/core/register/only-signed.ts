import { AppError, type DocumentId, type Sha256, type SignatureReport } from '#contract'
import { openPdf } from '#core/pdf/document'
import type { FileStore } from '#core/ports'
import { analyseRevisions, type LaterChanges } from '#core/verification/later-revisions'
import { revisionOfBeginning } from '#core/verification/revisions'

/** What signing does to a file, and what raises the signature's level (ETSI EN 319 142-1 V1.2.1, 5.4). */
const OF_SIGNING: ReadonlySet<string> = new Set([
  'signature-added',
  'validation-data-added',
  'document-timestamp-added',
])

type Signed = { id: DocumentId; signed: Sha256; confirmedSize: number }

/**
 * Between the confirmed bytes and the end of the signed file stands nothing but signatures and what proves them: what was
 * changed before the first signature, that signature covers and does not tell. Number and date are the office's to write,
 * so whoever signs fills no field on the way either.
 *
 * @param signature The one that the office is about to accept; it was made after the confirmed bytes.
 * @throws AppError `not-an-incremental-revision`, `number-changed`, `changed-besides-signature`.
 * @see NĐ 30/2020/NĐ-CP, Điều 5.1; ISO 32000-1:2008, 7.5.6.
 */
export async function requireOnlySigned(
  { files }: { files: FileStore },
  { id, signed, confirmedSize }: Signed,
  signature: Pick<SignatureReport, 'revision'>,
): Promise<void> {
  const source = await files.open(signed)
  try {
    const document = openPdf(source)
    // An update may leave out what was saved last: the file goes on from older bytes than those that were confirmed.
    const confirmed = revisionOfBeginning(document, confirmedSize)
    if (confirmed === undefined) throw new AppError('not-an-incremental-revision', { id })
    requireSigningOnly(analyseRevisions(document)(confirmed))
    const isNew = signature.revision > confirmed + 1
    if (!isNew) throw new AppError('signature-not-valid', { indication: null, subIndication: null, finding: null })
  } finally {
    source.close()
  }
}

function requireSigningOnly({ modification, changesAfter }: Pick<LaterChanges, 'modification' | 'changesAfter'>): void {
  const filled = changesAfter.find(({ kind }) => kind === 'field-filled')
  if (filled) throw new AppError('number-changed', { field: filled.detail })
  const other = changesAfter.find(({ kind }) => !OF_SIGNING.has(kind))
  if (other || modification !== 'permitted')
    throw new AppError('changed-besides-signature', { modification, change: other?.kind ?? null })
}
