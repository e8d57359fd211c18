import { AppError } from '#contract'
import type { ByteSource } from '#core/ports'
import { decodeStructure } from './filters.ts'
import { isArray, isDict, isInteger, isName, isStream, type PdfDict, type PdfObject } from './objects.ts'
import { Parser } from './parser.ts'
import { isWhite, Scanner } from './scanner.ts'

/** Where an object stands, as one cross-reference section says. Offsets count from the start of the file. */
export type XrefEntry =
  | { kind: 'free' }
  | { kind: 'offset'; offset: number; gen: number }
  | { kind: 'in-stream'; stream: number; index: number }

/**
 * One cross-reference section. Entries are read when they are looked up: a table's from the file (each is 20 bytes), a stream's from its
 * decoded bytes, so a file of a million objects costs little.
 */
export type XrefSection = {
  form: 'table' | 'stream'
  /** Offset of `xref` or of the stream's object. */
  offset: number
  /** Offset of the byte after the section's dictionary or stream. */
  end: number
  trailer: PdfDict
  find: (num: number) => XrefEntry | undefined
  /** Object numbers that the section speaks of, as first..last (end exclusive). */
  ranges: readonly (readonly [number, number])[]
  /** Bytes that are kept in memory for it. */
  weight: number
}

const ENTRY = 20
/** What one entry costs that is kept in memory. */
const ENTRY_WEIGHT = 64
const MAX_OBJECTS = 8_388_607 * 4
const MAX_SUBSECTIONS = 65_536
/** Subsections that speak of the same numbers: no writer means it, and looking through them takes time. */
const MAX_OVERLAPPING = 256
/** What a byte of a parsed dictionary costs in memory. */
const PARSED_WEIGHT = 16

/**
 * Reads the section at an offset. `base` is where the file's header stands: offsets in the file count from there.
 *
 * @throws AppError `pdf-damaged` with the offset.
 * @see ISO 32000-1:2008, 7.5.4 (tables), 7.5.8 (streams).
 */
export function readXrefSection(source: ByteSource, offset: number, base: number): XrefSection {
  const scanner = new Scanner(source, offset)
  if (offset < 0 || offset >= source.size) throw scanner.damaged('a cross-reference offset outside the file')
  return scanner.take('xref') ? readTable(source, { offset, at: scanner.at, base }) : readStream(source, offset, base)
}

/** `at` is where the first entry stands; `entries` are given where they are not 20 bytes each and had to be read one by one. */
type Subsection = { first: number; count: number; at: number; entries?: readonly XrefEntry[] }

function readTable(
  source: ByteSource,
  { offset, at, base }: { offset: number; at: number; base: number },
): XrefSection {
  const scanner = new Scanner(source, at)
  const subsections: Subsection[] = []
  while (!scanner.take('trailer')) {
    const first = scanner.integer('the first object number of a subsection')
    const count = scanner.integer('the number of entries of a subsection')
    if (first + count > MAX_OBJECTS) throw scanner.damaged('a subsection of too many entries')
    if (subsections.length >= MAX_SUBSECTIONS) throw scanner.damaged('a section of too many subsections')
    scanner.skipSpace()
    if (hasRegularEntries(scanner, count)) {
      subsections.push({ first, count, at: scanner.at })
      scanner.at += count * ENTRY
    } else subsections.push({ first, count, at: scanner.at, entries: readIrregularEntries(scanner, { count, base }) })
  }
  const parser = new Parser(source, scanner.at)
  const trailer = parser.object()
  if (!isDict(trailer)) throw scanner.damaged('a trailer dictionary expected')
  const placeOf = createLookup(subsections, offset)
  const parsed = PARSED_WEIGHT * (parser.scanner.at - scanner.at)
  return {
    form: 'table',
    offset,
    end: parser.scanner.at,
    trailer,
    ranges: subsections.map(({ first, count }) => [first, first + count]),
    weight: subsections.reduce((sum, { entries }) => sum + ENTRY_WEIGHT * (1 + (entries?.length ?? 0)), parsed),
    find: (num) => {
      const place = placeOf(num)
      if (place?.entries) return place.entries[num - place.first]
      return place && readEntry(source, place.at + (num - place.first) * ENTRY, base)
    },
  }
}

/** Finds the subsection of a number; the last one where several speak of it. */
function createLookup(subsections: readonly Subsection[], offset: number): (num: number) => Subsection | undefined {
  const ordered = subsections.toSorted((a, b) => a.first - b.first)
  const isPlain = ordered.every(({ first }, index) => {
    const before = ordered[index - 1]
    return before === undefined || before.first + before.count <= first
  })
  if (!isPlain && ordered.length > MAX_OVERLAPPING) throw damaged('subsections that speak of the same objects', offset)
  if (!isPlain) return (num) => subsections.findLast(({ first, count }) => num >= first && num < first + count)
  return (num) => {
    let [low, high] = [0, ordered.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ordered[middle]?.first ?? 0) <= num) low = middle + 1
      else high = middle
    }
    const place = ordered[low - 1]
    return place && num < place.first + place.count ? place : undefined
  }
}

/** Says whether the entries are 20 bytes each, from the first and the last of them: what follows must begin where they end. */
function hasRegularEntries(scanner: Scanner, count: number): boolean {
  if (count === 0) return true
  const shaped = [0, count - 1].every((index) => {
    const probe = new Scanner(scanner.bytes, scanner.at + index * ENTRY)
    const digits = isDigit(probe.peek(0)) && isDigit(probe.peek(9)) && isDigit(probe.peek(15))
    return (
      digits && probe.peek(10) === 0x20 && probe.peek(16) === 0x20 && isWhite(probe.peek(18)) && isWhite(probe.peek(19))
    )
  })
  const after = new Scanner(scanner.bytes, scanner.at + count * ENTRY)
  return shaped && (isDigit(after.peek()) || after.take('trailer'))
}

/** Entries of 19 or 21 bytes, as some writers make them: the numbers are right, their lines are not. */
function readIrregularEntries(scanner: Scanner, { count, base }: { count: number; base: number }): XrefEntry[] {
  if (count * 18 > scanner.size - scanner.at)
    throw scanner.damaged('more cross-reference entries than the file has room for')
  return Array.from({ length: count }, (): XrefEntry => {
    scanner.skipSpace()
    const from = scanner.at
    const line = [scanner.word(), (scanner.skipSpace(), scanner.word()), (scanner.skipSpace(), scanner.word())].join(
      ' ',
    )
    const match = /^(\d{10}) (\d{5}) ([nf])$/.exec(line)
    if (!match) throw scanner.damaged('a cross-reference entry that cannot be read', from)
    return match[3] === 'f'
      ? { kind: 'free' }
      : { kind: 'offset', offset: Number(match[1]) + base, gen: Number(match[2]) }
  })
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39

/** `nnnnnnnnnn ggggg n` or `… f`. ISO 32000-1:2008, 7.5.4. */
function readEntry(source: ByteSource, at: number, base: number): XrefEntry {
  const bytes = source.read(at, ENTRY)
  const [offset, gen, kind] = [decimal(bytes, 0, 10), decimal(bytes, 11, 16), bytes[17]]
  const isSpaced = bytes[10] === 0x20 && bytes[16] === 0x20
  if (offset === undefined || gen === undefined || !isSpaced || (kind !== FREE && kind !== IN_USE))
    throw damaged('a cross-reference entry that cannot be read', at)
  return kind === FREE ? { kind: 'free' } : { kind: 'offset', offset: offset + base, gen }
}

const [FREE, IN_USE] = [0x66, 0x6e]

function decimal(bytes: Uint8Array, from: number, to: number): number | undefined {
  let value = 0
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0
    if (!isDigit(byte)) return undefined
    value = value * 10 + byte - 0x30
  }
  return value
}

function readStream(source: ByteSource, offset: number, base: number): XrefSection {
  const parser = new Parser(source, offset)
  const { object } = parser.indirect(() => undefined)
  if (!isStream(object) || !isName(object.dict.entries.get('Type'), 'XRef')) {
    throw parser.scanner.damaged('a cross-reference table or stream expected', offset)
  }
  const { dict } = object
  const data = decodeStructure(source, object)
  const shape = rowShape(dict, offset)
  const subsections = streamSubsections(dict, { row: shape.row, offset })
  const placeOf = createLookup(subsections, offset)
  return {
    form: 'stream',
    offset,
    end: object.end,
    trailer: dict,
    ranges: subsections.map(({ first, count }) => [first, first + count]),
    weight: data.length + ENTRY_WEIGHT * subsections.length + PARSED_WEIGHT * (object.start - offset),
    find: (num) => {
      const place = placeOf(num)
      return place && readRow(data, { at: place.at + (num - place.first) * shape.row, shape, base })
    },
  }
}

type RowShape = { widths: readonly [number, number, number]; row: number }

function rowShape(dict: PdfDict, offset: number): RowShape {
  const [type, second, third] = naturals(dict.entries.get('W')) ?? []
  if (type === undefined || second === undefined || third === undefined)
    throw damaged('/W of three numbers expected', offset)
  const row = type + second + third
  if (row === 0 || type > 8 || second > 8 || third > 8) throw damaged('/W of impossible widths', offset)
  return { widths: [type, second, third], row }
}

function streamSubsections(dict: PdfDict, { row, offset }: { row: number; offset: number }): Subsection[] {
  const index = naturals(dict.entries.get('Index') ?? [0, dict.entries.get('Size') ?? 0])
  const subsections: Subsection[] = []
  if (index === undefined || index.length % 2 === 1) throw damaged('/Index of pairs of numbers expected', offset)
  if (index.length > 2 * MAX_SUBSECTIONS) throw damaged('a section of too many subsections', offset)
  for (let i = 0, at = 0; i + 1 < index.length; i += 2) {
    const [first = 0, count = 0] = [index[i], index[i + 1]]
    if (first + count > MAX_OBJECTS) throw damaged('a subsection of too many entries', offset)
    subsections.push({ first, count, at })
    at += count * row
  }
  return subsections
}

/** 7.5.8.3, Table 18: types 0 free, 1 at an offset, 2 in an object stream; type 1 where the first width is 0. */
function readRow(
  data: Uint8Array,
  { at, shape, base }: { at: number; shape: RowShape; base: number },
): XrefEntry | undefined {
  if (at + shape.row > data.length) return undefined
  const [type, second, third] = shape.widths
  const kind = type === 0 ? 1 : bigEndian(data, at, type)
  const b = bigEndian(data, at + type, second)
  const c = bigEndian(data, at + type + second, third)
  if (kind === 1) return { kind: 'offset', offset: b + base, gen: c }
  return kind === 2 ? { kind: 'in-stream', stream: b, index: c } : { kind: 'free' }
}

function bigEndian(data: Uint8Array, at: number, width: number): number {
  let value = 0
  for (let i = 0; i < width; i += 1) value = value * 256 + (data[at + i] ?? 0)
  return value
}

const damaged = (detail: string, offset: number): AppError => new AppError('pdf-damaged', { offset, detail })

/** Nothing is left out of a list that counts: readers would count otherwise. */
function naturals(value: PdfObject | undefined): readonly number[] | undefined {
  if (!isArray(value)) return undefined
  const numbers = value.filter(isInteger)
  return numbers.length === value.length && numbers.every((item) => item >= 0) ? numbers : undefined
}
