import { isRef, isStream, type PdfObject, type PdfRef } from './objects.ts'

const MAX_OBJECTS = 4096
/** What the remembered objects take in memory, roughly. */
const MAX_WEIGHT = 64 << 20

/** An object as it stands at a place of the file, with its own number, and what it takes in memory. */
export type PlacedObject = {
  ref: PdfRef
  object: PdfObject
  weight: number
  /** Offset of the byte after its `endobj`; of a stream, after its `endstream`. */
  end: number
  /** A dictionary in it says an entry twice, of which some readers take the first and some the last. */
  hasRepeatedKey: boolean
}

/**
 * Remembers objects by their offset: what stands there is the same in every revision that speaks of it, so that a file of
 * many revisions is not parsed once for each. A revision that ends at `until` is given nothing that goes beyond it.
 */
export type PlacedObjects = {
  at: (offset: number, until: number, parse: () => PlacedObject) => PlacedObject
}

export function createPlacedObjects(): PlacedObjects {
  const known = new Map<number, PlacedObject>()
  let weight = 0
  return {
    at: (offset, until, parse) => {
      const remembered = known.get(offset)
      if (remembered && remembered.end < until) return remembered
      const placed = parse()
      if (remembered || !isSameInEveryRevision(placed)) return placed
      if (known.size >= MAX_OBJECTS || weight + placed.weight > MAX_WEIGHT) {
        known.clear()
        weight = 0
      }
      weight += placed.weight
      known.set(offset, placed)
      return placed
    },
  }
}

/** Where a stream ends may depend on an object of its own, which another revision may have changed. */
function isSameInEveryRevision({ object }: PlacedObject): boolean {
  return !isStream(object) || !isRef(object.dict.entries.get('Length'))
}
