import { AppError } from '#contract'
import { type FormField, listFields } from '../pdf/form-fields.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isRef, type PdfDict, type PdfObject, type PdfRef } from '../pdf/objects.ts'
import { listSignatures, nameOf } from './signature-dictionary.ts'

const MAX_NODES = 20_000

/** What the objects of a revision are to its reader, by number. */
export type DocumentPlaces = {
  pages: ReadonlyMap<number, number>
  /** Nodes of the page tree above the pages. */
  pageNodes: ReadonlySet<number>
  annotations: ReadonlyMap<number, { page: number; subtype: string }>
  /** Fields, by their own number and by those of their widgets. */
  fields: ReadonlyMap<number, FormField>
  /** Names of the fields that hold a signature, by the number of its dictionary. */
  signatures: ReadonlyMap<number, string>
}

/** Finds pages, annotations, fields and signatures; what is damaged or too much is left out, for it is only to be named. */
export function placesOf(view: ObjectView): DocumentPlaces {
  const { pages, pageNodes } = attempt(() => walkPages(view)) ?? { pages: new Map(), pageNodes: new Set() }
  const fields = attempt(() => listFields(view)) ?? []
  const signatures = attempt(() => listSignatures(view)) ?? []
  return {
    pages,
    pageNodes,
    annotations: annotationsOf(view, pages),
    fields: new Map(
      fields.flatMap((field) =>
        [field, ...field.widgets].flatMap(({ ref }) => (ref ? [[ref.num, field] as const] : [])),
      ),
    ),
    signatures: new Map(signatures.flatMap(({ holder, field }) => (holder ? [[holder.num, field.name] as const] : []))),
  }
}

/** The last one first, no more than are looked at: a list of a million would not even fit into one call. */
function kidsOf(view: ObjectView, node: PdfRef): readonly PdfObject[] | undefined {
  const dict = view.resolve(node)
  const kids = isDict(dict) ? view.entry(dict, 'Kids') : null
  return isArray(kids) ? kids.slice(0, MAX_NODES).toReversed() : undefined
}

function walkPages(view: ObjectView): { pages: Map<number, number>; pageNodes: Set<number> } {
  const [pages, pageNodes] = [new Map<number, number>(), new Set<number>()]
  const waiting: PdfObject[] = [view.catalog().dict.entries.get('Pages') ?? null]
  while (waiting.length > 0 && pages.size + pageNodes.size < MAX_NODES) {
    const node = waiting.pop() ?? null
    if (!isRef(node) || pages.has(node.num) || pageNodes.has(node.num)) continue
    const kids = kidsOf(view, node)
    if (kids) {
      pageNodes.add(node.num)
      for (const kid of kids) waiting.push(kid)
    } else pages.set(node.num, pages.size + 1)
  }
  return { pages, pageNodes }
}

function annotationsOf(view: ObjectView, pages: ReadonlyMap<number, number>): DocumentPlaces['annotations'] {
  const annotations = new Map<number, { page: number; subtype: string }>()
  for (const [num, page] of pages) {
    for (const item of attempt(() => annotationListOf(view, num)) ?? []) {
      const dict = isRef(item) ? attempt(() => view.resolve(item)) : null
      if (isRef(item) && isDict(dict)) annotations.set(item.num, { page, subtype: subtypeOf(view, dict) })
    }
  }
  return annotations
}

/** The annotations of the page of that number, as they stand; undefined where there is something else than a list. */
export function annotationListOf(view: ObjectView, page: number): readonly PdfObject[] | undefined {
  const dict = view.resolve({ type: 'ref', num: page, gen: 0 })
  if (!isDict(dict)) return undefined
  const list = view.entry(dict, 'Annots')
  if (list === null) return []
  return isArray(list) ? list : undefined
}

export const subtypeOf = (view: ObjectView, annotation: PdfDict): string => nameOf(view, annotation, 'Subtype')

/** Undefined for what cannot be read. */
function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
