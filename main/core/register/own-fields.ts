import { AppError, type DocumentId, type Revision } from '#contract'
import { FIELD_NAMES } from '#core/fields/number-fields'
import { openPdf } from '#core/pdf/document'
import { listFields } from '#core/pdf/form-fields'
import type { ByteSource } from '#core/ports'
import type { OfficeTransaction } from './store.ts'

/** Files that a person chose, and those that the office made of them; every other revision continues one of these. */
const BEGINNINGS: ReadonlySet<Revision['cause']> = new Set(['uploaded', 'replaced', 'prepared'] as const)

/**
 * Whether the number and date fields in a document's present file are the ones that the office prepared for it. A field says
 * where the number is seen, in which font, and beside which date: a drafter's own field is believed in none of it. A file
 * that was given afterwards is not believed either, though the prepared one may be its beginning.
 */
export async function hasOwnFields(
  { documents }: Pick<OfficeTransaction, 'documents'>,
  id: DocumentId,
): Promise<boolean> {
  const revisions = await documents.revisions(id)
  const beginning = revisions.findLast(({ cause }) => BEGINNINGS.has(cause))
  return revisions.some(({ cause, sha256 }) => cause === 'prepared' && sha256 === beginning?.sha256)
}

const NAMES: ReadonlySet<string> = new Set(Object.values(FIELD_NAMES))

/**
 * Refuses a draft that brings fields of these names along, filled or not: people would take what they show for the number.
 *
 * @throws AppError `number-field-foreign`.
 */
export function refuseForeignFields(source: ByteSource): void {
  const foreign = listFields(openPdf(source)).find(({ name }) => NAMES.has(name))
  if (foreign) throw new AppError('number-field-foreign', { field: foreign.name })
}
