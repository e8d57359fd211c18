import { AppError } from '#contract'
import type { ObjectView } from './object-view.ts'
import { isArray, isDict, isInteger, isName, isRef, type PdfDict, type PdfObject, type PdfRef } from './objects.ts'

const MAX_TREE_DEPTH = 64
const MAX_KIDS = 1_000_000
/** Attributes that a page takes from its ancestors. ISO 32000-1:2008, Table 30. */
const INHERITED = ['MediaBox', 'CropBox', 'Rotate', 'Resources'] as const

/** A page, with its inherited attributes beside it. */
export type PdfPage = {
  ref: PdfRef
  dict: PdfDict
  /** 1 for the first. */
  number: number
  /** Visible area in points: crop box within media box, as [left, bottom, right, top]. */
  box: readonly [number, number, number, number]
  /** 0, 90, 180 or 270, clockwise. */
  rotate: number
  /** Its own, or those of an ancestor. */
  resources: PdfDict | null
}

type Inherited = Partial<Record<(typeof INHERITED)[number], PdfObject>>

/** How many pages the file says it has; 0 where it does not say. */
export function countPages(view: ObjectView): number {
  const count = pagesRoot(view).dict.entries.get('Count')
  const resolved = view.resolve(count)
  return isInteger(resolved) && resolved > 0 ? resolved : 0
}

/**
 * Finds one page without walking through the others, by the counts of the tree.
 *
 * @param number 1 is the first page, -1 the last.
 * @throws AppError `page-not-found`, `pdf-damaged` (a loop, a tree too deep, a kid that is no object of its own).
 */
export function findPage(view: ObjectView, number: number): PdfPage {
  const total = countPages(view)
  const wanted = number < 0 ? total + number + 1 : number
  if (wanted < 1 || wanted > total) throw new AppError('page-not-found', { page: number, pages: total })
  const seen = new Set<number>()
  let node = pagesRoot(view)
  let skipped = 0
  let inherited: Inherited = {}
  for (let depth = 0; depth < MAX_TREE_DEPTH; depth += 1) {
    if (seen.has(node.ref.num)) throw view.damaged('a page tree with a loop', node.ref)
    seen.add(node.ref.num)
    inherited = inherit(view, node.dict, inherited)
    const kid = kidWith(view, node, { wanted, skipped })
    if (!isArray(view.entry(kid.dict, 'Kids')))
      return toPage(view, { ...kid, number: wanted, inherited: inherit(view, kid.dict, inherited) })
    node = kid
    skipped = kid.skipped
  }
  throw view.damaged('a page tree too deep', node.ref)
}

type PageNode = { ref: PdfRef; dict: PdfDict }

function kidWith(view: ObjectView, node: PageNode, { wanted, skipped }: { wanted: number; skipped: number }) {
  const kids = view.entry(node.dict, 'Kids')
  if (!isArray(kids) || kids.length > MAX_KIDS) throw view.damaged('a page tree node without /Kids', node.ref)
  let before = skipped
  for (const ref of kids) {
    const dict = view.resolve(ref)
    if (!isRef(ref) || !isDict(dict))
      throw view.damaged('a page that is not an object of its own', isRef(ref) ? ref : node.ref)
    const count = isArray(view.entry(dict, 'Kids')) ? view.entry(dict, 'Count') : 1
    const pages = isInteger(count) ? count : 0
    if (wanted <= before + pages) return { ref, dict, skipped: before }
    before += pages
  }
  throw view.damaged('a page tree whose counts are wrong', node.ref)
}

function pagesRoot(view: ObjectView): PageNode {
  const ref = view.catalog().dict.entries.get('Pages')
  const dict = view.resolve(ref)
  if (!isRef(ref) || !isDict(dict) || isName(dict.entries.get('Type'), 'Catalog'))
    throw view.damaged('no page tree', ref)
  return { ref, dict }
}

function inherit(view: ObjectView, dict: PdfDict, above: Inherited): Inherited {
  const own = INHERITED.flatMap((key) => (dict.entries.has(key) ? [[key, view.entry(dict, key)] as const] : []))
  return { ...above, ...Object.fromEntries(own) }
}

function toPage(view: ObjectView, page: { ref: PdfRef; dict: PdfDict; number: number; inherited: Inherited }): PdfPage {
  const media = rectangle(view, page.inherited.MediaBox) ?? [0, 0, 612, 792]
  const crop = rectangle(view, page.inherited.CropBox) ?? media
  const box = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ] as const
  return {
    ref: page.ref,
    dict: page.dict,
    number: page.number,
    box: box[0] < box[2] && box[1] < box[3] ? box : media,
    rotate: isInteger(page.inherited.Rotate) ? turn(page.inherited.Rotate) : 0,
    resources: isDict(page.inherited.Resources) ? page.inherited.Resources : null,
  }
}

/** How the page of an annotation is turned, its own or as an ancestor says; 0 where the annotation names no page. */
export function rotationAround(view: ObjectView, annotation: PdfDict): number {
  let node = view.entry(annotation, 'P')
  for (let depth = 0; depth < MAX_TREE_DEPTH && isDict(node); depth += 1) {
    const own = view.entry(node, 'Rotate')
    if (isInteger(own)) return turn(own)
    node = view.entry(node, 'Parent')
  }
  return 0
}

/** 0, 90, 180 or 270; anything else counts as upright. */
function turn(rotate: number): number {
  return rotate % 90 === 0 ? ((rotate % 360) + 360) % 360 : 0
}

/** Four numbers as [left, bottom, right, top], whichever corners they name. */
export function rectangle(
  view: ObjectView,
  value: PdfObject | undefined,
): [number, number, number, number] | undefined {
  const array = view.resolve(value)
  if (!isArray(array) || array.length !== 4) return undefined
  const numbers = array.map((item) => view.resolve(item))
  if (!numbers.every((item) => typeof item === 'number')) return undefined
  const [a = 0, b = 0, c = 0, d = 0] = numbers
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
}
