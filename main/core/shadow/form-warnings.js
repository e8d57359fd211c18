import { signingWarning } from '#contract'
import { findForm, listFields } from '#core/pdf/form-fields'
import { isDict, isInteger, isName, isRef, isStream, isString } from '#core/pdf/objects'
import { rectangle } from '#core/pdf/pages'
import { readText } from '#core/pdf/text-strings'
import { areaOf, intersection } from './geometry.ts'
import { marksOfForm } from './page-marks.ts'

/** Widgets that are compared with each other; more are hostile. */
const MAX_COMPARED = 2_000
/** Part of the smaller field that the other one must cover. */
const OVERLAP = 0.4
const UNSEEN = 1 | 2 | 32
/**
 * Form fields on top of each other, and fields that show something else than they hold: of both a later revision, or another
 * reader, can show the other one under a valid signature.
 *
 * @param pageOf Number of a page by its object's.
 */
export function formWarnings(view, pageOf, budget) {
  const form = findForm(view)
  if (!form) return []
  const fields = listFields(view)
  const xfa = form.dict.entries.has('XFA') ? [signingWarning('xfa-form', { object: form.ref?.num ?? null })] : []
  return [...xfa, ...overlaps(widgetsOf(view, fields, pageOf), budget), ...otherValues(view, fields, budget)]
}
function widgetsOf(view, fields, pageOf) {
  return fields.flatMap((field) =>
    field.widgets.flatMap(({ ref, dict }) => {
      const box = rectangle(view, dict.entries.get('Rect'))
      const flags = view.entry(dict, 'F')
      const page = dict.entries.get('P')
      const isSeen = !isInteger(flags) || (flags & UNSEEN) === 0
      if (!box || !isSeen || areaOf(box) < 4) return []
      return [{ field, dict, box, object: ref?.num ?? null, page: isRef(page) ? (pageOf.get(page.num) ?? null) : null }]
    }),
  )
}
function overlaps(widgets, budget) {
  const found = new Map()
  if (widgets.length > MAX_COMPARED) budget.take('pages', Number.POSITIVE_INFINITY)
  const compared = widgets.slice(0, MAX_COMPARED)
  for (const [index, one] of compared.entries()) {
    for (const other of compared.slice(index + 1)) {
      if (!isOverlap(one, other)) continue
      const detail = `${one.field.name}, ${other.field.name}`
      found.set(detail, signingWarning('fields-overlap', { page: one.page, object: other.object, detail }))
    }
  }
  return [...found.values()]
}
/** The seal stands over a third of the signature (NĐ 30/2020/NĐ-CP, PL I, I.II.8.a): two signatures may overlap. */
function isOverlap(one, other) {
  const [a, b] = [one.field, other.field]
  const areSignatures = a.fieldType === 'Sig' && b.fieldType === 'Sig'
  if (a.name === b.name || areSignatures || one.page !== other.page) return false
  const shared = intersection(one.box, other.box)
  return shared !== undefined && areaOf(shared) >= OVERLAP * Math.min(areaOf(one.box), areaOf(other.box))
}
/** Text fields whose appearance can be read as letters (fonts of one byte a letter) and has none of the value in it. */
function otherValues(view, fields, budget) {
  return fields.flatMap((field) => {
    const value = field.fieldType === 'Tx' ? view.resolve(field.value) : null
    if (!isString(value)) return []
    const expected = plainLetters(readText(value))
    if (expected === '') return []
    const shown = field.widgets.map(({ dict }) => shownText(view, dict, budget))
    const differs = shown.some(
      (text) => text !== undefined && text !== '' && !text.includes(expected) && !expected.includes(text),
    )
    return differs
      ? [signingWarning('field-shows-other-value', { object: field.ref?.num ?? null, detail: field.name })]
      : []
  })
}
function shownText(view, widget, budget) {
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
const plainLetters = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
