import { listFields } from '../pdf/form-fields.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isDict, isRef } from '../pdf/objects.ts'
import { listSignatures } from './signature-dictionary.ts'

/**
 * Whether the catalog's `/Perms` is what the first signature of a document writes by certifying it: nothing but the name of
 * a signature that one of the fields has.
 *
 * @see ISO 32000-1:2008, 12.8.4, Table 258; 12.8.2.2 (the certifying signature is the first).
 */
export function isFirstCertification(before: ObjectView, after: ObjectView): boolean {
  if (listSignatures(before).length > 0 || before.catalog().dict.entries.has('Perms')) return false
  const permissions = after.entry(after.catalog().dict, 'Perms')
  if (!isDict(permissions) || permissions.entries.size !== 1) return false
  const certifying = permissions.entries.get('DocMDP')
  return isRef(certifying) && listFields(after).some(({ value }) => isRef(value) && value.num === certifying.num)
}
