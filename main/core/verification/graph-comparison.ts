import { AppError } from '#contract'
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
import { holdersOf, keysTo, type ReferencesOf } from './references.ts'

/** Objects of one document that are followed; a larger one is left undecided. */
const MAX_OBJECTS = 1_000_000
const MAX_DIFFERENCES = 50
const MAX_TRAIL = 64
/** Streams are compared in pieces of this many bytes. */
const PIECE = 1 << 20
/** An encrypted stream that is decrypted at once; a longer one that was encrypted anew counts as another. */
const MAX_DECRYPTED = 64 << 20

/** Keys that lead on from an object: null is the trailer. */
export type TrailStep = { num: number | null; keys: readonly string[] }
/** Where two revisions differ: from the trailer, object by object, down to the difference. */
export type Difference = { trail: readonly TrailStep[] }

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

/** An object that is still to be looked at, and how it was reached: by keys from the trailer or from another one. */
type Waiting = { ref: PdfRef } & Place
/** A place in an object or, without one, in what the trailer leads to; keys that are not known yet are looked for. */
type Place = { from?: Waiting | undefined; keys?: readonly string[] }

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
    this.compareAt(a, b, { keys: path })
  }

  /** The same for two dictionaries whose `except` entries are judged elsewhere. */
  compareEntries(a: PdfDict, b: PdfDict, how: { path: readonly string[]; except: ReadonlySet<string> }): void {
    this.compareEntriesAt(a, b, { keys: how.path, except: how.except })
  }

  /** Follows what was found so far to its end; what is settled first gives differences their path. */
  settle(): void {
    for (; this.settled < this.waiting.length; this.settled += 1) {
      const next = this.waiting[this.settled]
      if (next) this.lookAt(next)
    }
  }

  private compareAt(a: PdfObject = null, b: PdfObject = null, place: Place): void {
    if (isRef(a) && isRef(b) && a.num === b.num && a.gen === b.gen) this.wait({ ref: a, ...place })
    else if (isRef(a) || isRef(b)) this.differ(place)
    else this.compareDirect(a, b, place)
  }

  private compareEntriesAt(a: PdfDict, b: PdfDict, place: Place & { except: ReadonlySet<string> }): void {
    const { except, from, keys = [] } = place
    for (const [key, value] of a.entries) {
      if (!except.has(key)) this.compareAt(value, b.entries.get(key), { from, keys: [...keys, key] })
    }
    for (const [key, value] of b.entries) {
      if (!a.entries.has(key) && !except.has(key)) this.compareAt(null, value, { from, keys: [...keys, key] })
    }
  }

  private compareDirect(a: PdfObject, b: PdfObject, place: Place): void {
    const { from, keys = [] } = place
    if (isDict(a) && isDict(b)) this.compareEntriesAt(a, b, { ...place, except: NOTHING })
    else if (isArray(a) && isSameLength(a, b)) {
      for (const [index, item] of a.entries()) this.compareAt(item, b[index], { from, keys: [...keys, String(index)] })
    } else if (!isSameScalar(a, b)) this.differ(place)
  }

  private differ(place: Place): void {
    if (this.differences.length < MAX_DIFFERENCES) this.differences.push({ trail: this.trailTo(place) })
  }

  private wait(waiting: Waiting): void {
    const key = waiting.ref.num * 65_536 + waiting.ref.gen
    if (this.seen.has(key) || this.isTooLarge) return
    this.seen.add(key)
    this.waiting.push(waiting)
  }

  private lookAt(waiting: Waiting): void {
    try {
      this.lookInto(waiting)
    } catch (error) {
      // What could not be read and now can was put there later, where the signed cross-reference pointed already.
      const { before, after } = this.basis
      const isNew = error instanceof AppError && !isReadable(before, waiting.ref) && isReadable(after, waiting.ref)
      if (!isNew) throw error
      this.differ({ from: waiting, keys: [] })
    }
  }

  private lookInto(waiting: Waiting): void {
    const { before, written, excused, referencesOf } = this.basis
    const { ref } = waiting
    if (written.has(ref.num) || excused.has(ref.num)) {
      for (const holder of holdersOf(before, ref)) this.wait({ ref: holder, from: waiting })
      this.compareObjects(waiting)
    } else for (const reference of referencesOf(before, ref)) this.wait({ ref: reference, from: waiting })
  }

  private compareObjects(waiting: Waiting): void {
    const { before, after, excused } = this.basis
    const [a, b] = [before.get(waiting.ref), after.get(waiting.ref)]
    const place = { from: waiting, keys: [] }
    const except = excused.get(waiting.ref.num) ?? NOTHING
    // Readers that do not look at generations would show what is compared here as nothing.
    if (isMisnumbered(before, waiting.ref) || isMisnumbered(after, waiting.ref)) this.differ(place)
    if (isDict(a) && isDict(b)) this.compareEntriesAt(a, b, { ...place, except })
    else if (isStream(a) && isStream(b)) {
      this.compareEntriesAt(a.dict, b.dict, { ...place, except: STREAM_LENGTH })
      if (!isSameData(before, a, b)) this.differ(place)
    } else this.compareAt(a, b, place)
  }

  private trailTo({ from, keys = [] }: Place): readonly TrailStep[] {
    const trail: TrailStep[] = [{ num: from?.ref.num ?? null, keys }]
    for (let at = from; at && trail.length < MAX_TRAIL; at = at.from) {
      const leading = at.keys ?? (at.from ? keysTo(this.basis.before.get(at.from.ref), at.ref.num) : [])
      trail.push({ num: at.from?.ref.num ?? null, keys: leading })
    }
    return trail.reverse()
  }
}

const NOTHING: ReadonlySet<string> = new Set()
/** The data itself is compared. */
const STREAM_LENGTH: ReadonlySet<string> = new Set(['Length'])

function isReadable(view: ObjectView, ref: PdfRef): boolean {
  try {
    view.get(ref)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

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
