import { type FormField, listFields } from '../pdf/form-fields.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isDict } from '../pdf/objects.ts'
import type { NamedChange } from './difference-names.ts'

/** Fields that came or went, and signatures that were there and are no more: taken away, or only cleared. */
export function nameFieldChanges(
  { before, after }: { before: ObjectView; after: ObjectView },
  explained: ReadonlySet<string>,
): readonly NamedChange[] {
  const [old, now] = [listFields(before), listFields(after)]
  const [oldByNumber, nowByNumber] = [byNumber(old), byNumber(now)]
  const gone = [...oldByNumber].flatMap(([num, field]): NamedChange[] => {
    const later = nowByNumber.get(num)
    const wasSigned = isSigned(before, field)
    if (wasSigned && (!later || !isSigned(after, later))) return [named('signature-removed', field)]
    return later ? [] : [named('field-removed', field)]
  })
  const come = [...nowByNumber].flatMap(([num, field]): NamedChange[] =>
    oldByNumber.has(num) || explained.has(field.name) ? [] : [named('field-added', field)],
  )
  return [...gone, ...come]
}

const named = (kind: NamedChange['kind'], { name }: FormField): NamedChange => ({ kind, detail: name, page: null })

const byNumber = (fields: readonly FormField[]): ReadonlyMap<number, FormField> =>
  new Map(fields.flatMap((field) => (field.ref ? [[field.ref.num, field] as const] : [])))

const isSigned = (view: ObjectView, { fieldType, value }: FormField): boolean =>
  fieldType === 'Sig' && isDict(view.resolve(value))
