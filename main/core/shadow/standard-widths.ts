import { Encodings, Font, type IFontNames } from '@pdf-lib/standard-fonts'

/** Widths of letters by their code, in parts of the font's size. */
export type Widths = Float64Array

const known = new Map<IFontNames, { font: Font; widths: Widths }>()

/**
 * How wide the letters of one of the standard 14 fonts are, or of the one that a font's name and flags are most like: readers
 * take it where the file brings none. Codes count as WinAnsiEncoding's; other encodings have the same ASCII.
 *
 * @param differences Names of glyphs by their codes (9.6.6.2).
 * @see ISO 32000-1:2008, 9.6.2.2.
 */
export function standardWidths(title: string, differences: ReadonlyMap<number, string>): Widths {
  const { font, widths } = loaded(likeliest(title))
  const own = widths.slice()
  for (const [code, glyph] of differences) {
    const width = font.getWidthOfGlyph(glyph)
    if (typeof width === 'number' && code in own) own[code] = width / 1000
  }
  return own
}

function loaded(name: IFontNames): { font: Font; widths: Widths } {
  const found = known.get(name)
  if (found) return found
  const font = Font.load(name)
  const widths = new Float64Array(256).fill(UNKNOWN)
  const encoding = name === 'Symbol' || name === 'ZapfDingbats' ? Encodings[name] : Encodings.WinAnsi
  for (const point of encoding.supportedCodePoints) {
    const { code, name: glyph } = encoding.encodeUnicodeCodePoint(point)
    const width = font.getWidthOfGlyph(glyph)
    if (typeof width === 'number') widths[code] = width / 1000
  }
  known.set(name, { font, widths })
  return { font, widths }
}

const UNKNOWN = 0.5

function likeliest(title: string): IFontNames {
  if (/^Symbol/i.test(title)) return 'Symbol'
  if (/dingbats/i.test(title)) return 'ZapfDingbats'
  const isBold = /bold|black|heavy/i.test(title)
  const isItalic = /italic|oblique/i.test(title)
  if (/times|tinos|roman/i.test(title)) return TIMES[isBold ? 1 : 0][isItalic ? 1 : 0]
  const style = `${isBold ? 'Bold' : ''}${isItalic ? 'Oblique' : ''}` as const
  const family = /courier|mono/i.test(title) ? 'Courier' : 'Helvetica'
  return style === '' ? family : `${family}-${style}`
}

const TIMES = [
  ['Times-Roman', 'Times-Italic'],
  ['Times-Bold', 'Times-BoldItalic'],
] as const
