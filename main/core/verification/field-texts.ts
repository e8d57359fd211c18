import type { ObjectView } from '../pdf/object-view.ts'
import { isDict, isInteger, isName, isRef, type PdfDict, type PdfObject, type PdfStream } from '../pdf/objects.ts'
import { type PdfPage, rectangle } from '../pdf/pages.ts'
import { serialize } from '../pdf/serialize.ts'
import type { Budget } from '../shadow/budget.ts'
import type { Box, Matrix } from '../shadow/geometry.ts'
import { turnedBoxOf } from '../shadow/hidden-text.ts'
import { marksOfForm, type TextMark } from '../shadow/page-marks.ts'
import { annotationListOf, subtypeOf } from './document-places.ts'
import { normalLookOf } from './normal-look.ts'
import { showsNothing } from './timestamp-widget.ts'

/** The look of a filled field where a page shows it. */
export type FieldLook = { num: number | null; look: PdfStream; box: Box }

/** Fields of one page whose looks are read. */
const MAX_LOOKS = 2000
const MAX_DEPTH = 32
/** Annotation flag NoView. ISO 32000-1:2008, Table 165. */
const NO_VIEW = 32

/**
 * The looks of the fields on a page, but those of signatures: the seal stands over a third of the leader's
 * (NĐ 30/2020/NĐ-CP, PL I, I.II.8.a). Undefined where they are more than are read.
 */
export function fieldLooksOn(view: ObjectView, page: PdfPage): readonly FieldLook[] | undefined {
  const looks: FieldLook[] = []
  for (const item of annotationListOf(view, page.ref.num) ?? []) {
    const dict = view.resolve(item)
    if (!isDict(dict) || !isShownField(view, dict)) continue
    const look = normalLookOf(view, dict)
    const box = rectangle(view, dict.entries.get('Rect'))
    if (!look || !box) continue
    if (looks.length >= MAX_LOOKS) return undefined
    looks.push({ num: isRef(item) ? item.num : null, look, box })
  }
  return looks
}

/** What tells a look where it stands from every other. */
export const placeOfLook = ({ num, look, box }: FieldLook): string =>
  `${String(num)} ${String(look.start)}-${String(look.end)} ${serialize(look.dict)} ${box.join(' ')}`

function isShownField(view: ObjectView, widget: PdfDict): boolean {
  if (subtypeOf(view, widget) !== 'Widget' || showsNothing(view, widget)) return false
  const flags = view.entry(widget, 'F')
  if (isInteger(flags) && (flags & NO_VIEW) !== 0) return false
  return !isName(fieldTypeOf(view, widget), 'Sig')
}

/** Also inherited. ISO 32000-1:2008, Table 220. */
function fieldTypeOf(view: ObjectView, widget: PdfDict): PdfObject {
  let field: PdfObject = widget
  for (let depth = 0; depth < MAX_DEPTH && isDict(field); depth += 1) {
    const type = view.entry(field, 'FT')
    if (type !== null) return type
    field = view.entry(field, 'Parent')
  }
  return null
}

/** What a look writes on the page; one that cannot be read counts as text all over its rectangle. */
export function textsOfLook(view: ObjectView, { look, box }: FieldLook, budget: Budget): readonly TextMark[] {
  const matrix = ontoPage(view, look, box)
  if (!matrix) return []
  const { texts, isWhole } = marksOfForm(view, look, budget, { matrix })
  return isWhole ? texts : [...texts, all(box)]
}

function all([left, bottom, right, top]: Box): TextMark {
  const rest = { text: '', letters: 1, font: '', order: 0, isPlain: true }
  return { at: [left, bottom], end: [right, bottom], size: (top - bottom) * 1.5, ...rest }
}

/**
 * Leads from the look onto the page: its box, turned by its matrix, fills the rectangle; the matrix itself comes with the look.
 *
 * @see ISO 32000-1:2008, 12.5.5, algorithm 8.1.
 */
function ontoPage(view: ObjectView, look: PdfStream, [left, bottom, right, top]: Box): Matrix | undefined {
  const turned = turnedBoxOf(view, look)
  if (!turned || turned[0] === turned[2] || turned[1] === turned[3]) return undefined
  const [across, up] = [(right - left) / (turned[2] - turned[0]), (top - bottom) / (turned[3] - turned[1])]
  return [across, 0, 0, up, left - turned[0] * across, bottom - turned[1] * up]
}
