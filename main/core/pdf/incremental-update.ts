import { createHash } from 'node:crypto'
import { Appender, type Piece, type Place } from './appender.ts'
import type { PdfDocument } from './document.ts'
import { fillTemplate, type ObjectTemplate, withNumbers } from './object-template.ts'
import {
  dict,
  hexString,
  isArray,
  isDict,
  isInteger,
  isString,
  name,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  ref,
  withEntries,
} from './objects.ts'
import { serialize } from './serialize.ts'
import { emptyContents } from './signature-contents.ts'

/** Digits of each number in /ByteRange: files up to 9,999,999,999 bytes. */
const BYTE_RANGE_DIGITS = 10

/** What comes behind the file: `head`, the hexadecimal string of /Contents, `tail`. All three are parts of `bytes`. */
export type SignatureTail = {
  bytes: Uint8Array
  /** Up to the `<` of /Contents. */
  head: Uint8Array
  /** `<…>` of zeros, to be filled in. */
  contents: Uint8Array
  tail: Uint8Array
  byteRange: readonly [number, number, number, number]
}

/**
 * Collects changed and new objects and writes them behind the file: the file's own bytes stay as they are, and the form of its last
 * cross-reference section is kept (a table after a table, a stream after a stream). Into an encrypted file it writes encrypted.
 *
 * @see ISO 32000-1:2008, 7.5.6.
 */
export class IncrementalUpdate {
  private readonly document: PdfDocument
  private readonly bodies = new Map<number, { ref: PdfRef; parts: readonly Piece[] }>()
  private readonly written = new Map<number, PdfObject>()
  private nextNumber: number

  constructor(document: PdfDocument) {
    this.document = document
    const declared = document.trailer.entries.get('Size')
    this.nextNumber = Math.max(document.size, isInteger(declared) ? declared : 0)
  }

  /** A number that no object of the file has. */
  allocate(): PdfRef {
    const created = ref(this.nextNumber)
    this.nextNumber += 1
    return created
  }

  /** An object as this update leaves it so far: several changes of one object come together. */
  latest(target: PdfRef, present: PdfObject): PdfObject {
    return this.written.get(target.num) ?? present
  }

  /** The same of a dictionary. */
  latestDict(target: PdfRef, present: PdfDict): PdfDict {
    const written = this.latest(target, present)
    return isDict(written) ? written : present
  }

  /** Writes an object anew, or a new one. */
  set(target: PdfRef, object: PdfObject): void {
    this.written.set(target.num, object)
    this.bodies.set(target.num, { ref: target, parts: [this.textOf(target, object)] })
  }

  setStream(target: PdfRef, entries: PdfDict, data: Uint8Array): void {
    const written = this.document.cipher?.encryptedData(target, entries, data) ?? data
    const header = this.textOf(target, withEntries(entries, { Length: written.length }))
    this.bodies.set(target.num, { ref: target, parts: streamParts(header, written) })
  }

  /** Writes a new object from its template. `numbers`: of the template's own references in this file. */
  setTemplate(target: PdfRef, template: ObjectTemplate, numbers: ReadonlyMap<number, PdfRef>): void {
    if (this.document.cipher) {
      const object = withNumbers(template.object, numbers)
      if (template.data && isDict(object)) this.setStream(target, object, template.data)
      else this.set(target, object)
      return
    }
    const text = fillTemplate(template, numbers)
    this.bodies.set(target.num, {
      ref: target,
      parts: template.data ? streamParts(text, template.data) : [text],
    })
  }

  /** Writes an update without a signature: what is to be appended to the file. */
  close(): Uint8Array {
    const out = new Appender(this.document.source.size, this.document.base)
    out.add(this.needsNewLine() ? '\n' : '')
    for (const body of this.bodies.values()) out.object(body.ref, body.parts)
    this.crossReferences(out)
    return out.takeBytes()
  }

  /**
   * Writes the update around a signature dictionary whose /Contents is zeros.
   *
   * @param signature The dictionary without /ByteRange and /Contents.
   * @param contentsLength Bytes (not digits) reserved for the CMS.
   */
  closeAround(target: PdfRef, signature: PdfDict, contentsLength: number): SignatureTail {
    const { size } = this.document.source
    const out = new Appender(size, this.document.base)
    out.add(this.needsNewLine() ? '\n' : '')
    for (const body of this.bodies.values()) out.object(body.ref, body.parts)
    out.begin(target)
    out.add(`${this.textOf(target, signature).slice(0, -2)}/ByteRange `)
    const rangeAt = out.length
    const open = '[0 '.padEnd(3 + 3 * (BYTE_RANGE_DIGITS + 1), ' ')
    out.add(`${open}]/Contents `)
    const headLength = out.length
    const gap = 2 * contentsLength + 2
    out.add(emptyContents(gap))
    out.add('>>\nendobj\n')
    this.crossReferences(out)
    const bytes = out.takeBytes()
    const [head, contents] = [bytes.subarray(0, headLength), bytes.subarray(headLength, headLength + gap)]
    const tail = bytes.subarray(headLength + gap)
    const byteRange = [0, size + headLength, size + headLength + gap, tail.length] as const
    const numbers = byteRange.slice(1).map((value) => String(value).padEnd(BYTE_RANGE_DIGITS, ' '))
    bytes.write(`[0 ${numbers.join(' ')}`, rangeAt, 'latin1')
    return { bytes, head, contents, tail, byteRange }
  }

  /** In an encrypted file, with strings encrypted under the object's number (ISO 32000-1:2008, 7.6.2). */
  private textOf(target: PdfRef, object: PdfObject): string {
    return serialize(this.document.cipher?.encrypted(target, object) ?? object)
  }

  private needsNewLine(): boolean {
    const { source } = this.document
    const last = source.read(source.size - 1, 1)[0]
    return last !== 0x0a && last !== 0x0d
  }

  private crossReferences(out: Appender): void {
    const newest = this.document.revisions.at(-1)?.sections[0]
    const previous = (newest?.offset ?? 0) - this.document.base
    if (newest?.form === 'stream') this.streamSection(out, previous)
    else this.tableSection(out, previous)
  }

  private tableSection(out: Appender, previous: number): void {
    const start = out.offset
    const entryLine = ({ offset, gen }: Place): string => `${digits(offset, 10)} ${digits(gen, 5)} n \n`
    const text = subsections(out.places).map(
      (run) => `${run[0]?.num ?? 0} ${run.length}\n${run.map(entryLine).join('')}`,
    )
    out.add(`xref\n${text.join('')}trailer\n${serialize(this.trailer(previous))}\nstartxref\n${start}\n%%EOF\n`)
  }

  private streamSection(out: Appender, previous: number): void {
    const own = this.allocate()
    const start = out.offset
    const places = [...out.places, { num: own.num, gen: 0, offset: start }]
    const runs = subsections(places)
    const rows = runs.flat().map(({ offset, gen }) => {
      const row = Buffer.alloc(8)
      row[0] = 1
      row.writeUIntBE(offset, 1, 5)
      row.writeUInt16BE(gen, 6)
      return row
    })
    const entries = withEntries(this.trailer(previous), {
      Type: name('XRef'),
      W: [1, 5, 2],
      Index: runs.flatMap((run) => [run[0]?.num ?? 0, run.length]),
    })
    const data = Buffer.concat(rows)
    const header = serialize(withEntries(entries, { Length: data.length }))
    out.object(own, streamParts(header, data))
    out.add(`startxref\n${start}\n%%EOF\n`)
  }

  /** All entries of the previous trailer but those that describe its own section. */
  private trailer(previous: number): PdfDict {
    const { trailer } = this.document
    const kept = ['Root', 'Info', 'ID', 'Encrypt'].flatMap((key) => {
      const value = trailer.entries.get(key)
      return value === undefined ? [] : [[key, value] as const]
    })
    const other = [...trailer.entries].filter(([key]) => !SECTION_KEYS.has(key) && !kept.some(([name]) => name === key))
    const id = trailer.entries.get('ID')
    return withEntries(dict([...kept, ...other]), {
      Size: this.nextNumber,
      Prev: previous,
      ...(isArray(id) && id.length === 2 && isString(id[0]) ? { ID: [id[0], hexString(this.changedId())] } : {}),
    })
  }

  /** The second half of /ID changes with every save: with the file's length, and with what is written (14.4). */
  private changedId(): Uint8Array {
    const texts = [...this.bodies.values()].flatMap(({ parts }) => parts.filter((part) => typeof part === 'string'))
    const saved = `${this.document.source.size} ${texts.join(' ')}`
    return createHash('sha256').update(saved, 'latin1').digest().subarray(0, 16)
  }
}

/** Entries of a trailer or cross-reference stream that belong to one section only. */
const SECTION_KEYS = new Set([
  'Size',
  'Prev',
  'XRefStm',
  'Type',
  'W',
  'Index',
  'Length',
  'Filter',
  'DecodeParms',
  'F',
  'FFilter',
  'FDecodeParms',
  'DL',
])

function subsections(places: readonly Place[]): Place[][] {
  const runs: Place[][] = []
  for (const place of places.toSorted((a, b) => a.num - b.num)) {
    const run = runs.at(-1)
    if (run && run.at(-1)?.num === place.num - 1) run.push(place)
    else runs.push([place])
  }
  return runs
}

const streamParts = (header: string, data: Uint8Array): Piece[] => [`${header}\nstream\n`, data, '\nendstream']
const digits = (value: number, width: number): string => String(value).padStart(width, '0')
