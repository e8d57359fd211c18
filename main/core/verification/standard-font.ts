import { Encodings } from '@pdf-lib/standard-fonts'
import type { ObjectView } from '../pdf/object-view.ts'
import { isArray, isDict, isInteger, isName, literal, type PdfObject } from '../pdf/objects.ts'
import { readText } from '../pdf/text-strings.ts'

/** What a font says that is not in the file: nothing but its name and its letters' order. */
const PLAIN: ReadonlySet<string> = new Set(['Type', 'Subtype', 'Name', 'BaseFont', 'Encoding'])
const LETTERS = /^(Helvetica|Courier)(-(Bold)?(Oblique)?)?$|^Times-(Roman|Bold|Italic|BoldItalic)$/
const ORDERS: ReadonlySet<string> = new Set(['StandardEncoding', 'WinAnsiEncoding', 'PDFDocEncoding'])

/**
 * Whether a font is one of those that readers have themselves, with every letter in its usual place: forms call Helvetica `Helv`
 * and ZapfDingbats `ZaDb`, and readers take these where the form's resources lack them. To name them changes nothing shown.
 *
 * @param name As the form's resources call it.
 * @see ISO 32000-1:2008, 9.6.2.2, 12.7.3.3.
 */
export function isStandardFont(view: ObjectView, object: PdfObject | undefined, name: string): boolean {
  const font = view.resolve(object)
  if (!isDict(font) || [...font.entries.keys()].some((key) => !PLAIN.has(key))) return false
  const title = view.entry(font, 'BaseFont')
  if (!isName(view.entry(font, 'Subtype'), 'Type1') || !isName(title)) return false
  const encoding = view.entry(font, 'Encoding')
  if (name === 'ZaDb') return title.name === 'ZapfDingbats' && encoding === null
  return LETTERS.test(title.name) && isUsual(view, encoding)
}

function isUsual(view: ObjectView, encoding: PdfObject): boolean {
  if (encoding === null || isName(encoding)) return encoding === null || ORDERS.has(encoding.name)
  if (!isDict(encoding)) return false
  const [base, list] = [view.entry(encoding, 'BaseEncoding'), view.entry(encoding, 'Differences')]
  if (!(base === null || (isName(base) && ORDERS.has(base.name)))) return false
  if (!isArray(list) || list.length > 512) return list === null
  let code = 0
  return list.every((one) => {
    if (isInteger(one)) code = one
    else return isName(one) && isLetterOf(code++, one.name)
    return true
  })
}

/** Whether a glyph shows the letter that its code stands for in PDFDocEncoding, which values are written in. */
function isLetterOf(code: number, glyph: string): boolean {
  if (code < 0 || code > 255) return false
  if (glyph === '.notdef') return NO_LETTER.has(code)
  const letter = readText(literal(Uint8Array.of(code)))
  const point = letter.codePointAt(0) ?? 0
  const { WinAnsi } = Encodings
  const usual = WinAnsi.canEncodeUnicodeCodePoint(point) ? WinAnsi.encodeUnicodeCodePoint(point).name : undefined
  return (MORE[letter] ?? usual) === glyph
}

/** Codes that stand for no letter, or for one that is not seen. */
const NO_LETTER: ReadonlySet<number> = new Set([127, 159, 173])
/** Letters of PDFDocEncoding that WinAnsiEncoding lacks (ISO 32000-1:2008, Annex D.2), or that the library has amiss. */
const MORE: Readonly<Record<string, string>> = {
  ...{ '˘': 'breve', ˇ: 'caron', '˙': 'dotaccent', '˝': 'hungarumlaut', '˛': 'ogonek', '˚': 'ring' },
  ...{ '⁄': 'fraction', '−': 'minus', ﬁ: 'fi', ﬂ: 'fl', Ł: 'Lslash', ł: 'lslash', ı: 'dotlessi', Ÿ: 'Ydieresis' },
}
