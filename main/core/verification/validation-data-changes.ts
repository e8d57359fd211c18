import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isRef, type PdfDict, type PdfObject, type PdfRef } from '../pdf/objects.ts'

const LISTS = ['Certs', 'OCSPs', 'CRLs'] as const
const VRI_LISTS = ['Cert', 'OCSP', 'CRL'] as const
const MAX_SIGNATURES = 1000

/**
 * What the document security store keeps: the objects it listed before, which all must still be listed and still be the
 * same (the caller compares them). Undefined where something is gone.
 *
 * @see ETSI EN 319 142-1 V1.2.1, 5.4.2.
 */
export function keptValidationData(before: ObjectView, after: ObjectView): PdfRef[] | undefined {
  const [old, now] = [storeOf(before), storeOf(after)]
  if (old === undefined) return []
  if (now === undefined) return undefined
  const kept = LISTS.map((key) => keptOf({ before, after }, [old, now], key))
  return joined([...kept, keptBySignature({ before, after }, [old, now])])
}

function storeOf(view: ObjectView): PdfDict | undefined {
  const store = view.entry(view.catalog().dict, 'DSS')
  return isDict(store) ? store : undefined
}

function joined(lists: readonly (PdfRef[] | undefined)[]): PdfRef[] | undefined {
  const all: PdfRef[] = []
  for (const list of lists) {
    if (list === undefined) return undefined
    for (const item of list) all.push(item)
  }
  return all
}

type Views = { before: ObjectView; after: ObjectView }
type Pair = readonly [PdfDict, PdfDict]

function keptOf({ before, after }: Views, [old, now]: Pair, key: string): PdfRef[] | undefined {
  const still = new Set(listOf(after, now, key).flatMap((item) => (isRef(item) ? [item.num] : [])))
  const kept: PdfRef[] = []
  for (const item of listOf(before, old, key)) {
    if (!isRef(item) || !still.has(item.num)) return undefined
    kept.push(item)
  }
  return kept
}

function listOf(view: ObjectView, dict: PdfDict, key: string): readonly PdfObject[] {
  const list = view.entry(dict, key)
  return isArray(list) ? list : []
}

/** `/VRI`: validation data by signature; an entry may get more, none may go. */
function keptBySignature(views: Views, [old, now]: Pair): PdfRef[] | undefined {
  const [earlier, later] = [views.before.entry(old, 'VRI'), views.after.entry(now, 'VRI')]
  if (!isDict(earlier)) return []
  if (!isDict(later) || earlier.entries.size > MAX_SIGNATURES) return undefined
  const kept = [...earlier.entries.keys()].map((key) => {
    const [oldEntry, newEntry] = [views.before.entry(earlier, key), views.after.entry(later, key)]
    if (!isDict(oldEntry) || !isDict(newEntry)) return undefined
    return joined(VRI_LISTS.map((list) => keptOf(views, [oldEntry, newEntry], list)))
  })
  return joined(kept)
}
