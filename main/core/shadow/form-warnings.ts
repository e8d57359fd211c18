import { type SigningWarning, signingWarning } from '#contract'
import { type FormField, findForm, listFields } from '#core/pdf/form-fields'
import type { ObjectView } from '#core/pdf/object-view'
import { isDict, isInteger, isName, isRef, isStream, isString, type PdfDict } from '#core/pdf/objects'
import { rectangle } from '#core/pdf/pages'
import { readText } from '#core/pdf/text-strings'
import { type Budget, MAX_TOLD } from './budget.ts'
import { areaOf, type Box, intersection } from './geometry.ts'
import { marksOfForm } from './page-marks.ts'

/** `index` is that of its field. */
type Widget = { index: number; field: FormField; dict: PdfDict; object: number | null; page: number | null; box: Box }

/** Part of the smaller field that the other one must cover. */
const OVERLAP = 0.4
const UNSEEN = 1 | 2 | 32
/** Letters of a field's name that are told. */
const MAX_NAME = 80

/**
 * Form fields on top of each other, and fields that show something else than they hold: of both a later revision, or another
 * reader, can show the other one under a valid signature.
 *
 * @param pageOf Number of a page by its object's.
 */
export function formWarnings(view: ObjectView, pageOf: ReadonlyMap<number, number>, budget: Budget): SigningWarning[] {
  const form = findForm(view)
  if (!form) return []
  const fields = listFields(view)
  const xfa = form.dict.entries.has('XFA') ? [signingWarning('xfa-form', { object: form.ref?.num ?? null })] : []
  return [...xfa, ...overlaps(widgetsOf(view, fields, pageOf), budget), ...otherValues(view, fields, budget)]
}

function widgetsOf(view: ObjectView, fields: readonly FormField[], pageOf: ReadonlyMap<number, number>): Widget[] {
  return fields.flatMap((field, index) =>
    field.widgets.flatMap(({ ref, dict }) => {
      const box = rectangle(view, dict.entries.get('Rect'))
      const flags = view.entry(dict, 'F')
      const page = dict.entries.get('P')
      const isSeen = !isInteger(flags) || (flags & UNSEEN) === 0
      if (!box || !isSeen || areaOf(box) < 4) return []
      return [
        {
          index,
          field,
          dict,
          box,
          object: ref?.num ?? null,
          page: isRef(page) ? (pageOf.get(page.num) ?? null) : null,
        },
      ]
    }),
  )
}

function overlaps(widgets: readonly Widget[], budget: Budget): SigningWarning[] {
  const found = new Map<string, SigningWarning>()
  for (const [at, one] of widgets.entries()) {
    if (!budget.take('comparisons', widgets.length - at)) break
    for (const other of widgets.slice(at + 1)) {
      if (!isOverlap(one, other)) continue
      // One more than is told says that there are more.
      if (found.size > MAX_TOLD) return [...found.values()]
      const detail = `${shortName(one.field)}, ${shortName(other.field)}`
      found.set(
        `${one.index} ${other.index}`,
        signingWarning('fields-overlap', { page: one.page, object: other.object, detail }),
      )
    }
  }
  return [...found.values()]
}

const shortName = ({ name }: FormField): string => (name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name)

/** The seal stands over a third of the signature (NĐ 30/2020/NĐ-CP, PL I, I.II.8.a): two signatures may overlap. */
function isOverlap(one: Widget, other: Widget): boolean {
  const [a, b] = [one.field, other.field]
  const areSignatures = a.fieldType === 'Sig' && b.fieldType === 'Sig'
  if (a.name === b.name || areSignatures || one.page !== other.page) return false
  const shared = intersection(one.box, other.box)
  return shared !== undefined && areaOf(shared) >= OVERLAP * Math.min(areaOf(one.box), areaOf(other.box))
}

/** Text fields whose appearance can be read as letters (fonts of one byte a letter) and has none of the value in it. */
function otherValues(view: ObjectView, fields: readonly FormField[], budget: Budget): SigningWarning[] {
  return fields.flatMap((field) => {
    const value = field.fieldType === 'Tx' ? view.resolve(field.value) : null
    if (!isString(value) || !budget.take('bytes', value.bytes.length)) return []
    const expected = plainLetters(readText(value))
    if (expected === '') return []
    const shown = field.widgets.map(({ dict }) => shownText(view, dict, budget))
    const differs = shown.some(
      (text) => text !== undefined && text !== '' && !text.includes(expected) && !expected.includes(text),
    )
    return differs
      ? [signingWarning('field-shows-other-value', { object: field.ref?.num ?? null, detail: shortName(field) })]
      : []
  })
}

function shownText(view: ObjectView, widget: PdfDict, budget: Budget): string | undefined {
  const appearances = view.entry(widget, 'AP')
  const form = isDict(appearances) ? view.entry(appearances, 'N') : null
  if (!isStream(form)) return undefined
  const { texts } = marksOfForm(view, form, budget)
  const resources = view.entry(form.dict, 'Resources')
  const fonts = isDict(resources) ? view.entry(resources, 'Font') : null
  const isReadable = texts.every(({ font }) => {
    const found = isDict(fonts) ? view.entry(fonts, font) : null
    return (
      isDict(found) &&
      !isName(view.entry(found, 'Subtype'), 'Type0') &&
      !found.entries.has('ToUnicode') &&
      !isDict(view.entry(found, 'Encoding'))
    )
  })
  return isReadable ? plainLetters(texts.map(({ text }) => text).join('')) : undefined
}

/** Letters and digits that every encoding of one byte has in the same place. */
const plainLetters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')
