import type { ChangeKind } from '#contract/findings'
import { type FormField, findForm, listFields } from '../pdf/form-fields.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import {
  isArray,
  isDict,
  isInteger,
  isName,
  isRef,
  isString,
  type PdfDict,
  type PdfObject,
  withEntries,
} from '../pdf/objects.ts'
import { serialize } from '../pdf/serialize.ts'
import type { NamedChange } from './difference-names.ts'
import { nameOf } from './signature-dictionary.ts'
import { isSameLook, showsNothing } from './timestamp-widget.ts'

/** What a revision did to the form, as far as a rule explains it; anything else stays to be compared. */
export type FormChanges = {
  /** Entries that are explained, by the number of the object that has them. */
  excused: Map<number, Set<string>>
  /** Widgets that are new, by number. */
  newWidgets: ReadonlySet<number>
  changes: NamedChange[]
  /** The form dictionary itself has been explained; its entries but these are compared. */
  isFieldListExplained: boolean
}

/** Whether the signatures so far leave a field of that name open. */
export type MayFill = (name: string) => boolean

/** Entries that signing an empty field may set, and that a document timestamp in one may. */
const SIGNING_ENTRIES = ['V', 'AP', 'F', 'M'] as const
const STAMPING_ENTRIES = ['V'] as const
/** Entries that filling a field of each kind may set. A box chooses among the looks that it had when it was signed. */
const FILLING_ENTRIES: Readonly<Record<string, readonly string[]>> = {
  Tx: ['V', 'AP', 'M'],
  Ch: ['V', 'AP', 'M'],
  Btn: ['V', 'AS', 'M'],
}

/**
 * Explains new signature fields, signatures in fields that were empty, and filled fields of other kinds. A field that has a
 * signature is never explained: who changes it breaks it.
 *
 * @param mayFill Whether filling a field other than a signature, by its name, is open to this document.
 */
export function explainForm({ before, after, mayFill, written, pageOf }: FormViews): FormChanges {
  const result: FormChanges = { excused: new Map(), newWidgets: new Set(), changes: [], isFieldListExplained: false }
  const oldFields = listFields(before)
  const old = new Map(oldFields.flatMap((field) => (field.ref ? [[field.ref.num, field] as const] : [])))
  const names = new Set(oldFields.map(({ name }) => name))
  const newWidgets = new Set<number>()
  const added = new Set<number>()
  for (const field of listFields(after)) {
    if (field.ref === null) continue
    const earlier = old.get(field.ref.num)
    if (earlier) explainExisting(earlier, field, { before, after, mayFill, written, pageOf, result })
    else if (!names.has(field.name) && isNewSignatureField(before, after, field)) {
      added.add(field.ref.num)
      for (const { ref } of field.widgets) if (ref) newWidgets.add(ref.num)
      const isSeen = field.widgets.some(({ dict }) => !showsNothing(after, dict))
      result.changes.push({ kind: kindOfValue(after, field, isSeen), detail: field.name, page: pageOf(field) })
    }
  }
  const isFieldListExplained = isGrownBy(fieldsOfForm(before), fieldsOfForm(after), added)
  return { ...result, newWidgets, isFieldListExplained }
}

function fieldsOfForm(view: ObjectView): readonly PdfObject[] {
  const form = findForm(view)
  const fields = form ? view.entry(form.dict, 'Fields') : null
  return isArray(fields) ? fields : []
}

/** Whether `after` is `before` with nothing but members of `added` put in; fields are objects of their own. */
function isGrownBy(before: readonly PdfObject[], after: readonly PdfObject[], added: ReadonlySet<number>): boolean {
  return pairGrown(before, after, added)?.every(([, item]) => isRef(item)) === true
}

/** What stands in both lists, where `after` is `before` with nothing but members of `added` put in; not yet compared. */
export function pairGrown(
  before: readonly PdfObject[],
  after: readonly PdfObject[],
  added: ReadonlySet<number>,
): readonly ItemPair[] | undefined {
  const pairs: ItemPair[] = []
  for (const item of after) {
    const expected = before[pairs.length]
    if (expected !== undefined && isSamePlace(expected, item)) pairs.push([expected, item])
    else if (!isRef(item) || !added.has(item.num)) return undefined
  }
  return pairs.length === before.length ? pairs : undefined
}

/** An item of a list and what stands for it later. */
export type ItemPair = readonly [PdfObject, PdfObject]

const isSamePlace = (a: PdfObject, b: PdfObject): boolean =>
  isRef(a) && isRef(b) ? a.num === b.num : !isRef(a) && !isRef(b)

type FormViews = {
  before: ObjectView
  after: ObjectView
  mayFill: MayFill
  written: ReadonlySet<number>
  pageOf: (field: Pick<FormField, 'widgets'>) => number | null
}
type Context = FormViews & { result: FormChanges }

function explainExisting(earlier: FormField, field: FormField, context: Context): void {
  const { before, after, mayFill, pageOf, result } = context
  if (isSignedNow(earlier, field, after)) {
    const kind = kindOfValue(after, field, !isSameLook(after, earlier, field))
    excuseParts(result, field, kind === 'signature-added' ? SIGNING_ENTRIES : STAMPING_ENTRIES)
    if (kind === 'signature-added' && isLockKept(earlier, field, context)) excuseParts(result, field, ['Lock'])
    result.changes.push({ kind, detail: field.name, page: pageOf(field) })
  } else if (mayFill(field.name) && isFilled(earlier, field, context)) {
    excuseParts(result, field, fillingEntries(after, field))
    const change = { detail: field.name, page: pageOf(field) }
    result.changes.push({ kind: 'field-filled', ...change })
    if (!isEmpty(before, earlier)) result.changes.push({ kind: 'field-overwritten', ...change })
  }
}

function fillingEntries(after: ObjectView, field: FormField): readonly string[] {
  const entries = FILLING_ENTRIES[field.fieldType] ?? []
  return field.fieldType === 'Ch' && areIndicesOfValue(after, field) ? [...entries, 'I'] : entries
}

function excuseParts(result: FormChanges, field: FormField, entries: readonly string[]): void {
  for (const { ref } of [field, ...field.widgets]) excuse(result, ref?.num, entries)
}

function isSignedNow(earlier: FormField, field: FormField, after: ObjectView): boolean {
  return earlier.fieldType === 'Sig' && earlier.value === null && isDict(after.resolve(field.value))
}

/** Who signs may lock what was open, which only restricts; a lock that was there stays, but for its type. */
function isLockKept(earlier: FormField, field: FormField, { before, after }: Context): boolean {
  const [old, now] = [before.entry(earlier.dict, 'Lock'), after.entry(field.dict, 'Lock')]
  if (old === null) return true
  if (!isDict(old) || !isDict(now)) return false
  const [oldText, newText] = [old, now].map((lock) => serialize(withEntries(lock, { Type: undefined })))
  return oldText === newText
}

/** Another value, and with it another look where there was one: a look that stays would go on showing what was signed. */
function isFilled(earlier: FormField, field: FormField, { before, after, written }: Context): boolean {
  const isFillable = FILLING_ENTRIES[earlier.fieldType] !== undefined && earlier.fieldType === field.fieldType
  if (!isFillable || isSameValue(earlier.value, field.value)) return false
  const old = new Map(earlier.widgets.map(({ ref, dict }) => [ref?.num, dict] as const))
  if (field.fieldType === 'Btn') {
    return !isPushButton(before, earlier) && field.widgets.every(({ dict }) => showsState(after, dict, field.value))
  }
  return field.widgets.every(({ ref, dict }) => {
    const [look, newLook] = [normalLook(before, old.get(ref?.num)), normalLook(after, dict)]
    return look === undefined || look !== newLook || written.has(look)
  })
}

/** Whether the indices of the chosen options, where they are said, are those of the value (12.7.4.4, Table 231). */
function areIndicesOfValue(view: ObjectView, { dict, value }: FormField): boolean {
  const indices = inherited(view, dict, 'I')
  if (indices === null) return true
  const [options, chosen] = [inherited(view, dict, 'Opt'), view.resolve(value)]
  if (!isArray(indices) || !isArray(options)) return false
  const values = (isArray(chosen) ? chosen : [chosen]).map((item) => comparable(view.resolve(item)))
  const named = indices.map((index) => {
    const option = isInteger(index) ? view.resolve(options[index]) : null
    return comparable(isArray(option) ? view.resolve(option[0]) : option)
  })
  return JSON.stringify(named) === JSON.stringify(values)
}

/** Nothing had been filled in that somebody could have signed; a box that is off has not been ticked. */
function isEmpty(view: ObjectView, { fieldType, value }: FormField): boolean {
  const held = view.resolve(value)
  if (isString(held)) return held.bytes.length === 0
  return held === null || (isArray(held) && held.length === 0) || (fieldType === 'Btn' && isName(held, 'Off'))
}

/** A button that is only pressed: it has no value to be filled in (12.7.4.2.2). */
function isPushButton(view: ObjectView, { dict }: FormField): boolean {
  const flags = inherited(view, dict, 'Ff')
  return isInteger(flags) && (flags & PUSH_BUTTON) !== 0
}

/** Field flag 17. ISO 32000-1:2008, Table 226. */
const PUSH_BUTTON = 1 << 16
const MAX_DEPTH = 65

/** An entry of a field, or of those above it (12.7.3.1). */
export function inherited(view: ObjectView, field: PdfDict, key: string): PdfObject {
  let at: PdfObject = field
  for (let depth = 0; isDict(at) && depth < MAX_DEPTH; depth += 1) {
    const value = view.entry(at, key)
    if (value !== null) return value
    at = view.entry(at, 'Parent')
  }
  return null
}

/** A box shows the state that is its field's value, where it has one for it, and is off otherwise (12.7.4.2.3). */
function showsState(view: ObjectView, widget: PdfDict, value: PdfObject): boolean {
  const [looks, chosen] = [view.entry(widget, 'AP'), view.resolve(value)]
  const states = isDict(looks) ? view.entry(looks, 'N') : null
  if (!isDict(states)) return true
  const expected = isName(chosen) && states.entries.has(chosen.name) ? chosen.name : 'Off'
  return nameOf(view, widget, 'AS') === expected
}

/** Number of the stream that shows a widget; undefined where there is none. */
function normalLook(view: ObjectView, widget: PdfDict | undefined): number | undefined {
  const looks = widget ? view.entry(widget, 'AP') : null
  const look = isDict(looks) ? looks.entries.get('N') : undefined
  return isRef(look) ? look.num : undefined
}

function excuse({ excused }: FormChanges, num: number | undefined, entries: readonly string[]): void {
  if (num === undefined) return
  excused.set(num, new Set([...(excused.get(num) ?? []), ...entries]))
}

function isSameValue(a: PdfObject, b: PdfObject): boolean {
  return JSON.stringify(comparable(a)) === JSON.stringify(comparable(b))
}

function comparable(value: PdfObject): unknown {
  if (typeof value !== 'object' || value === null || isArray(value)) return value
  return value.type === 'string' ? Buffer.from(value.bytes).toString('hex') : value
}

/**
 * A field whose objects did not exist, of signature type, that does nothing but sign: no actions of its own, and as long as
 * it is not signed no appearance either, for which nobody would answer.
 */
function isNewSignatureField(before: ObjectView, after: ObjectView, field: FormField): boolean {
  const parts = [{ ref: field.ref, dict: field.dict }, ...field.widgets]
  const areNew = parts.every(({ ref }) => ref !== null && before.get(ref) === null)
  const arePassive = parts.every(({ dict }) => !hasActions(dict))
  const isTopLevel = !field.dict.entries.has('Parent')
  const isSigned = isDict(after.resolve(field.value))
  const isBlank =
    field.value === null && parts.every(({ dict }) => !dict.entries.has('AP') && !isDecorated(after, dict))
  // A kid of another kind would be drawn by itself, without an appearance.
  const areWidgets = field.widgets.every(({ dict }) => nameOf(after, dict, 'Subtype') === 'Widget')
  return field.fieldType === 'Sig' && areNew && arePassive && isTopLevel && areWidgets && (isSigned || isBlank)
}

/** Background, border and captions, which readers draw where there is no appearance. ISO 32000-1:2008, Table 189. */
function isDecorated(view: ObjectView, widget: PdfDict): boolean {
  const decoration = view.entry(widget, 'MK')
  return isDict(decoration) && [...decoration.entries.keys()].some((key) => key !== 'R')
}

function hasActions(dict: PdfDict): boolean {
  return dict.entries.has('A') || dict.entries.has('AA')
}

/** A document timestamp must not show itself: nobody answers for what it would show. ISO 32000-2:2020, 12.8.5. */
function kindOfValue(view: ObjectView, field: FormField, isSeen: boolean): ChangeKind {
  const value = view.resolve(field.value)
  if (!isDict(value)) return 'signature-field-added'
  const isTimestamp =
    nameOf(view, value, 'Type') === 'DocTimeStamp' || nameOf(view, value, 'SubFilter') === 'ETSI.RFC3161'
  if (!isTimestamp) return 'signature-added'
  return isSeen ? 'visible-timestamp-added' : 'document-timestamp-added'
}
