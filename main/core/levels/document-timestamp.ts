import type { PdfDocument } from '#core/pdf/document'
import { listFields } from '#core/pdf/form-fields'
import { IncrementalUpdate } from '#core/pdf/incremental-update'
import { dict, name } from '#core/pdf/objects'
import { fillContents } from '#core/pdf/signature-contents'
import type { Timestamper } from '#core/ports'
import { chooseField } from '#core/signing/signature-field'
import type { GrowingFile } from './growing-file.ts'

/**
 * Appends a document timestamp: an invisible signature field whose value is a timestamp token over everything before it.
 *
 * @throws AppError `tsa-*`, `signature-too-large` (the token is larger than the room kept for it; the next try keeps more).
 * @see ETSI EN 319 142-1 V1.2.1, 5.4.3; ISO 32000-2:2020, 12.8.5.
 */
export async function appendDocumentTimestamp(
  file: GrowingFile,
  document: PdfDocument,
  timestamper: Timestamper,
): Promise<void> {
  const update = new IncrementalUpdate(document)
  const signature = update.allocate()
  chooseField(document, { field: freeName(document) }).write(update, { signature, appearance: null })
  const dictionary = dict({
    Type: name('DocTimeStamp'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.RFC3161'),
  })
  const { bytes, head, contents, tail } = update.closeAround(signature, dictionary, timestamper.tokenSize)
  const hash = await file.digestSoFar(timestamper.digest)
  const token = await timestamper.stamp(hash.update(head).update(tail).digest())
  fillContents(contents, token)
  await file.write(bytes)
}

function freeName(document: PdfDocument): string {
  const taken = new Set(listFields(document).map((field) => field.name))
  for (let i = 1; ; i += 1) if (!taken.has(`Timestamp${i}`)) return `Timestamp${i}`
}
