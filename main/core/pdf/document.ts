import { AppError } from '#contract'
import type { ByteSource } from '#core/ports'
import { findBackward, findForward } from './bytes.ts'
import { type FileCipher, openCipher } from './encryption.ts'
import { ObjectView } from './object-view.ts'
import { isInteger, type PdfDict } from './objects.ts'
import { Scanner } from './scanner.ts'
import { readXrefSection, type XrefSection } from './xref-section.ts'

/** Updates of one file; more is an attack on time. */
const MAX_SECTIONS = 4096
/** Bytes of cross-references that are kept in memory while a file is open. */
const MAX_SECTION_WEIGHT = 128 << 20

/** What was saved at once: an original file or one incremental update. ISO 32000-1:2008, 7.5.6. */
export type PdfRevision = {
  /** Cross-reference sections of this revision, the decisive one first. Linearized and hybrid files have two. */
  sections: readonly XrefSection[]
  trailer: PdfDict
  /** Offset after its `%%EOF` line; the file's size for the last one. */
  end: number
}

type DocumentParts = {
  base: number
  version: string
  revisions: readonly PdfRevision[]
  cipher?: FileCipher | undefined
}

/** An opened PDF: the view of its last revision, and the way to the others. Nothing but the cross-reference chain has been read. */
export class PdfDocument extends ObjectView {
  /** Offset of `%PDF-`: offsets in the file count from there. */
  readonly base: number
  /** Version in the header; the catalog may name a later one. */
  readonly headerVersion: string
  /** Oldest first. */
  readonly revisions: readonly PdfRevision[]

  constructor(source: ByteSource, { base, version, revisions, cipher }: DocumentParts) {
    super(source, { ...partsUpTo(revisions, revisions.length - 1), cipher })
    this.base = base
    this.headerVersion = version
    this.revisions = revisions
  }

  /** The file as it was after revision `index`, none of the bytes behind it included; 0 is the oldest. */
  atRevision(index: number): ObjectView {
    const revision = this.revisions[index]
    if (!revision) throw new RangeError(`no revision ${index}`)
    const { cipher, placed } = this
    return new ObjectView(this.source, { ...partsUpTo(this.revisions, index), cipher, placed, end: revision.end })
  }
}

const NO_TRAILER: PdfDict = { type: 'dict', entries: new Map() }

/** Sections newest first. */
function partsUpTo(revisions: readonly PdfRevision[], index: number): { sections: XrefSection[]; trailer: PdfDict } {
  const sections = revisions.slice(0, index + 1).toReversed()
  return { sections: sections.flatMap((revision) => revision.sections), trailer: sections[0]?.trailer ?? NO_TRAILER }
}

/**
 * Opens a PDF by its cross-reference chain; objects are parsed when they are asked for.
 * Damaged chains are refused, never repaired: what we would guess is not what the signer saw.
 *
 * An encrypted file is opened with the source's password, the user's or the owner's; without one where its user's is empty.
 * Otherwise it stays `encrypted`: its structure can be read, its strings and streams cannot.
 *
 * @throws AppError `pdf-empty`, `not-a-pdf`, `pdf-damaged` (with offset), `pdf-unsupported`, `pdf-password-wrong`.
 * @see ISO 32000-1:2008, 7.5, 7.6.
 */
export function openPdf(source: ByteSource): PdfDocument {
  const { base, version } = readHeader(source)
  const { offset, effectiveBase } = readStartXref(source, base)
  const revisions = groupRevisions(source, readChain(source, offset, effectiveBase))
  const parts = { base: effectiveBase, version, revisions }
  const document = new PdfDocument(source, parts)
  if (!document.encrypted) return document
  return new PdfDocument(source, { ...parts, cipher: openCipher(document, source.password) })
}

function readHeader(source: ByteSource): { base: number; version: string } {
  if (source.size === 0) throw new AppError('pdf-empty')
  const start = Buffer.from(source.read(0, 1024)).toString('latin1')
  const match = /%PDF-(\d\.\d)/.exec(start)
  if (!match) throw new AppError('not-a-pdf')
  return { base: match.index, version: match[1] ?? '' }
}

/** The last `startxref`. Its offset counts from the header; some writers count from the file's start (7.5.2 note, Annex H.3 (13)). */
function readStartXref(source: ByteSource, base: number): { offset: number; effectiveBase: number } {
  const from = Math.max(0, source.size - (1 << 20))
  const keyword = findBackward(source, 'startxref', { from, to: source.size })
  if (keyword < 0) throw new AppError('pdf-damaged', { offset: source.size, detail: 'no "startxref"' })
  const scanner = new Scanner(source, keyword + 'startxref'.length)
  const offset = scanner.integer('the offset of the last cross-reference section')
  if (base > 0 && !isSectionAt(source, offset)) return { offset: offset + base, effectiveBase: base }
  return { offset, effectiveBase: 0 }
}

function isSectionAt(source: ByteSource, offset: number): boolean {
  return /^\s*(xref\b|\d+\s+\d+\s+obj\b)/.test(Buffer.from(source.read(offset, 40)).toString('latin1'))
}

/** The chain, newest first. A hybrid file's stream follows its table: it is asked before /Prev (7.5.8.4). */
function readChain(source: ByteSource, start: number, base: number): XrefSection[] {
  const chain: XrefSection[] = []
  const seen = new Set<number>()
  for (let at: number | undefined = start; at !== undefined; ) {
    if (seen.has(at) || chain.length > MAX_SECTIONS) {
      throw new AppError('pdf-damaged', { offset: at, detail: 'a chain of cross-reference sections without end' })
    }
    seen.add(at)
    const section = readXrefSection(source, at, base)
    chain.push(section)
    const hybrid = offsetEntry(section.trailer, 'XRefStm', base)
    if (hybrid !== undefined && section.form === 'table') chain.push(readXrefSection(source, hybrid, base))
    if (chain.reduce((sum, { weight }) => sum + weight, 0) > MAX_SECTION_WEIGHT) {
      throw new AppError('pdf-damaged', { offset: at, detail: 'more cross-references than a document needs' })
    }
    at = offsetEntry(section.trailer, 'Prev', base)
  }
  return chain
}

function offsetEntry(trailer: PdfDict, key: string, base: number): number | undefined {
  const value = trailer.entries.get(key)
  return isInteger(value) ? value + base : undefined
}

/** A section that points forward to its /Prev belongs to the same save: so linearized files do (Annex F). Hybrid streams too. */
function groupRevisions(source: ByteSource, chain: readonly XrefSection[]): PdfRevision[] {
  const groups: XrefSection[][] = []
  for (const section of chain) {
    const group = groups.at(-1)
    const head = group?.[0]
    const sameSave = head && (section.offset > head.offset || isHybridPart(group.at(-1), section))
    if (sameSave) group.push(section)
    else groups.push([section])
  }
  return groups.toReversed().map((sections, index, all) => {
    const trailer = sections[0]?.trailer ?? NO_TRAILER
    return { sections, trailer, end: index === all.length - 1 ? source.size : endOf(source, sections) }
  })
}

function isHybridPart(table: XrefSection | undefined, section: XrefSection): boolean {
  return (
    table?.form === 'table' &&
    section.form === 'stream' &&
    isInteger(table.trailer.entries.get('XRefStm')) &&
    section.offset < table.offset
  )
}

function endOf(source: ByteSource, sections: readonly XrefSection[]): number {
  const after = Math.max(...sections.map(({ end }) => end))
  const marker = findForward(source, '%%EOF', { from: after, to: Math.min(source.size, after + 4096) })
  if (marker < 0) return after
  let end = marker + '%%EOF'.length
  const [first, second] = source.read(end, 2)
  if (first === 0x0d) end += second === 0x0a ? 2 : 1
  else if (first === 0x0a) end += 1
  return end
}
