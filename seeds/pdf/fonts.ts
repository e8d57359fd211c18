import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { deflateSync } from 'node:zlib'
import * as fontkit from 'fontkit'
import { type PDFContext, PDFHexString, PDFName, PDFRawStream, type PDFRef } from 'pdf-lib'

export const FACES = ['regular', 'bold', 'italic', 'boldItalic'] as const
export type FaceName = (typeof FACES)[number]

const FILES: Readonly<Record<FaceName, string>> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
}

/** Every letter of Vietnamese with its tone marks, digits and what administrative writing needs of punctuation. */
const LOWER = 'aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz'
const OTHER = '0123456789 .,;:/-–()"“”%§+&…?!\'’*=°'
const CHARACTERS = [...new Set([...LOWER, ...LOWER.toUpperCase(), ...OTHER])]

/** One style of the typeface, cut down to Vietnamese once and put into every file as it is. */
export type Face = {
  name: FaceName
  /** Width of a line of text in points. */
  widthOf: (text: string, size: number) => number
  /** The text as a hexadecimal string of glyph numbers. */
  encode: (text: string) => string
  /** Writes the font's objects; gives the reference for the page's resources. */
  embed: (context: PDFContext) => PDFRef
}

function readFont(name: FaceName): fontkit.Font {
  const require = createRequire(import.meta.url)
  const font = fontkit.create(readFileSync(require.resolve(`@expo-google-fonts/tinos/${FILES[name]}`)))
  if (!('createSubset' in font)) throw new TypeError('a font collection cannot be embedded')
  return font
}

type Glyphs = ReadonlyMap<string, { id: number; width: number }>

function cutDown(font: fontkit.Font): { program: Uint8Array; glyphs: Glyphs } {
  const subset = font.createSubset()
  const scale = 1000 / font.unitsPerEm
  const glyphs = new Map<string, { id: number; width: number }>()
  for (const character of CHARACTERS) {
    const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 0)
    // The typings say boolean; it is the glyph's number in the subset.
    glyphs.set(character, { id: Number(subset.includeGlyph(glyph)), width: glyph.advanceWidth * scale })
  }
  return { program: subset.encode(), glyphs }
}

const hex4 = (value: number) => value.toString(16).padStart(4, '0')

/** Glyph numbers back to text, so that the file can be searched and copied. ISO 32000-1, 9.10.3. */
function toUnicode(glyphs: Glyphs): Uint8Array {
  const lines = [...glyphs].map(([character, { id }]) => `<${hex4(id)}> <${hex4(character.codePointAt(0) ?? 0)}>`)
  const blocks: string[] = []
  for (let from = 0; from < lines.length; from += 100) {
    const block = lines.slice(from, from + 100)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  const text = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`
  return Buffer.from(text, 'latin1')
}

function stream(context: PDFContext, deflated: Uint8Array, extra: Record<string, number> = {}): PDFRef {
  const dictionary = context.obj({ Length: deflated.length, Filter: 'FlateDecode', ...extra })
  return context.register(PDFRawStream.of(dictionary, deflated))
}

/** Widths of the CIDFont: `[first [w w w]]`. ISO 32000-1, 9.7.4.3. */
function widths(glyphs: Glyphs): [number, number[]] {
  const byId = [...glyphs.values()].sort((left, right) => left.id - right.id)
  const first = byId[0]?.id ?? 1
  const list = new Array<number>((byId.at(-1)?.id ?? first) - first + 1).fill(0)
  for (const { id, width } of byId) list[id - first] = Math.round(width)
  return [first, list]
}

function embedder(font: fontkit.Font, program: Uint8Array, glyphs: Glyphs, name: FaceName): Face['embed'] {
  const fontFile = deflateSync(program)
  const cmap = deflateSync(toUnicode(glyphs))
  const scale = (value: number) => Math.round((value * 1000) / font.unitsPerEm)
  const baseFont = `VTMAU${'ABCD'[FACES.indexOf(name)] ?? 'E'}+${font.postscriptName}`
  const isItalic = name === 'italic' || name === 'boldItalic'
  const box = [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map(scale)
  const descriptor = {
    Type: 'FontDescriptor',
    FontName: baseFont,
    Flags: 4 + 2 + (isItalic ? 64 : 0),
    FontBBox: box,
    ItalicAngle: isItalic ? -16 : 0,
    Ascent: scale(font.ascent),
    Descent: scale(font.descent),
    CapHeight: scale(font.capHeight),
    StemV: name === 'bold' || name === 'boldItalic' ? 140 : 80,
  }
  return (context) => {
    const file = stream(context, fontFile, { Length1: program.length })
    const system = { Registry: PDFHexString.fromText('Adobe'), Ordering: PDFHexString.fromText('Identity') }
    const descendant = context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'CIDFontType2',
        CIDToGIDMap: 'Identity',
        BaseFont: baseFont,
        CIDSystemInfo: { ...system, Supplement: 0 },
        FontDescriptor: context.register(context.obj({ ...descriptor, FontFile2: file })),
        DW: 500,
        W: widths(glyphs),
      }),
    )
    return context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: baseFont,
        Encoding: PDFName.of('Identity-H'),
        DescendantFonts: [descendant],
        ToUnicode: stream(context, cmap),
      }),
    )
  }
}

function createFace(name: FaceName): Face {
  const font = readFont(name)
  const { program, glyphs } = cutDown(font)
  const glyphOf = (character: string) => {
    const glyph = glyphs.get(character)
    if (glyph === undefined) throw new RangeError(`no glyph for ${JSON.stringify(character)}`)
    return glyph
  }
  return {
    name,
    widthOf: (text, size) => {
      let width = 0
      for (const character of text) width += glyphOf(character).width
      return (width * size) / 1000
    },
    encode: (text) => {
      let encoded = ''
      for (const character of text) encoded += hex4(glyphOf(character).id)
      return encoded
    },
    embed: embedder(font, program, glyphs, name),
  }
}

export type Typeface = Readonly<Record<FaceName, Face>>

let typeface: Typeface | undefined

/** The four styles of Tinos (metrics of Times New Roman, which NĐ 30/2020, PL I, I.I wants), cut down once. */
export function loadTypeface(): Typeface {
  typeface ??= {
    regular: createFace('regular'),
    bold: createFace('bold'),
    italic: createFace('italic'),
    boldItalic: createFace('boldItalic'),
  }
  return typeface
}

/** The bold style with its outlines, for what is drawn as a picture: the seal's text. */
export function boldOutlines(): fontkit.Font {
  return readFont('bold')
}
