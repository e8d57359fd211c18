import { AppError } from '#contract'
import type { FormField } from '../pdf/form-fields.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isRef, type PdfObject } from '../pdf/objects.ts'
import type { SignatureDictionary } from './signature-dictionary.ts'

const MAX_NODES = 20_000

/**
 * Finds the page (1 is the first) that shows a signature's widget, by the widget's `/P` or else by the pages' `/Annots`.
 * A document whose page tree is too large or damaged gives null: the verdict does not depend on it.
 */
export function createPageFinder(view: ObjectView): (signature: Pick<SignatureDictionary, 'field'>) => number | null {
  const pageOf = createFieldPages(view)
  return ({ field }) => pageOf(field)
}

/** The same of any field. */
export function createFieldPages(view: ObjectView): (field: Pick<FormField, 'widgets'>) => number | null {
  let pages: ReturnType<typeof listPages> | undefined
  return ({ widgets }) => {
    const [widget] = widgets
    if (widget === undefined) return null
    pages ??= listPages(view)
    const page = widget.dict.entries.get('P')
    const number = isRef(page) ? pages.numbers.get(page.num) : undefined
    if (number !== undefined) return number
    return widget.ref === null ? null : (pages.ofAnnotation(widget.ref.num) ?? null)
  }
}

function listPages(view: ObjectView): {
  numbers: ReadonlyMap<number, number>
  ofAnnotation: (num: number) => number | undefined
} {
  const numbers = new Map<number, number>()
  try {
    walk(view, view.catalog().dict.entries.get('Pages') ?? null, numbers)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
  let annotations: Map<number, number> | undefined
  return {
    numbers,
    ofAnnotation: (num) => {
      annotations ??= annotationsOf(view, numbers)
      return annotations.get(num)
    },
  }
}

function walk(view: ObjectView, root: PdfObject, numbers: Map<number, number>): void {
  const waiting = [root]
  const seen = new Set<number>()
  while (waiting.length > 0 && seen.size < MAX_NODES) {
    const node = waiting.pop() ?? null
    if (!isRef(node) || seen.has(node.num)) continue
    seen.add(node.num)
    const dict = view.resolve(node)
    const kids = isDict(dict) ? view.entry(dict, 'Kids') : null
    // No more than are looked at: a list of a million kids would not even fit into one call.
    if (isArray(kids)) for (const kid of kids.slice(0, MAX_NODES).toReversed()) waiting.push(kid)
    else numbers.set(node.num, numbers.size + 1)
  }
}

function annotationsOf(view: ObjectView, numbers: ReadonlyMap<number, number>): Map<number, number> {
  const annotations = new Map<number, number>()
  for (const [num, page] of numbers) {
    const dict = view.resolve({ type: 'ref', num, gen: 0 })
    const list = isDict(dict) ? view.entry(dict, 'Annots') : null
    for (const annotation of isArray(list) ? list : []) if (isRef(annotation)) annotations.set(annotation.num, page)
  }
  return annotations
}
