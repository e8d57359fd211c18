import { AppError } from '#contract'
import type { ByteSource } from '#core/ports'
import { beginningOf, bytesInMemory } from './bytes.ts'
import type { FileCipher } from './encryption.ts'
import { dataOf, decodeStructure } from './filters.ts'
import {
  isDict,
  isInteger,
  isName,
  isRef,
  isStream,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  type PdfStream,
  ref,
} from './objects.ts'
import { Parser } from './parser.ts'
import { placedAt } from './placed-at.ts'
import { createPlacedObjects, type PlacedObject, type PlacedObjects } from './placed-objects.ts'
import { Scanner } from './scanner.ts'
import type { XrefEntry, XrefSection } from './xref-section.ts'

const MAX_CACHED = 4096
/** What the remembered objects take in memory, roughly. */
const MAX_CACHED_WEIGHT = 32 << 20
const MAX_CACHED_STREAMS = 8
/** Bytes of the object streams that stay decoded. */
const MAX_STREAM_BYTES = 96 << 20
const MAX_REFERENCE_CHAIN = 32
/** Streams whose /Length is in another stream's object, in turn. */
const MAX_LENGTH_CHAIN = 4
/** Objects in one object stream; writers put a few hundred. */
const MAX_IN_STREAM = 100_000

/** An object, and what it takes in memory. */
type Loaded = { object: PdfObject; weight: number }
/** Objects of an object stream by their index and number; `size` is what stays decoded. */
type StreamReader = { size: number; read: (index: number, num: number) => Loaded }

/** What a view looks through: sections, newest first. */
export type ViewParts = {
  sections: readonly XrefSection[]
  trailer: PdfDict
  cipher?: FileCipher | undefined
  /** Shared by the views of one file. */
  placed?: PlacedObjects
  /** Where the revision ends: what was appended later is not there. The whole file if absent. */
  end?: number
}

/** A file's objects as some revision left them. Nothing is parsed before it is asked for. */
export class ObjectView {
  readonly source: ByteSource
  readonly trailer: PdfDict
  /** Opens what is encrypted; undefined where nothing is, or no password has opened the file. */
  readonly cipher: FileCipher | undefined
  protected readonly placed: PlacedObjects
  private readonly sections: readonly XrefSection[]
  /** The file as this revision's readers had it: objects are parsed from here, whatever the cross-reference says. */
  private readonly own: ByteSource
  private readonly cache = new Map<number, PdfObject>()
  private readonly streams = new Map<number, StreamReader>()
  private readonly opening = new Set<number>()
  private cachedWeight = 0
  private streamBytes = 0
  private lengthsOpen = 0

  constructor(source: ByteSource, { sections, trailer, cipher, placed, end }: ViewParts) {
    this.source = source
    this.own = end === undefined || end >= source.size ? source : beginningOf(source, end)
    this.placed = placed ?? createPlacedObjects()
    this.sections = sections
    this.trailer = trailer
    this.cipher = trailer.entries.has('Encrypt') ? cipher : undefined
  }

  /** True where strings and streams are encrypted and no password has opened the file: they are given as they stand. */
  get encrypted(): boolean {
    return this.trailer.entries.has('Encrypt') && !this.cipher
  }

  /** Highest object number + 1 over the whole chain. */
  get size(): number {
    return this.sections.reduce((size, { ranges }) => ranges.reduce((most, [, end]) => Math.max(most, end), size), 1)
  }

  /** Where an object stands; undefined if no section speaks of it. */
  locate(num: number): XrefEntry | undefined {
    for (const [index, section] of this.sections.entries()) {
      const entry = section.find(num)
      if (!entry) continue
      // 7.5.8.4: a hybrid file hides objects from old readers as free entries of its table; the stream beside it has them.
      const hybrid = entry.kind === 'free' && isInteger(section.trailer.entries.get('XRefStm'))
      return (hybrid ? this.sections[index + 1]?.find(num) : undefined) ?? entry
    }
    return undefined
  }

  /** The object behind a reference; null for a free or unknown one. Throws `pdf-damaged` with its offset. */
  get(reference: PdfRef): PdfObject {
    const key = keyOf(reference)
    const known = this.cache.get(key)
    if (known !== undefined) return known
    if (this.opening.has(key)) throw this.damaged(`object ${reference.num} needs itself`, reference)
    this.opening.add(key)
    try {
      const { object, weight } = this.load(reference)
      if (this.cache.size >= MAX_CACHED || this.cachedWeight + weight > MAX_CACHED_WEIGHT) {
        this.cache.clear()
        this.cachedWeight = 0
      }
      this.cachedWeight += weight
      this.cache.set(key, object)
      return object
    } finally {
      this.opening.delete(key)
    }
  }

  /** Follows references until something else is found. */
  resolve(object: PdfObject | undefined): PdfObject {
    let at: PdfObject = object ?? null
    for (let i = 0; isRef(at); i += 1) {
      if (i > MAX_REFERENCE_CHAIN) throw this.damaged('references without end', at)
      at = this.get(at)
    }
    return at
  }

  /** An entry of a dictionary, resolved. */
  entry(dict: PdfDict, key: string): PdfObject {
    return this.resolve(dict.entries.get(key))
  }

  /** The document catalog. */
  catalog(): { ref: PdfRef; dict: PdfDict } {
    const root = this.trailer.entries.get('Root')
    const object = isRef(root) ? this.resolve(root) : null
    if (!isRef(root) || !isDict(object)) throw this.damaged('no document catalog', root)
    return { ref: root, dict: object }
  }

  /** A stream's data as its filters left it. */
  data(stream: PdfStream): Uint8Array {
    return dataOf(this.source, stream)
  }

  /** `pdf-damaged`, with the offset of the object that is spoken of; of the last section where it stands nowhere. */
  damaged(detail: string, object?: PdfObject): AppError {
    const entry = isRef(object) ? this.locate(object.num) : undefined
    const place = entry?.kind === 'in-stream' ? this.locate(entry.stream) : entry
    const offset = place?.kind === 'offset' ? place.offset : (this.sections[0]?.offset ?? 0)
    return damaged(detail, offset)
  }

  /**
   * What stands at an offset, as it stands: nothing is decrypted. Throws `pdf-damaged` where it is no object, or was none yet
   * in this revision: an offset may point to where somebody else appends it later.
   */
  standingAt(offset: number): PlacedObject {
    return this.placed.at(offset, this.own.size, () => {
      const parser = new Parser(this.own, offset)
      const found = parser.indirect((length) => this.lengthOf(length))
      const { hasRepeatedKey, end } = parser
      return { ...found, hasRepeatedKey, end, weight: parser.weightFrom(offset) }
    })
  }

  private load(reference: PdfRef): Loaded {
    const entry = this.locate(reference.num)
    if (!entry || entry.kind === 'free') return NOTHING
    // 7.5.7: the generation of an object in a stream is 0.
    if (entry.kind === 'in-stream') {
      return reference.gen === 0 ? this.objectStream(entry.stream).read(entry.index, reference.num) : NOTHING
    }
    if (entry.gen !== reference.gen) return NOTHING
    const parsed = this.standingAt(entry.offset)
    if (parsed.ref.num !== reference.num || parsed.ref.gen !== reference.gen) {
      throw damaged(`object ${reference.num} expected, found ${parsed.ref.num}`, entry.offset)
    }
    const { cipher } = this
    const object = cipher ? placedAt(entry.offset, () => cipher.decrypted(reference, parsed.object)) : parsed.object
    return { object, weight: parsed.weight }
  }

  /** An indirect /Length. It is an integer on its own, so a chain of streams that need each other's is cut short. */
  private lengthOf(length: PdfRef): number | undefined {
    if (this.lengthsOpen >= MAX_LENGTH_CHAIN) return undefined
    this.lengthsOpen += 1
    try {
      const value = this.get(length)
      return isInteger(value) ? value : undefined
    } finally {
      this.lengthsOpen -= 1
    }
  }

  private objectStream(num: number): StreamReader {
    const known = this.streams.get(num)
    if (known) return known
    // 7.5.7: no stream stands in another one; one in one in one … would take all of our stack.
    const stream = this.locate(num)?.kind === 'offset' ? this.get(ref(num)) : null
    if (!isStream(stream) || !isName(stream.dict.entries.get('Type'), 'ObjStm')) {
      throw this.damaged(`object stream ${num} expected`, ref(num))
    }
    if (this.encrypted) throw new AppError('pdf-encrypted')
    const reader = readObjectStream(this.source, stream)
    if (this.streams.size >= MAX_CACHED_STREAMS || this.streamBytes + reader.size > MAX_STREAM_BYTES) {
      this.streams.clear()
      this.streamBytes = 0
    }
    this.streamBytes += reader.size
    this.streams.set(num, reader)
    return reader
  }
}

const NOTHING: Loaded = { object: null, weight: 0 }

/** Number and generation as one number; the parser lets no generation above 65,535 pass. */
const keyOf = ({ num, gen }: PdfRef): number => num * 65_536 + gen

/** Objects of an object stream, by index. ISO 32000-1:2008, 7.5.7. */
function readObjectStream(source: ByteSource, stream: PdfStream): StreamReader {
  const { dict, start } = stream
  const decoded = bytesInMemory(decodeStructure(source, stream))
  const first = dict.entries.get('First')
  const count = dict.entries.get('N')
  if (
    !isInteger(first) ||
    !isInteger(count) ||
    first < 0 ||
    count < 0 ||
    count > Math.min(decoded.size, MAX_IN_STREAM)
  ) {
    throw damaged('an object stream without /N or /First', start)
  }
  const scanner = new Scanner(decoded, 0)
  const places = Array.from({ length: count }, () => {
    const num = scanner.integer('an object number in an object stream')
    return { num, at: first + scanner.integer('an offset in an object stream') }
  })
  let byNumber: ReadonlyMap<number, { at: number }> | undefined
  const placeOf = (num: number) => {
    // The first of a number counts.
    byNumber ??= new Map(places.map((place) => [place.num, place] as const).toReversed())
    return byNumber.get(num)
  }
  const read = (index: number, num: number): Loaded => {
    const place = places[index]?.num === num ? places[index] : placeOf(num)
    if (!place) throw damaged(`object ${num} is not in its object stream`, start)
    const parser = new Parser(decoded, place.at)
    return { object: objectIn(parser, start), weight: parser.weightFrom(place.at) }
  }
  return { size: decoded.size, read }
}

/** Offsets within decoded bytes say nothing to anybody who looks into the file: there the stream's own counts. */
function objectIn(parser: Parser, start: number): PdfObject {
  try {
    return parser.object()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError(
      error.code,
      { ...error.details, offset: start, inStreamAt: error.details.offset ?? 0 },
      { cause: error },
    )
  }
}

const damaged = (detail: string, offset: number): AppError => new AppError('pdf-damaged', { offset, detail })
