import type { ObjectView } from '../pdf/object-view.ts'
import {
  isArray,
  isDict,
  isRef,
  isStream,
  isString,
  type PdfArray,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  type PdfStream,
} from '../pdf/objects.ts'
import { keysTo, type ReferencesOf } from './references.ts'

/** Objects of one document that are followed; a larger one is left undecided. */
const MAX_OBJECTS = 1_000_000
const MAX_DIFFERENCES = 50
const MAX_PATH = 64
/** Streams are compared in pieces of this many bytes. */
const PIECE = 1 << 20
/** An encrypted stream that is decrypted at once; a longer one that was encrypted anew counts as another. */
const MAX_DECRYPTED = 64 << 20

/** Where two revisions differ: the keys from the trailer down to the difference. */
export type Difference = { path: readonly string[] }

/** What a comparison knows beforehand. */
export type ComparisonBasis = {
  before: ObjectView
  after: ObjectView
  /** Entries that are not compared, since a rule of their own has judged them, by the number of the dictionary's object. */
  excused: ReadonlyMap<number, ReadonlySet<string>>
  /** Numbers that the later revision writes: all others are the same object in both. */
  written: ReadonlySet<number>
  referencesOf: ReferencesOf
}

/** An object that is still to be looked at, and how it was reached: by a path, or from another one. */
type Waiting = { ref: PdfRef; path?: readonly string[]; from?: Waiting }

/**
 * Compares two revisions by what can be reached, object for object: a number that now means something else is found
 * wherever it is used, also where it was used before it existed. Objects that were not written anew are only followed.
 * Nothing is passed over but the excused entries.
 */
export class GraphComparison {
  readonly differences: Difference[] = []
  private readonly basis: ComparisonBasis
  private readonly seen = new Set<number>()
  private readonly waiting: Waiting[] = []
  private settled = 0

  constructor(basis: ComparisonBasis) {
    this.basis = basis
  }

  /** More objects than are followed; what was not looked at is not cleared. */
  get isTooLarge(): boolean {
    return this.seen.size > MAX_OBJECTS
  }

  /** Compares two values, and later everything that can be reached from them. */
  compare(a: PdfObject = null, b: PdfObject = null, path: readonly string[] = []): void {
    if (isRef(a) && isRef(b) && a.num === b.num && a.gen === b.gen) this.wait({ ref: a, path })
    else if (isRef(a) || isRef(b)) this.differ(path)
    else this.compareDirect(a, b, path)
  }

  /** The same for two dictionaries whose `except` entries are judged elsewhere. */
  compareEntries(a: PdfDict, b: PdfDict, how: { path: readonly string[]; except: ReadonlySet<string> }): void {
    for (const key of new Set([...a.entries.keys(), ...b.entries.keys()])) {
      if (!how.except.has(key)) this.compare(a.entries.get(key), b.entries.get(key), [...how.path, key])
    }
  }

  /** Follows what was found so far to its end; what is settled first gives differences their path. */
  settle(): void {
    for (; this.settled < this.waiting.length; this.settled += 1) {
      const next = this.waiting[this.settled]
      if (next) this.lookAt(next)
    }
  }

  private compareDirect(a: PdfObject, b: PdfObject, path: readonly string[]): void {
    if (isDict(a) && isDict(b)) this.compareEntries(a, b, { path, except: NOTHING })
    else if (isArray(a) && isSameLength(a, b)) {
      for (const [index, item] of a.entries()) this.compare(item, b[index], [...path, String(index)])
    } else if (!isSameScalar(a, b)) this.differ(path)
  }

  private differ(path: readonly string[]): void {
    if (this.differences.length < MAX_DIFFERENCES) this.differences.push({ path })
  }

  private wait(waiting: Waiting): void {
    const key = waiting.ref.num * 65_536 + waiting.ref.gen
    if (this.seen.has(key) || this.isTooLarge) return
    this.seen.add(key)
    this.waiting.push(waiting)
  }

  private lookAt(waiting: Waiting): void {
    const { before, written, excused, referencesOf } = this.basis
    const { ref } = waiting
    // What holds an object is part of it: an object stream written anew changes all objects in it, though no section says so.
    const place = before.locate(ref.num)
    if (place?.kind === 'in-stream') this.wait({ ref: { type: 'ref', num: place.stream, gen: 0 }, from: waiting })
    if (written.has(ref.num) || excused.has(ref.num)) this.compareObjects(waiting)
    else for (const reference of referencesOf(before, ref)) this.wait({ ref: reference, from: waiting })
  }

  private compareObjects(waiting: Waiting): void {
    const { before, after, excused } = this.basis
    const [a, b] = [before.get(waiting.ref), after.get(waiting.ref)]
    const path = this.pathTo(waiting)
    const except = excused.get(waiting.ref.num) ?? NOTHING
    // Readers that do not look at generations would show what is compared here as nothing.
    if (isMisnumbered(before, waiting.ref) || isMisnumbered(after, waiting.ref)) this.differ(path)
    if (isDict(a) && isDict(b)) this.compareEntries(a, b, { path, except })
    else if (isStream(a) && isStream(b)) {
      this.compareEntries(a.dict, b.dict, { path, except: STREAM_LENGTH })
      if (!isSameData(before, a, b)) this.differ(path)
    } else this.compare(a, b, path)
  }

  private pathTo(waiting: Waiting): readonly string[] {
    const steps: (readonly string[])[] = []
    let at: Waiting = waiting
    for (; at.from && steps.length < MAX_PATH; at = at.from) {
      steps.push(keysTo(this.basis.before.get(at.from.ref), at.ref.num))
    }
    return [...(at.path ?? []), ...steps.reverse().flat()]
  }
}

const NOTHING: ReadonlySet<string> = new Set()
/** The data itself is compared. */
const STREAM_LENGTH: ReadonlySet<string> = new Set(['Length'])

function isMisnumbered(view: ObjectView, { num, gen }: PdfRef): boolean {
  const place = view.locate(num)
  if (place === undefined || place.kind === 'free') return false
  return gen !== (place.kind === 'offset' ? place.gen : 0)
}

function isSameLength(a: PdfArray, b: PdfObject): b is PdfArray {
  return isArray(b) && a.length === b.length
}

function isSameScalar(a: PdfObject, b: PdfObject): boolean {
  if (isString(a) && isString(b)) return Buffer.compare(a.bytes, b.bytes) === 0
  if (isNamed(a) && isNamed(b)) return a.name === b.name
  return a === b
}

function isNamed(object: PdfObject): object is { type: 'name'; name: string } {
  return typeof object === 'object' && object !== null && 'type' in object && object.type === 'name'
}

function isSameData(view: ObjectView, a: PdfStream, b: PdfStream): boolean {
  if (a.start === b.start && a.end === b.end) return true
  // The same data, encrypted twice, is other bytes.
  const isSealed = a.decrypt !== undefined || b.decrypt !== undefined
  if (isSealed && Math.max(a.end - a.start, b.end - b.start) <= MAX_DECRYPTED) {
    return Buffer.compare(view.data(a), view.data(b)) === 0
  }
  if (a.end - a.start !== b.end - b.start) return false
  for (let done = 0; done < a.end - a.start; done += PIECE) {
    const length = Math.min(PIECE, a.end - a.start - done)
    if (Buffer.compare(view.source.read(a.start + done, length), view.source.read(b.start + done, length)) !== 0) {
      return false
    }
  }
  return true
}
