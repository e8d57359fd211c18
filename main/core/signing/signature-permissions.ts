import { AppError } from '#contract'
import type { PdfDocument } from '#core/pdf/document'
import {
  type DocMdpLevel,
  docMdpReference,
  type FieldLock,
  fieldMdpReference,
  isLocked,
  locksOf,
} from '#core/pdf/field-locks'
import { hasSignature, listFields } from '#core/pdf/form-fields'
import type { IncrementalUpdate } from '#core/pdf/incremental-update'
import {
  dict,
  isArray,
  isDict,
  isInteger,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  withEntries,
} from '#core/pdf/objects'

export type Permissions = { certify?: DocMdpLevel | undefined; lock?: FieldLock | undefined }

/**
 * Refuses what the signatures so far do not allow: any further one, this field, or to certify what is signed already.
 *
 * @throws AppError `signing-forbidden-by-document`, `field-locked`, `certification-not-first`.
 * @see ISO 32000-1:2008, 12.8.2.2 (the certifying signature is the first), 12.8.2.4; ISO 32000-2:2020, Table 236.
 */
export function requirePermitted(document: PdfDocument, field: string, { certify }: Permissions): void {
  requireFurtherSignature(document)
  const locks = locksOf(document)
  const isPresent = listFields(document).some(({ name }) => name === field)
  if (isPresent && isLocked(field, locks)) throw new AppError('field-locked', { field })
  if (certify !== undefined && hasSignature(document)) throw new AppError('certification-not-first')
}

/**
 * Refuses a document whose certifying or locking signature allows no change at all, a further signature neither.
 *
 * @throws AppError `signing-forbidden-by-document`.
 * @see ISO 32000-1:2008, 12.8.2.2, Table 254 (P 1); ISO 32000-2:2020, Table 236.
 */
export function requireFurtherSignature(document: PdfDocument): void {
  const levels = [certificationLevel(document), ...locksOf(document).map(({ permissions }) => permissions)]
  if (levels.includes(1)) throw new AppError('signing-forbidden-by-document', { docMdp: 1 })
}

/** The signature's /Reference entry; absent for a signature that neither certifies nor locks. */
export function referenceEntry(document: PdfDocument, { certify, lock }: Permissions): Record<string, PdfObject> {
  const references = [
    ...(certify === undefined ? [] : [docMdpReference(certify)]),
    ...(lock === undefined ? [] : [fieldMdpReference(lock, document.catalog().ref)]),
  ]
  return references.length > 0 ? { Reference: references } : {}
}

/** Names the certifying signature in the catalog. ISO 32000-1:2008, Table 258. */
export function writeCertification(document: PdfDocument, update: IncrementalUpdate, signature: PdfRef): void {
  const { ref, dict: catalog } = document.catalog()
  const permissions = document.entry(catalog, 'Perms')
  const present = isDict(permissions) ? permissions : dict({})
  const Perms = withEntries(present, { DocMDP: signature })
  update.set(ref, withEntries(update.latestDict(ref, catalog), { Perms }))
}

/**
 * The DocMDP level of a certified document: 1 forbids every change, a further signature too. ISO 32000-1:2008, 12.8.2.2, Table 254.
 *
 * @returns 1, 2 or 3; null where the document is not certified.
 */
function certificationLevel(document: PdfDocument): number | null {
  const permissions = document.entry(document.catalog().dict, 'Perms')
  const signature = isDict(permissions) ? document.entry(permissions, 'DocMDP') : null
  if (!isDict(signature)) return null
  const references = document.entry(signature, 'Reference')
  const parameters = (isArray(references) ? references : []).map((one) => transformParameters(document, one))
  const level = parameters.map((found) => found && document.entry(found, 'P')).find((value) => isInteger(value))
  return level ?? 2
}

function transformParameters(document: PdfDocument, reference: PdfObject): PdfDict | null {
  const resolved = document.resolve(reference)
  const parameters = isDict(resolved) ? document.entry(resolved, 'TransformParams') : null
  return isDict(parameters) ? parameters : null
}
