import { listFields } from '../pdf/form-fields.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isDict, isRef, type PdfObject } from '../pdf/objects.ts'
import { listSignatures } from './signature-dictionary.ts'

/**
 * Whether the catalog's `/Perms` is what the first signature of a document makes of it by certifying: the name of a
 * signature that one of the fields has, beside usage rights that were there before.
 *
 * @see ISO 32000-1:2008, 12.8.4, Table 258; 12.8.2.2 (the certifying signature is the first).
 */
export function isFirstCertification(before: ObjectView, after: ObjectView): boolean {
  const [old, now] = [before, after].map((view) => view.entry(view.catalog().dict, 'Perms'))
  if (!isDict(now) || listSignatures(before).length > 0) return false
  const certifying = now.entries.get('DocMDP')
  const kept = new Map(isDict(old) ? old.entries : [])
  const areRightsKept = [...now.entries].every(([key, value]) => key === 'DocMDP' || isSameRef(kept.get(key), value))
  if (kept.has('DocMDP') || now.entries.size !== kept.size + 1 || !areRightsKept) return false
  return listFields(after).some(({ value }) => isSameRef(value, certifying))
}

function isSameRef(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  return isRef(a) && isRef(b) && a.num === b.num
}
