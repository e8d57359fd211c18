import { type SigningWarning, signingWarning } from '#contract'
import type { ObjectView } from '#core/pdf/object-view'
import { isArray, isDict, isInteger, isName, isRef, type PdfDict } from '#core/pdf/objects'
import { type PdfPage, rectangle } from '#core/pdf/pages'
import type { Budget } from './budget.ts'
import { areaOf, type Box, contains } from './geometry.ts'
import type { PageMarks } from './page-marks.ts'

/** Letters below a picture that are worth a word: a picture may touch a line's end. */
const MIN_LETTERS = 4
/** A picture of this much of the page is the page: a scan. */
const WHOLE_PAGE = 0.8
/** Room inside a picture's edge that does not count, in points. */
const EDGE = 1

/** Pictures painted over text: what hides it can be taken away by a later revision (the attack "hide"). */
export function coveredByPictures({ texts, pictures }: PageMarks, page: PdfPage, budget: Budget): SigningWarning[] {
  const seen = new Set<string>()
  return pictures.flatMap(({ box, object, order }) => {
    const isPage = areaOf(box) >= WHOLE_PAGE * areaOf(page.box)
    const code = isPage ? 'picture-over-page' : 'image-over-text'
    if (seen.has(code) || !budget.take('comparisons', texts.length)) return []
    const inside = shrunk(box)
    const below = texts.filter((text) => text.order < order && contains(inside, text.at))
    if (letters(below) < MIN_LETTERS) return []
    seen.add(code)
    return [signingWarning(code, { page: page.number, object })]
  })
}

const letters = (texts: PageMarks['texts']): number => texts.reduce((sum, one) => sum + one.letters, 0)

const shrunk = ([left, bottom, right, top]: Box): Box => [left + EDGE, bottom + EDGE, right - EDGE, top - EDGE]

/** Comments that hide what is below; marks of text and widgets do not. */
const COVERING = new Set(['Stamp', 'FreeText', 'Square', 'Redact'])
/** Annotation flags Invisible, Hidden, NoView. ISO 32000-1:2008, Table 165. */
const UNSEEN = 1 | 2 | 32

/** The same by annotations, which a later revision may remove. */
export function coveredByAnnotations(
  view: ObjectView,
  { texts }: PageMarks,
  { page, budget }: { page: PdfPage; budget: Budget },
): SigningWarning[] {
  return annotationsOf(view, page.dict).flatMap(({ dict, object }) => {
    const subtype = view.entry(dict, 'Subtype')
    const flags = view.entry(dict, 'F')
    const box = rectangle(view, dict.entries.get('Rect'))
    const isSeen = !isInteger(flags) || (flags & UNSEEN) === 0
    if (!isName(subtype) || !COVERING.has(subtype.name) || !isSeen || !box || !isOpaque(view, dict, subtype.name))
      return []
    if (!budget.take('comparisons', texts.length)) return []
    const inside = shrunk(box)
    const covers = letters(texts.filter(({ at }) => contains(inside, at))) >= MIN_LETTERS
    return covers ? [signingWarning('annotation-over-text', { page: page.number, object, detail: subtype.name })] : []
  })
}

/** A frame without a filling hides nothing. */
function isOpaque(view: ObjectView, dict: PdfDict, subtype: string): boolean {
  const opacity = view.entry(dict, 'CA')
  if (typeof opacity === 'number' && opacity < 1) return false
  if (subtype === 'Stamp') return true
  const filling = view.entry(dict, subtype === 'FreeText' ? 'C' : 'IC')
  return isArray(filling) && filling.length > 0
}

export function annotationsOf(view: ObjectView, page: PdfDict): { dict: PdfDict; object: number | null }[] {
  const list = view.entry(page, 'Annots')
  return (isArray(list) ? list : []).flatMap((item) => {
    const dict = view.resolve(item)
    return isDict(dict) ? [{ dict, object: isRef(item) ? item.num : null }] : []
  })
}
