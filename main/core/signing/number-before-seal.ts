import type { DocumentId, SigningRole } from '#contract'
import { numberPlaces } from '#core/fields/number-places'
import { numberSpots } from '#core/fields/text-spots'
import type { OfficePorts } from '#core/office-ports'
import { openPdf } from '#core/pdf/document'
import { listFields } from '#core/pdf/form-fields'
import { findPage } from '#core/pdf/pages'
import { boxOf } from '#core/placement/page-space'
import type { ByteSource } from '#core/ports'
import { hasOwnFields } from '#core/register/own-fields'
import type { SignRequest } from './sign-pdf.ts'

const FIELD = 'NumberAndDate'

/**
 * The signature that writes number and date where no fields were prepared for them: as offices do today, but one instead of
 * three, and on its line. Undefined for other roles, for a prepared document, and where the page leaves nothing open.
 *
 * @throws AppError `page-unreadable`: nothing is sealed for good without its number because a page could not be read.
 */
export async function numberBeforeSeal(
  { store, readPageWords, faces }: Pick<OfficePorts, 'store' | 'readPageWords' | 'faces'>,
  { id, role }: { id: DocumentId; role: SigningRole },
  source: ByteSource,
): Promise<Pick<SignRequest, 'field' | 'place' | 'spots'> | undefined> {
  const document = role === 'agency' ? await store.documents.get(id) : undefined
  if (!document) return undefined
  const { codeNumber, codeNotation, issuedDate } = document
  if (codeNumber === null || codeNotation === null || issuedDate === null) return undefined
  if (await hasOwnFields(store, id)) return undefined
  const { gaps } = await numberPlaces(source, { readPageWords, faces, hasOwnFields: false })
  if (gaps.length === 0) return undefined
  const pdf = openPdf(source)
  const isFree = listFields(pdf).every(({ name }) => name !== FIELD)
  const page = boxOf(findPage(pdf, 1))
  return {
    ...numberSpots(gaps, { codeNumber, codeNotation, issuedDate }, { face: faces, page }),
    ...(isFree ? { field: FIELD } : {}),
  }
}
