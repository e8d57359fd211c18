import { deflateSync } from 'node:zlib'
import * as fontkit from 'fontkit'
import type { LooseStream } from './object-template.ts'
import { dict, literal, name, type PdfObject, ref } from './objects.ts'

/** Objects of one embedded font, numbered from 1: the font itself is number 1. */
export type EmbeddedFont = {
  objects: readonly { num: number; object: PdfObject | LooseStream }[]
  /** Two-byte codes in hexadecimal, as `Tj` takes them. Letters that the subset lacks show as the font's missing glyph. */
  encode: (text: string) => string
  /** Width in points at a size. */
  width: (text: string, size: number) => number
}

const measures = new WeakMap<Uint8Array, (text: string) => number>()

/** Width of a text in parts of the font's size; of any text, for what other fonts of the same metrics have set. */
export function measureWith(bytes: Uint8Array): (text: string) => number {
  const known = measures.get(bytes)
  if (known) return known
  const font = fontkit.create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (!('glyphForCodePoint' in font)) throw new TypeError('a font collection cannot be measured')
  const advance = (letter: string) => font.glyphForCodePoint(letter.codePointAt(0) ?? 0).advanceWidth / font.unitsPerEm
  const measure = (text: string) => Array.from(text.normalize('NFC')).reduce((sum, letter) => sum + advance(letter), 0)
  measures.set(bytes, measure)
  return measure
}

type Glyph = { id: number; advance: number }

/** Flags of a font descriptor: Serif, Nonsymbolic. ISO 32000-1:2008, Table 123. */
const SERIF_NONSYMBOLIC = 2 | 32

/**
 * Embeds the letters that a text needs as a composite font (Type 0, Identity-H) with its ToUnicode map.
 *
 * @param letters Every letter that will be shown; each is taken in composed form (NFC).
 * @param listsGlyphs Writes the set of all glyphs, which PDF/A-1 asks for (ISO 19005-1:2005, 6.3.5).
 * @see ISO 32000-1:2008, 9.7 (composite fonts), 9.10.3 (ToUnicode).
 */
export function embedFont(
  bytes: Uint8Array,
  letters: string,
  { listsGlyphs }: { listsGlyphs: boolean } = { listsGlyphs: false },
): EmbeddedFont {
  const font = fontkit.create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (!('createSubset' in font)) throw new TypeError('a font collection cannot be embedded')
  const subset = font.createSubset()
  const glyphs = new Map<string, Glyph>()
  for (const letter of new Set(letters.normalize('NFC'))) {
    const glyph = font.glyphForCodePoint(letter.codePointAt(0) ?? 0)
    // The typings say boolean; it is the glyph's number in the subset.
    glyphs.set(letter, { id: Number(subset.includeGlyph(glyph)), advance: glyph.advanceWidth })
  }
  const scale = 1000 / font.unitsPerEm
  const glyphOf = (letter: string): Glyph => glyphs.get(letter) ?? { id: 0, advance: font.unitsPerEm / 2 }
  return {
    objects: fontObjects(font, { file: subset.encode(), glyphs, scale, listsGlyphs }),
    encode: (text) =>
      Array.from(text.normalize('NFC'))
        .map((letter) => hex4(glyphOf(letter).id))
        .join(''),
    width: (text, size) =>
      Array.from(text.normalize('NFC')).reduce((sum, letter) => sum + glyphOf(letter).advance, 0) *
      (scale / 1000) *
      size,
  }
}

type FontParts = { file: Uint8Array; glyphs: ReadonlyMap<string, Glyph>; scale: number; listsGlyphs: boolean }

function fontObjects(font: fontkit.Font, { file, glyphs, scale, listsGlyphs }: FontParts): EmbeddedFont['objects'] {
  const title = name(`VANTHU+${font.postscriptName}`)
  const compressed = deflateSync(file)
  const toUnicode = deflateSync(Buffer.from(unicodeMap(glyphs), 'latin1'))
  const rounded = (value: number): number => Math.round(value * scale)
  const type0 = {
    Type: name('Font'),
    Subtype: name('Type0'),
    BaseFont: title,
    Encoding: name('Identity-H'),
    DescendantFonts: [ref(2)],
    ToUnicode: ref(5),
  }
  const cidFont = {
    Type: name('Font'),
    Subtype: name('CIDFontType2'),
    BaseFont: title,
    CIDSystemInfo: dict({
      Registry: literal(Buffer.from('Adobe')),
      Ordering: literal(Buffer.from('Identity')),
      Supplement: 0,
    }),
    CIDToGIDMap: name('Identity'),
    FontDescriptor: ref(3),
    W: [...glyphs.values()].toSorted((a, b) => a.id - b.id).flatMap(({ id, advance }) => [id, [rounded(advance)]]),
  }
  const descriptor = {
    Type: name('FontDescriptor'),
    FontName: title,
    Flags: SERIF_NONSYMBOLIC,
    FontBBox: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map(rounded),
    ItalicAngle: font.italicAngle,
    Ascent: rounded(font.ascent),
    Descent: rounded(font.descent),
    CapHeight: rounded(font.capHeight),
    StemV: 80,
    FontFile2: ref(4),
    ...(listsGlyphs ? { CIDSet: ref(6) } : {}),
  }
  return [
    { num: 1, object: dict(type0) },
    { num: 2, object: dict(cidFont) },
    { num: 3, object: dict(descriptor) },
    { num: 4, object: { dict: dict({ Filter: name('FlateDecode'), Length1: file.length }), data: compressed } },
    { num: 5, object: { dict: dict({ Filter: name('FlateDecode') }), data: toUnicode } },
    ...(listsGlyphs ? [{ num: 6, object: { dict: dict({}), data: glyphSet(countGlyphs(file)) } }] : []),
  ]
}

/** A bit for each glyph, the first one highest: all of them. ISO 32000-1:2008, Table 124, CIDSet. */
function glyphSet(count: number): Uint8Array {
  return Uint8Array.from(
    { length: Math.ceil(count / 8) },
    (_, index) => (0xff00 >> Math.min(8, count - 8 * index)) & 0xff,
  )
}

/** `numGlyphs` of a TrueType file's `maxp` table: glyphs that others are made of count, too. ISO/IEC 14496-22, 5.2.6. */
function countGlyphs(file: Uint8Array): number {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  for (let at = 12; at < 12 + 16 * view.getUint16(4); at += 16) {
    if (view.getUint32(at) === MAXP) return view.getUint16(view.getUint32(at + 8) + 4)
  }
  throw new TypeError('a font without maxp table')
}

const MAXP = 0x6d617870

/** At most 100 mappings stand in one block. Adobe Technical Note 5014, 7.3. */
function unicodeMap(glyphs: ReadonlyMap<string, Glyph>): string {
  const lines = [...glyphs].map(
    ([letter, { id }]) => `<${hex4(id)}> <${Buffer.from(letter, 'utf16le').swap16().toString('hex')}>`,
  )
  const blocks: string[] = []
  for (let at = 0; at < lines.length; at += 100) {
    const block = lines.slice(at, at + 100)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  return [
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def',
    '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange',
    ...blocks,
    'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend',
  ].join('\n')
}

const hex4 = (value: number): string => value.toString(16).padStart(4, '0')
