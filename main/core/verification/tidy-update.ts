import type { ByteSource } from '#core/ports'
import { bytesInMemory } from '../pdf/bytes.ts'
import type { PdfDocument, PdfRevision } from '../pdf/document.ts'
import { decodeStructure } from '../pdf/filters.ts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isInteger, isName, isStream, type PdfRef, type PdfStream } from '../pdf/objects.ts'
import { Parser } from '../pdf/parser.ts'
import { Scanner } from '../pdf/scanner.ts'
import type { XrefSection } from '../pdf/xref-section.ts'

/** Entries of a hybrid file's table and stream that are compared. */
const MAX_COMPARED = 100_000
/** White space between where an offset points and what it means. */
const MAX_SPACE = 16
/** Bytes of a section in which its trailer dictionary is looked for. */
const MAX_TRAILER = 1 << 20

/**
 * Why programs that read a file differently would see different things in an update of it: bytes or objects that no
 * cross-reference of the update names, which shows whoever builds the cross-reference anew; an object named twice; a size that
 * cuts objects off. Undefined for an update in which all is said once.
 *
 * @throws AppError `pdf-damaged` where an object of the update cannot be read.
 * @param index Of the revision that the update makes; 0, the original file, is nobody's later change.
 * @see ISO 32000-1:2008, 7.5.4 (each object once), 7.5.5 (Size), 7.5.6 (updates), 7.5.8.4 (hybrid files).
 */
export function ambiguityIn(document: PdfDocument, index: number): string | undefined {
  const revision = document.revisions[index]
  const before = document.revisions[index - 1]
  if (!revision || !before) return undefined
  const update = { document, view: document.atRevision(index), revision, from: before.end }
  return namedTwice(update) ?? wrongTrailer(update) ?? unnamedBytes(update)
}

type Update = { document: PdfDocument; view: ObjectView; revision: PdfRevision; from: number }

/** Offset as the detail of what was found. */
const at = (what: string, offset: number): string => `${what}@${String(offset)}`

function namedTwice({ revision, from }: Update): string | undefined {
  const twice = revision.sections.find(({ ranges }) => overlaps(ranges))
  if (twice) return at('xref', twice.offset)
  const elsewhere = revision.sections.find(({ offset, end }) => offset < from || end > revision.end)
  if (elsewhere) return at('xref', elsewhere.offset)
  const [first, ...others] = revision.sections
  const contradicting = first && others.find((other) => contradicts(first, other))
  return contradicting && at('xref', contradicting.offset)
}

function overlaps(ranges: XrefSection['ranges']): boolean {
  const ordered = ranges.toSorted(([a], [b]) => a - b)
  return ordered.some(([first], position) => first < (ordered[position - 1]?.[1] ?? 0))
}

/** A table hides from old readers what the stream beside it has; any other entry of both is one too many. */
function contradicts(table: XrefSection, stream: XrefSection): boolean {
  const count = stream.ranges.reduce((sum, [first, end]) => sum + end - first, 0)
  if (count > MAX_COMPARED) return true
  return stream.ranges.some(([first, end]) => {
    for (let num = first; num < end; num += 1) {
      const entry = table.find(num)
      if (entry && entry.kind !== 'free' && stream.find(num) !== undefined) return true
    }
    return false
  })
}

function wrongTrailer({ view, revision, document }: Update): string | undefined {
  const { trailer, sections } = revision
  const size = trailer.entries.get('Size')
  const [decisive] = sections
  if (!decisive || !isInteger(size) || size < view.size) return at('Size', decisive?.offset ?? 0)
  const unclear = sections.find((section) => section.form === 'table' && hasUnclearTrailer(document, section))
  return unclear && at('trailer', unclear.offset)
}

/** A key twice, a second trailer, or an offset that is no integer as it is written. */
function hasUnclearTrailer({ source }: PdfDocument, { offset, end }: XrefSection): boolean {
  const length = Math.min(end - offset, MAX_TRAILER)
  const text = Buffer.from(source.read(end - length, length)).toString('latin1')
  const start = text.indexOf('trailer')
  if (start < 0) return true
  const parser = new Parser(source, end - length + start + 'trailer'.length)
  parser.object()
  return parser.hasRepeatedKey || parser.scanner.at !== end || /\/Prev\s+\d+\s*[.]/.test(text.slice(start))
}

/** Walks over the update's own bytes: white space, comments, objects where they are said to be, its cross-reference, its end. */
function unnamedBytes(update: Update): string | undefined {
  const { document, revision, from } = update
  const scanner = new Scanner(document.source, from)
  let markers = 0
  scanner.skipSpace()
  while (scanner.at < revision.end) {
    const start = scanner.at
    if (scanner.take('startxref')) markers += pointsTo(update, scanner.integer('an offset')) ? 1 : 2
    else scanner.at = endOfNamed(update, scanner) ?? start
    if (scanner.at === start || markers > 1) return at('bytes', start)
    scanner.skipSpace()
  }
  return undefined
}

function pointsTo({ document, revision }: Update, offset: number): boolean {
  return revision.sections.some((section) => section.offset === offset + document.base)
}

/** The byte after a table, or after an object that stands where the cross-reference says; undefined for anything else. */
function endOfNamed(update: Update, scanner: Scanner): number | undefined {
  const { document, view, revision } = update
  const start = scanner.at
  const section = revision.sections.find(({ offset }) => isFrom(document.source, offset, start))
  if (section?.form === 'table') return section.end
  const { ref, object, end, hasRepeatedKey } = view.standingAt(start)
  if (hasRepeatedKey || (!section && !standsAt(update, ref, start))) return undefined
  if (!isStream(object)) return end
  if (hasRepeatedKeyInside(view, ref, object)) return undefined
  scanner.at = end
  return scanner.take('endobj') ? scanner.at : undefined
}

/** By the update's own sections: an earlier one can name what did not stand there yet, and was not signed. */
function standsAt({ view, revision }: Update, { num, gen }: PdfRef, start: number): boolean {
  const [first, ...others] = revision.sections
  const named = first?.find(num) ?? others.map((section) => section.find(num)).find((entry) => entry !== undefined)
  // Of two sections one may hide what the other has.
  const place = named && others.length > 0 ? view.locate(num) : named
  return place?.kind === 'offset' && place.gen === gen && isFrom(view.source, place.offset, start)
}

/** Some writers let an offset point to the white space before. */
function isFrom(source: ByteSource, offset: number, start: number): boolean {
  if (offset === start) return true
  if (offset > start || offset + MAX_SPACE < start) return false
  const scanner = new Scanner(source, offset)
  scanner.skipSpace()
  return scanner.at === start
}

/** A key that stands twice in one of the objects of an object stream. */
function hasRepeatedKeyInside(view: ObjectView, ref: PdfRef, { dict }: PdfStream): boolean {
  const stream = isName(dict.entries.get('Type'), 'ObjStm') ? view.get(ref) : null
  const [first, count] = [dict.entries.get('First'), dict.entries.get('N')]
  if (!isStream(stream) || !isInteger(first) || !isInteger(count)) return false
  const parser = new Parser(bytesInMemory(decodeStructure(view.source, stream)), first)
  for (let index = 0; index < count && !parser.hasRepeatedKey; index += 1) parser.object()
  return parser.hasRepeatedKey
}
