import type { PdfDocument } from '../pdf/document.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isRef, isStream, type PdfObject, type PdfRef } from '../pdf/objects.ts'

/** Objects that one revision may write; more is left undecided. */
const MAX_WRITTEN = 1_000_000

/** Numbers that a revision's cross-reference sections speak of; undefined where they are too many. */
export function writtenBy(document: PdfDocument, index: number): ReadonlySet<number> | undefined {
  const ranges = document.revisions[index]?.sections.flatMap((section) => section.ranges) ?? []
  if (ranges.reduce((sum, [first, end]) => sum + end - first, 0) > MAX_WRITTEN) return undefined
  const written = new Set<number>()
  for (const [first, end] of ranges) for (let num = first; num < end; num += 1) written.add(num)
  return written
}

/** The references in an object, in its order, behind what holds it. */
export type ReferencesOf = (view: ObjectView, ref: PdfRef) => readonly PdfRef[]

/**
 * Remembers the references of objects that no later revision writes: of a large document each object is parsed once,
 * however many revisions are compared.
 */
export function createReferenceMemory(isStable: (num: number) => boolean): ReferencesOf {
  const known = new Map<number, readonly PdfRef[]>()
  return (view, ref) => {
    const key = ref.num * 65_536 + ref.gen
    const remembered = known.get(key)
    if (remembered) return remembered
    const references = [...holdersOf(view, ref), ...referencesIn(view.get(ref))]
    if (isStable(ref.num)) known.set(key, references)
    return references
  }
}

/**
 * The object stream that an object stands in. It is part of the object: written anew, it changes all that is in it, though no
 * section says so.
 */
export function holdersOf(view: ObjectView, { num }: PdfRef): readonly PdfRef[] {
  const place = view.locate(num)
  return place?.kind === 'in-stream' ? [{ type: 'ref', num: place.stream, gen: 0 }] : []
}

function referencesIn(object: PdfObject): readonly PdfRef[] {
  const found: PdfRef[] = []
  addReferences(object, found)
  return found
}

function addReferences(object: PdfObject, found: PdfRef[]): void {
  if (isRef(object)) found.push(object)
  else if (isArray(object)) for (const part of object) addReferences(part, found)
  else if (isDict(object)) for (const part of object.entries.values()) addReferences(part, found)
  else if (isStream(object)) addReferences(object.dict, found)
}

/** The parts of an array, a dictionary or a stream's dictionary, by index or key. */
function partsOf(object: PdfObject): readonly (readonly [string, PdfObject])[] {
  if (isArray(object)) return object.map((part, index) => [String(index), part] as const)
  if (isDict(object)) return [...object.entries]
  return isStream(object) ? [...object.dict.entries] : []
}

/** The keys that lead from an object to the first reference to `num` in it. */
export function keysTo(object: PdfObject, num: number): readonly string[] {
  for (const [key, part] of partsOf(object)) {
    if (isRef(part) && part.num === num) return [key]
    const below = keysTo(part, num)
    if (below.length > 0) return [key, ...below]
  }
  return []
}
