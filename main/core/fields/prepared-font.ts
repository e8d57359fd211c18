import { AppError } from '#contract'
import { decodeStructure } from '#core/pdf/filters'
import type { ObjectView } from '#core/pdf/object-view'
import { isArray, isDict, isInteger, isStream, type PdfDict, type PdfRef } from '#core/pdf/objects'
import type { AppearanceFont } from './text-appearance.ts'

const MAX_LETTERS = 65_536

/**
 * Reads a font that was embedded when the document was prepared: the codes of its letters and their widths. So a field is
 * filled with the very font that its first signer has seen in the file, whatever version of the program fills it.
 *
 * @throws AppError `pdf-damaged`, `pdf-unsupported`: the font is not one of ours.
 * @see ISO 32000-1:2008, 9.7.4.3 (W), 9.10.3 (ToUnicode).
 */
export function readPreparedFont(view: ObjectView, ref: PdfRef): AppearanceFont {
  const font = view.resolve(ref)
  const codes = isDict(font) ? codesOf(view, font) : new Map<string, string>()
  const widths = isDict(font) ? widthsOf(view, font) : new Map<number, number>()
  const codeOf = (letter: string): string => {
    const code = codes.get(letter)
    if (code === undefined) throw new AppError('pdf-unsupported', { feature: `a font without "${letter}"` })
    return code
  }
  const letters = (text: string) => Array.from(text.normalize('NFC'))
  return {
    ref,
    encode: (text) => letters(text).map(codeOf).join(''),
    width: (text, size) =>
      letters(text).reduce((sum, letter) => sum + (widths.get(Number.parseInt(codeOf(letter), 16)) ?? 1000), 0) *
      (size / 1000),
  }
}

/** Letters to codes of four digits, from lines `<0001> <0030>`. */
function codesOf(view: ObjectView, font: PdfDict): Map<string, string> {
  const stream = view.entry(font, 'ToUnicode')
  const codes = new Map<string, string>()
  if (!isStream(stream)) return codes
  const text = Buffer.from(decodeStructure(view.source, stream)).toString('latin1')
  for (const [, code = '', unicode = ''] of text.matchAll(/^<([0-9a-f]{4})> <((?:[0-9a-f]{4})+)>$/gim)) {
    if (codes.size > MAX_LETTERS) break
    codes.set(Buffer.from(unicode, 'hex').swap16().toString('utf16le'), code)
  }
  return codes
}

/** /W of the descendant as pairs of a code and an array of one width. */
function widthsOf(view: ObjectView, font: PdfDict): Map<number, number> {
  const descendants = view.entry(font, 'DescendantFonts')
  const descendant = isArray(descendants) ? view.resolve(descendants[0]) : null
  const listed = isDict(descendant) ? view.entry(descendant, 'W') : null
  const widths = new Map<number, number>()
  const items = isArray(listed) ? listed : []
  for (let index = 0; index + 1 < items.length && widths.size < MAX_LETTERS; index += 2) {
    const [code, of] = [items[index], view.resolve(items[index + 1])]
    const width = isArray(of) ? of[0] : null
    if (isInteger(code) && typeof width === 'number') widths.set(code, width)
  }
  return widths
}
