import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isInteger, isRef, type PdfDict, type PdfObject, type PdfRef } from '../pdf/objects.ts'
import { nameOf } from './signature-dictionary.ts'

/** Elements of the tree that are followed; a longer way is not explained. */
const MAX_DEPTH = 16
const MAX_ENTRIES = 100_000

/** A structure tree that has grown by what new widgets need. */
export type StructureGrowth = {
  /** Entries that have grown, by the number of their dictionary. */
  excused: ReadonlyMap<number, readonly string[]>
  /** What the tree held before: it must be as it was. */
  kept: readonly PdfRef[]
}

type Views = { before: ObjectView; after: ObjectView; newWidgets: ReadonlySet<number> }

/**
 * Explains a structure tree that grows by elements for new widgets: new kids whose only content is such a widget, and entries of
 * the parent tree that lead to them. What was there before is to be compared. Undefined where nothing of that kind happened.
 *
 * @see ISO 32000-1:2008, 14.7.2 (hierarchy), 14.7.4.4 (parent tree).
 */
export function explainStructure(views: Views): StructureGrowth | undefined {
  const root = views.newWidgets.size > 0 ? rootsOf(views) : undefined
  if (!root) return undefined
  const kids = grownKids(views, [root.old, root.now], 0)
  const parents = grownParents(views, root.old, root.now)
  if (kids === undefined || parents === undefined || kids.grown + parents.grown === 0) return undefined
  const excused = new Map<number, readonly string[]>([...kids.excused, ...parents.excused])
  excused.set(root.ref.num, ['K', 'ParentTree', 'ParentTreeNextKey'])
  return { excused, kept: [root.ref, ...kids.kept, ...parents.kept] }
}

function rootsOf({ before, after }: Views): { ref: PdfRef; old: PdfDict; now: PdfDict } | undefined {
  const [oldRef, newRef] = [rootOf(before), rootOf(after)]
  if (!isRef(oldRef) || !isRef(newRef) || oldRef.num !== newRef.num) return undefined
  const [old, now] = [before.resolve(oldRef), after.resolve(newRef)]
  return isDict(old) && isDict(now) ? { ref: oldRef, old, now } : undefined
}

const rootOf = (view: ObjectView): PdfObject => view.catalog().dict.entries.get('StructTreeRoot') ?? null

type Growth = { grown: number; excused: [number, string[]][]; kept: PdfRef[] }
const nothing = (): Growth => ({ grown: 0, excused: [], kept: [] })

/** Kids that were there stay in their order; what comes between them is for a new widget, or is a kid that has itself grown. */
function grownKids(views: Views, [old, now]: readonly [PdfDict, PdfDict], depth: number): Growth | undefined {
  if (depth > MAX_DEPTH) return undefined
  const [earlier, later] = [kidsOf(views.before, old), kidsOf(views.after, now)]
  const growth = nothing()
  let next = 0
  for (const kid of later) {
    const expected = earlier[next]
    if (expected !== undefined && isSame(expected, kid)) {
      next += 1
      if (!isRef(kid)) continue
      growth.kept.push(kid)
      const below = grownElement(views, kid, depth)
      if (below === undefined) return undefined
      addTo(growth, below)
    } else if (isForNewWidget(views, kid)) growth.grown += 1
    else return undefined
  }
  return next === earlier.length ? growth : undefined
}

/** One by one: a list may be longer than one call takes. */
function addTo(growth: Growth, below: Growth): void {
  growth.grown += below.grown
  for (const one of below.excused) growth.excused.push(one)
  for (const one of below.kept) growth.kept.push(one)
}

/** An element whose kids have grown; one that stayed as it was has nothing to explain. */
function grownElement(views: Views, kid: PdfRef, depth: number): Growth | undefined {
  const [old, now] = [views.before.resolve(kid), views.after.resolve(kid)]
  if (!isDict(old) || !isDict(now)) return nothing()
  if (kidsOf(views.before, old).length === kidsOf(views.after, now).length) return nothing()
  const growth = grownKids(views, [old, now], depth + 1)
  if (growth && growth.grown > 0) growth.excused.push([kid.num, ['K']])
  return growth
}

function kidsOf(view: ObjectView, dict: PdfDict): readonly PdfObject[] {
  const value = dict.entries.get('K')
  const resolved = view.resolve(value)
  if (isArray(resolved)) return resolved
  return value === undefined || value === null ? [] : [value]
}

function isSame(a: PdfObject, b: PdfObject): boolean {
  return isRef(a) && isRef(b) ? a.num === b.num : isInteger(a) && a === b
}

/** A new element that holds nothing but references to new widgets. */
function isForNewWidget({ before, after, newWidgets }: Views, kid: PdfObject): boolean {
  const element = after.resolve(kid)
  if (!isRef(kid) || before.get(kid) !== null || !isDict(element)) return false
  const content = kidsOf(after, element).map((one) => after.resolve(one))
  const holdsWidgets = content.every((one) => {
    const target = isDict(one) && nameOf(after, one, 'Type') === 'OBJR' ? one.entries.get('Obj') : null
    return isRef(target) && newWidgets.has(target.num)
  })
  return content.length > 0 && holdsWidgets
}

/** Entries of the parent tree that were there stay; new ones lead to new elements. */
function grownParents(views: Views, old: PdfDict, now: PdfDict): Growth | undefined {
  const [earlier, later] = [parentsOf(views.before, old), parentsOf(views.after, now)]
  if (earlier === undefined || later === undefined) return undefined
  const isKept = [...earlier].every(([key, value]) => isSameParent(value, later.get(key)))
  const added = [...later].filter(([key]) => !earlier.has(key))
  if (!isKept || !added.every(([, value]) => isForNewWidget(views, value))) return undefined
  const kept = [...earlier.values()].flatMap((value) => (isArray(value) ? value : [value])).filter((one) => isRef(one))
  return { grown: added.length, excused: [], kept }
}

function isSameParent(a: PdfObject, b: PdfObject = null): boolean {
  if (isArray(a) && isArray(b)) return a.length === b.length && a.every((one, index) => isSame(one, b[index] ?? null))
  return isSame(a, b)
}

/** The number tree, flattened; undefined where it is not one or too long. */
function parentsOf(view: ObjectView, root: PdfDict): Map<number, PdfObject> | undefined {
  const parents = new Map<number, PdfObject>()
  const waiting: PdfObject[] = [view.entry(root, 'ParentTree')]
  for (let visited = 0; waiting.length > 0; visited += 1) {
    if (visited > MAX_ENTRIES || parents.size > MAX_ENTRIES) return undefined
    const node = view.resolve(waiting.pop())
    const [kids, numbers] = ['Kids', 'Nums'].map((key) => (isDict(node) ? view.entry(node, key) : null))
    if (isArray(kids)) for (const kid of kids) waiting.push(kid)
    if (isArray(numbers) && !addNumbers(view, numbers, parents)) return undefined
  }
  return parents
}

/** Takes the pairs of a leaf; says whether each key was an integer, and new. */
function addNumbers(view: ObjectView, numbers: readonly PdfObject[], parents: Map<number, PdfObject>): boolean {
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const key = view.resolve(numbers[index])
    if (!isInteger(key) || parents.has(key)) return false
    parents.set(key, numbers[index + 1] ?? null)
  }
  return true
}
