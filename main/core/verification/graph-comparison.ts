import type { ObjectView } from '../pdf/object-view.ts'
import {
  isArray,
  isDict,
  isRef,
  isStream,
  isString,
  type PdfDict,
  type PdfObject,
  type PdfRef,
} from '../pdf/objects.ts'

/** Objects of one document that are compared; a larger one is left undecided. */
const MAX_OBJECTS = 1_000_000
const MAX_DIFFERENCES = 50
/** Streams are compared in pieces of this many bytes. */
const PIECE = 1 << 20

/** Where two revisions differ: the keys from the trailer down to the difference. */
export type Difference = { path: readonly string[] }

export type Comparison = {
  /** Compares two values and everything that can be reached from them. */
  compare: (before: PdfObject | undefined, after: PdfObject | undefined, path: readonly string[]) => void
  /** The same for two dictionaries whose `except` entries are judged elsewhere. */
  compareEntries: (
    before: PdfDict,
    after: PdfDict,
    how: { path: readonly string[]; except: ReadonlySet<string> },
  ) => void
  /** Works off what is waiting and says what differs. */
  finish: () => { differences: readonly Difference[]; isTooLarge: boolean }
}

/**
 * Compares two revisions by what can be reached, object for object: a number that now means something else is found
 * wherever it is used, also where it was used before it existed. Nothing is passed over but the entries in `excused`,
 * which a rule of its own has judged.
 *
 * @param excused Entries that are not compared, by the number of the dictionary's object.
 */
export function createComparison(
  before: ObjectView,
  after: ObjectView,
  excused: ReadonlyMap<number, ReadonlySet<string>>,
): Comparison {
  const differences: Difference[] = []
  const waiting: { ref: PdfRef; path: readonly string[] }[] = []
  const seen = new Set<string>()

  const differ = (path: readonly string[]): void => {
    if (differences.length < MAX_DIFFERENCES) differences.push({ path })
  }

  const compare: Comparison['compare'] = (a = null, b = null, path) => {
    if (isRef(a) || isRef(b)) compareRefs(a, b, path)
    else if (isArray(a) && isArray(b)) compareArrays(a, b, path)
    else if (isDict(a) && isDict(b)) compareEntries(a, b, { path, except: NOTHING })
    else if (!isSameScalar(a, b)) differ(path)
  }

  const compareRefs = (a: PdfObject, b: PdfObject, path: readonly string[]): void => {
    if (!isRef(a) || !isRef(b) || a.num !== b.num || a.gen !== b.gen) {
      differ(path)
      return
    }
    const key = `${String(a.num)} ${String(a.gen)}`
    if (seen.has(key) || seen.size > MAX_OBJECTS) return
    seen.add(key)
    waiting.push({ ref: a, path })
  }

  const compareArrays = (a: readonly PdfObject[], b: readonly PdfObject[], path: readonly string[]): void => {
    if (a.length !== b.length) differ(path)
    else for (const [index, item] of a.entries()) compare(item, b[index], [...path, String(index)])
  }

  const compareEntries: Comparison['compareEntries'] = (a, b, { path, except }) => {
    for (const key of new Set([...a.entries.keys(), ...b.entries.keys()])) {
      if (!except.has(key)) compare(a.entries.get(key), b.entries.get(key), [...path, key])
    }
  }

  const compareObjects = (ref: PdfRef, path: readonly string[]): void => {
    const [a, b] = [before.get(ref), after.get(ref)]
    const except = excused.get(ref.num) ?? NOTHING
    if (isDict(a) && isDict(b)) compareEntries(a, b, { path, except })
    else if (isStream(a) && isStream(b)) {
      compareEntries(a.dict, b.dict, { path, except: STREAM_LENGTH })
      if (!isSameData(before, a, b)) differ(path)
    } else compare(a, b, path)
  }

  return {
    compare,
    compareEntries,
    finish: () => {
      // What is found on the way is put at the end of the list that is walked.
      for (const { ref, path } of waiting) compareObjects(ref, path)
      return { differences, isTooLarge: seen.size > MAX_OBJECTS }
    },
  }
}

const NOTHING: ReadonlySet<string> = new Set()
/** The data itself is compared. */
const STREAM_LENGTH: ReadonlySet<string> = new Set(['Length'])

function isSameScalar(a: PdfObject, b: PdfObject): boolean {
  if (isString(a) && isString(b)) return Buffer.compare(a.bytes, b.bytes) === 0
  if (isNamed(a) && isNamed(b)) return a.name === b.name
  return a === b
}

function isNamed(object: PdfObject): object is { type: 'name'; name: string } {
  return typeof object === 'object' && object !== null && 'type' in object && object.type === 'name'
}

function isSameData(view: ObjectView, a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  if (a.start === b.start && a.end === b.end) return true
  if (a.end - a.start !== b.end - b.start) return false
  for (let done = 0; done < a.end - a.start; done += PIECE) {
    const length = Math.min(PIECE, a.end - a.start - done)
    if (Buffer.compare(view.source.read(a.start + done, length), view.source.read(b.start + done, length)) !== 0) {
      return false
    }
  }
  return true
}
