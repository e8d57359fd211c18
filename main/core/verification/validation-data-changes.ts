import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isRef, type PdfDict, type PdfObject } from '../pdf/objects.ts'
import type { Comparison } from './graph-comparison.ts'

const LISTS = ['Certs', 'OCSPs', 'CRLs'] as const
const VRI_LISTS = ['Cert', 'OCSP', 'CRL'] as const
const MAX_SIGNATURES = 1000

/**
 * Whether the document security store only grew: nothing that was there is gone, and what was there is still the same
 * (which `comparison` is told to look at).
 *
 * @see ETSI EN 319 142-1 V1.2.1, 5.4.2.
 */
export function isStoreGrown(before: ObjectView, after: ObjectView, comparison: Comparison): boolean {
  const [old, now] = [storeOf(before), storeOf(after)]
  if (now === undefined) return old === undefined
  if (old === undefined) return true
  const areListsGrown = LISTS.every((key) => isListGrown({ before, after, comparison }, [old, now], key))
  return areListsGrown && areSignatureEntriesGrown({ before, after, comparison }, [old, now])
}

function storeOf(view: ObjectView): PdfDict | undefined {
  const store = view.entry(view.catalog().dict, 'DSS')
  return isDict(store) ? store : undefined
}

type Views = { before: ObjectView; after: ObjectView; comparison: Comparison }
type Pair = readonly [PdfDict, PdfDict]

function isListGrown({ before, after, comparison }: Views, [old, now]: Pair, key: string): boolean {
  const [earlier, later] = [listOf(before, old, key), listOf(after, now, key)]
  const kept = new Set(later.flatMap((item) => (isRef(item) ? [item.num] : [])))
  for (const item of earlier) {
    if (!isRef(item) || !kept.has(item.num)) return false
    comparison.compare(item, item, ['Root', 'DSS', key])
  }
  return true
}

function listOf(view: ObjectView, dict: PdfDict, key: string): readonly PdfObject[] {
  const list = view.entry(dict, key)
  return isArray(list) ? list : []
}

/** `/VRI`: validation data by signature; an entry may get more, none may go. */
function areSignatureEntriesGrown(views: Views, [old, now]: Pair): boolean {
  const [earlier, later] = [views.before.entry(old, 'VRI'), views.after.entry(now, 'VRI')]
  if (!isDict(earlier)) return true
  if (!isDict(later) || earlier.entries.size > MAX_SIGNATURES) return false
  return [...earlier.entries.keys()].every((key) => {
    const [oldEntry, newEntry] = [views.before.entry(earlier, key), views.after.entry(later, key)]
    if (!isDict(oldEntry) || !isDict(newEntry)) return false
    return VRI_LISTS.every((list) => isListGrown(views, [oldEntry, newEntry], list))
  })
}
