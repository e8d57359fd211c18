import { AppError } from '#contract'
import type { ByteSource } from '#core/ports'
import { bytesInMemory } from './bytes.ts'
import { decodeStructure } from './filters.ts'
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
} from './objects.ts'
import { Parser } from './parser.ts'
import { Scanner } from './scanner.ts'
import type { XrefEntry, XrefSection } from './xref-section.ts'

const MAX_CACHED = 4096
const MAX_CACHED_STREAMS = 8
const MAX_REFERENCE_CHAIN = 32

/** A file's objects as some revision left them. */
export type ObjectView = {
  trailer: PdfDict
  /** True where strings and streams are encrypted (the trailer has /Encrypt): they are given as they stand. */
  encrypted: boolean
  /** Highest object number + 1 over the whole chain. */
  size: number
  /** The object behind a reference; null for a free or unknown one. Throws `pdf-damaged` with its offset. */
  get: (reference: PdfRef) => PdfObject
  /** Follows references until something else is found. */
  resolve: (object: PdfObject | undefined) => PdfObject
  /** An entry of a dictionary, resolved. */
  entry: (dict: PdfDict, key: string) => PdfObject
  /** Where an object stands; undefined if no section speaks of it. */
  locate: (num: number) => XrefEntry | undefined
  /** The document catalog. */
  catalog: () => { ref: PdfRef; dict: PdfDict }
  /** A stream's raw bytes. */
  data: (stream: PdfStream) => Uint8Array
}

/** A view over sections, newest first. */
export function createObjectView(source: ByteSource, sections: readonly XrefSection[], trailer: PdfDict): ObjectView {
  const cache = new Map<number, PdfObject>()
  const objectStreams = new Map<number, (index: number, num: number) => PdfObject>()
  const opening = new Set<number>()

  const locate = (num: number): XrefEntry | undefined => {
    let freed: XrefEntry | undefined
    for (const [index, section] of sections.entries()) {
      const entry = section.find(num)
      if (entry && entry.kind !== 'free') return entry
      if (entry) {
        // 7.5.8.4: a hybrid file hides objects from old readers as free entries of its table; the stream beside it has them.
        const beside = isInteger(section.trailer.entries.get('XRefStm')) ? sections[index + 1]?.find(num) : undefined
        return beside ?? entry
      }
      freed = entry
    }
    return freed
  }

  const lengthOf = (reference: PdfRef): number | undefined => {
    const value = get(reference)
    return isInteger(value) ? value : undefined
  }

  const load = (reference: PdfRef): PdfObject => {
    const entry = locate(reference.num)
    if (!entry || entry.kind === 'free') return null
    if (entry.kind === 'in-stream') return objectStream(entry.stream)(entry.index, reference.num)
    if (entry.gen !== reference.gen) return null
    const parsed = new Parser(source, entry.offset).indirect(lengthOf)
    if (parsed.ref.num !== reference.num) {
      const detail = `object ${reference.num} expected, found ${parsed.ref.num}`
      throw new AppError('pdf-damaged', { offset: entry.offset, detail })
    }
    return parsed.object
  }

  const get = (reference: PdfRef): PdfObject => {
    const known = cache.get(reference.num)
    if (known !== undefined) return known
    if (opening.has(reference.num))
      throw new AppError('pdf-damaged', { offset: 0, detail: `object ${reference.num} needs itself` })
    opening.add(reference.num)
    try {
      const object = load(reference)
      if (cache.size >= MAX_CACHED) cache.clear()
      cache.set(reference.num, object)
      return object
    } finally {
      opening.delete(reference.num)
    }
  }

  const objectStream = (num: number): ((index: number, num: number) => PdfObject) => {
    const known = objectStreams.get(num)
    if (known) return known
    const stream = get({ type: 'ref', num, gen: 0 })
    if (!isStream(stream) || !isName(stream.dict.entries.get('Type'), 'ObjStm')) {
      throw new AppError('pdf-damaged', { offset: 0, detail: `object stream ${num} expected` })
    }
    if (encrypted) throw new AppError('pdf-encrypted')
    const reader = readObjectStream(data(stream), stream)
    if (objectStreams.size >= MAX_CACHED_STREAMS) objectStreams.clear()
    objectStreams.set(num, reader)
    return reader
  }

  const resolve = (object: PdfObject | undefined): PdfObject => {
    let at: PdfObject = object ?? null
    for (let i = 0; isRef(at); i += 1) {
      if (i > MAX_REFERENCE_CHAIN) throw new AppError('pdf-damaged', { offset: 0, detail: 'references without end' })
      at = get(at)
    }
    return at
  }

  const data = (stream: PdfStream): Uint8Array => source.read(stream.start, stream.end - stream.start)
  const encrypted = trailer.entries.has('Encrypt')

  const catalog = (): { ref: PdfRef; dict: PdfDict } => {
    const root = trailer.entries.get('Root')
    const object = isRef(root) ? resolve(root) : null
    if (!isRef(root) || !isDict(object)) throw new AppError('pdf-damaged', { offset: 0, detail: 'no document catalog' })
    return { ref: root, dict: object }
  }

  const size = Math.max(1, ...sections.map((section) => Math.max(0, ...section.ranges.map(([, end]) => end))))
  const entry = (dict: PdfDict, key: string): PdfObject => resolve(dict.entries.get(key))
  return { trailer, encrypted, size, get, resolve, entry, locate, catalog, data }
}

/** Objects of an object stream, by index. ISO 32000-1:2008, 7.5.7. */
function readObjectStream(raw: Uint8Array, { dict, start }: PdfStream): (index: number, num: number) => PdfObject {
  const decoded = bytesInMemory(decodeStructure(raw, dict, start))
  const first = dict.entries.get('First')
  const count = dict.entries.get('N')
  if (!isInteger(first) || !isInteger(count) || first < 0 || count < 0 || count > decoded.size) {
    throw new AppError('pdf-damaged', { offset: start, detail: 'an object stream without /N or /First' })
  }
  const scanner = new Scanner(decoded, 0)
  const places = Array.from({ length: count }, () => {
    const num = scanner.integer('an object number in an object stream')
    return { num, at: first + scanner.integer('an offset in an object stream') }
  })
  return (index, num) => {
    const place = places[index]?.num === num ? places[index] : places.find((candidate) => candidate.num === num)
    if (!place)
      throw new AppError('pdf-damaged', { offset: start, detail: `object ${num} is not in its object stream` })
    return new Parser(decoded, place.at).object()
  }
}
