import type { ByteSource } from '#core/ports'
import { findForward } from './bytes.ts'
import { isInteger, name, type PdfDict, type PdfObject, type PdfRef, ref } from './objects.ts'
import { isWhite, Scanner } from './scanner.ts'

const MAX_DEPTH = 100
/** Values in one object, each string for four; what exceeds it is hostile, not a document. */
const MAX_VALUES = 2_000_000
const VALUE_WEIGHT = 64
/** Bytes of a string; a signature's is the longest that documents have. */
const MAX_STRING = 16 << 20
/** Where a stream's /Length is wrong, its end is looked for so far, to say so. */
const MAX_SEARCHED = 16 << 20
/** ISO 32000-1:2008, 7.5.4. */
const MAX_GENERATION = 65_535
const GENERATION_DIGITS = 5

/** Resolves a stream's /Length where it is an indirect object; undefined if it cannot be. */
export type LengthOf = (length: PdfRef) => number | undefined

/** Parses objects at a place of a source. Bounded in depth and size; every error carries the offset. ISO 32000-1:2008, 7.3. */
export class Parser {
  readonly scanner: Scanner
  /** A dictionary had a key twice: the last one counts here, the first one elsewhere (ISO 32000-2:2020, 7.3.7 leaves it open). */
  hasRepeatedKey = false
  /** Offset of the byte after an indirect object's `endobj`; of a stream, after its `endstream`. */
  end = 0
  private readonly source: ByteSource
  private values = 0

  constructor(source: ByteSource, at: number) {
    this.source = source
    this.scanner = new Scanner(source, at)
  }

  /** Bytes that what was parsed from `start` on takes in memory, roughly: many times as much as in the file. */
  weightFrom(start: number): number {
    return VALUE_WEIGHT * this.values + this.scanner.at - start
  }

  /** The object that stands here; a dictionary only, never the stream behind it. */
  object(depth = 0): PdfObject {
    const { scanner } = this
    if (depth > MAX_DEPTH) throw scanner.damaged(`objects nested deeper than ${MAX_DEPTH}`)
    scanner.skipSpace()
    const first = scanner.peek()
    this.values += first === 0x28 || first === 0x3c ? 4 : 1
    if (this.values > MAX_VALUES) throw scanner.damaged('an object of too many values')
    switch (first) {
      case 0x2f:
        return name(this.nameText())
      case 0x28:
        return this.literalString()
      case 0x5b:
        return this.array(depth)
      case 0x3c:
        return scanner.peek(1) === 0x3c ? this.dictionary(depth) : this.hexadecimalString()
      default:
        return this.numberOrKeyword()
    }
  }

  /** `12 0 obj … endobj` at this place. The stream's data is not read. */
  indirect(lengthOf: LengthOf): { ref: PdfRef; object: PdfObject } {
    const { scanner } = this
    const num = scanner.integer('an object number')
    const gen = scanner.integer('a generation number')
    if (!scanner.take('obj')) throw scanner.damaged('"obj" expected')
    const object = this.object()
    if (isPlainDict(object) && scanner.take('stream')) {
      return { ref: ref(num, gen), object: this.stream(object, lengthOf) }
    }
    if (!scanner.take('endobj')) throw scanner.damaged('"endobj" expected')
    this.end = scanner.at
    return { ref: ref(num, gen), object }
  }

  private stream(dict: PdfDict, lengthOf: LengthOf): PdfObject {
    const { scanner, source } = this
    // 7.3.8.1: the keyword is followed by CR LF or LF, never by CR alone.
    if (scanner.peek() === 0x0d) scanner.at += 1
    if (scanner.peek() === 0x0a) scanner.at += 1
    const start = scanner.at
    const declared = dict.entries.get('Length')
    const length = isInteger(declared) ? declared : isReference(declared) ? lengthOf(declared) : undefined
    if (length !== undefined && length >= 0 && start + length <= source.size) {
      const after = new Scanner(source, start + length)
      if (after.take('endstream')) {
        this.end = after.at
        return { type: 'stream', dict, start, end: start + length }
      }
    }
    const found = findForward(source, 'endstream', { from: start, to: Math.min(source.size, start + MAX_SEARCHED) })
    throw scanner.damaged(
      found < 0 ? 'a stream without "endstream"' : `a stream whose /Length is wrong ("endstream" stands at ${found})`,
      start,
    )
  }

  private nameText(): string {
    const { scanner } = this
    scanner.at += 1
    const raw = scanner.word()
    if (!raw.includes('#')) return raw
    return raw.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  }

  private array(depth: number): PdfObject {
    const { scanner } = this
    scanner.at += 1
    const items: PdfObject[] = []
    for (;;) {
      scanner.skipSpace()
      if (scanner.peek() === 0x5d) {
        scanner.at += 1
        return items
      }
      items.push(this.object(depth + 1))
    }
  }

  private dictionary(depth: number): PdfDict {
    const { scanner } = this
    scanner.at += 2
    const entries = new Map<string, PdfObject>()
    for (;;) {
      scanner.skipSpace()
      if (scanner.peek() === 0x3e && scanner.peek(1) === 0x3e) {
        scanner.at += 2
        return { type: 'dict', entries }
      }
      if (scanner.peek() !== 0x2f) throw scanner.damaged('a name as dictionary key expected')
      const known = entries.size
      entries.set(this.nameText(), this.object(depth + 1))
      if (entries.size === known) this.hasRepeatedKey = true
    }
  }

  private literalString(): PdfObject {
    const { scanner } = this
    const from = scanner.at
    scanner.at += 1
    const bytes = new GrowingBytes()
    for (let open = 1; open > 0; ) {
      const byte = scanner.next()
      if (byte < 0 || bytes.length > MAX_STRING) throw scanner.damaged('a string without end', from)
      if (byte === 0x28) open += 1
      if (byte === 0x29) open -= 1
      if (byte === 0x5c) this.escape(bytes)
      else if (open > 0) bytes.push(this.lineFeed(byte))
    }
    return { type: 'string', bytes: bytes.taken(), hex: false, from, to: scanner.at }
  }

  /** 7.3.4.2: an end-of-line marker in a string is one LF, whichever it was. */
  private lineFeed(byte: number): number {
    if (byte !== 0x0d) return byte
    if (this.scanner.peek() === 0x0a) this.scanner.at += 1
    return 0x0a
  }

  private escape(bytes: GrowingBytes): void {
    const { scanner } = this
    const byte = scanner.next()
    const simple = ESCAPES.get(byte)
    if (simple !== undefined) bytes.push(simple)
    else if (isOctal(byte)) {
      let code = byte - 0x30
      for (let i = 0; i < 2 && isOctal(scanner.peek()); i += 1) code = code * 8 + scanner.next() - 0x30
      bytes.push(code & 0xff)
    } else if (byte === 0x0d) this.lineFeed(byte)
    else if (byte !== 0x0a && byte >= 0) bytes.push(byte)
  }

  private hexadecimalString(): PdfObject {
    const { scanner } = this
    const from = scanner.at
    const run = this.unbrokenDigits(from + 1)
    scanner.at = run ? from + 2 + run.length * 2 : from + 1
    const bytes = run ?? this.scatteredDigits(from)
    return { type: 'string', bytes, hex: true, from, to: scanner.at }
  }

  /** Digits with white space between them, or an odd number of them: a missing last one is 0 (7.3.4.3). */
  private scatteredDigits(from: number): Uint8Array {
    const { scanner } = this
    const digits = new GrowingBytes()
    for (let byte = scanner.next(); byte !== 0x3e; byte = scanner.next()) {
      const digit = hexDigit(byte)
      if (digit >= 0) digits.push(digit)
      else if (!isWhite(byte)) throw scanner.damaged('a hexadecimal digit expected', scanner.at - 1)
      if (scanner.at - from > 2 * MAX_STRING) throw scanner.damaged('a string of too many bytes', from)
    }
    const read = digits.taken()
    const bytes = new Uint8Array(Math.ceil(read.length / 2))
    for (let i = 0; i < bytes.length; i += 1) bytes[i] = ((read[2 * i] ?? 0) << 4) | (read[2 * i + 1] ?? 0)
    return bytes
  }

  /** The bytes of a string that is digits in pairs and nothing else up to its `>`: so signatures are, tens of thousands of them. */
  private unbrokenDigits(start: number): Uint8Array | undefined {
    const end = findForward(this.source, '>', { from: start, to: Math.min(this.source.size, start + MAX_STRING) })
    if (end < 0 || (end - start) % 2 === 1) return undefined
    const { buffer, byteOffset, length } = this.source.read(start, end - start)
    const bytes = Buffer.from(Buffer.from(buffer, byteOffset, length).toString('latin1'), 'hex')
    return bytes.length * 2 === end - start ? bytes : undefined
  }

  private numberOrKeyword(): PdfObject {
    const { scanner } = this
    const from = scanner.at
    const number = scanner.digits()
    if (number >= 0) return this.reference(number) ?? number
    const word = scanner.word()
    if (/^\d+$/.test(word)) return this.reference(Number(word)) ?? Number(word)
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return Number(word)
    if (word === 'true') return true
    if (word === 'false') return false
    if (word === 'null') return null
    throw scanner.damaged(word === '' ? 'an object expected' : `an object expected, found "${printable(word)}"`, from)
  }

  private reference(num: number): PdfRef | undefined {
    const { scanner } = this
    const back = scanner.at
    scanner.skipSpace()
    const from = scanner.at
    const gen = scanner.digits()
    const isGeneration = gen >= 0 && scanner.at - from <= GENERATION_DIGITS && gen <= MAX_GENERATION
    if (isGeneration && scanner.take('R')) return ref(num, gen)
    scanner.at = back
    return undefined
  }
}

/** Bytes that come one by one. */
class GrowingBytes {
  length = 0
  private room = new Uint8Array(32)

  push(byte: number): void {
    if (this.length === this.room.length) {
      const before = this.room
      this.room = new Uint8Array(2 * before.length)
      this.room.set(before)
    }
    this.room[this.length] = byte
    this.length += 1
  }

  taken(): Uint8Array {
    return this.room.slice(0, this.length)
  }
}

const ESCAPES = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x28, 0x28],
  [0x29, 0x29],
  [0x5c, 0x5c],
])

const isOctal = (byte: number): boolean => byte >= 0x30 && byte <= 0x37
const isPlainDict = (object: PdfObject): object is PdfDict =>
  typeof object === 'object' && object !== null && 'type' in object && object.type === 'dict'
const isReference = (object: PdfObject | undefined): object is PdfRef =>
  typeof object === 'object' && object !== null && 'type' in object && object.type === 'ref'
const printable = (word: string): string => word.slice(0, 20).replace(/[^\x20-\x7e]/g, '?')

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57
  return -1
}
