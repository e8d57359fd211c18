import { type FieldLock, isLocked } from '../pdf/field-locks.ts'
import { type FormField, listFields } from '../pdf/form-fields.ts'
import { isDict } from '../pdf/objects.ts'
import { type ComparisonBasis, GraphComparison } from './graph-comparison.ts'
import { nameOf } from './signature-dictionary.ts'

/** Where a widget stands in the document; what it shows and holds is everything else. */
const POSITION: ReadonlySet<string> = new Set(['P', 'Parent'])

/**
 * Names of the locked fields that a revision has changed: their value, their look, anything of them. A field that is gone, and
 * one that was signed although it was locked, count too. A signature itself is compared with the document, lock or no lock.
 *
 * @see ISO 32000-1:2008, 12.8.2.4 (FieldMDP).
 */
export function changedLockedFields(
  basis: Omit<ComparisonBasis, 'excused'>,
  locks: readonly FieldLock[],
): readonly string[] {
  if (locks.length === 0) return []
  const { after } = basis
  const now = new Map(listFields(after).flatMap((field) => (field.ref ? [[field.ref.num, field] as const] : [])))
  return listFields(basis.before)
    .filter((field) => isLocked(field.name, locks))
    .filter((field) => field.ref !== null && hasChanged(basis, field, now.get(field.ref.num)))
    .map(({ name }) => name)
}

function hasChanged(
  { before, after, written, referencesOf }: Omit<ComparisonBasis, 'excused'>,
  field: FormField,
  later: FormField | undefined,
): boolean {
  if (!later) return true
  if (field.fieldType === 'Sig') return field.value === null && isSignedNow(after, later)
  const parts = [field, ...field.widgets].flatMap(({ ref }) => (ref ? [ref] : []))
  const excused = new Map(parts.map(({ num }) => [num, POSITION] as const))
  const comparison = new GraphComparison({ before, after, excused, written, referencesOf })
  for (const ref of parts) comparison.compare(ref, ref)
  comparison.settle()
  return comparison.differences.length > 0
}

/** A document timestamp is no change to the form: it may take an empty field. */
function isSignedNow(after: ComparisonBasis['after'], { value }: FormField): boolean {
  const signature = after.resolve(value)
  return isDict(signature) && nameOf(after, signature, 'Type') !== 'DocTimeStamp'
}
