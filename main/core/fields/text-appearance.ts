import { dict, name, type PdfDict, type PdfRef } from '#core/pdf/objects'
import { uprightEntries } from '#core/pdf/upright-form'
import { BELOW } from './number-fields.ts'

export type TextLook = {
  text: string
  /** Of the widget as its reader sees it, in points. */
  size: { width: number; height: number }
  fontName: string
  fontSize: number
  align: 'left' | 'centre' | 'right'
  /** White below the text: dots of the page that it replaces. */
  isOpaque: boolean
}

/** The font as the appearance needs it: its object, and codes and widths of letters. */
export type AppearanceFont = {
  ref: PdfRef
  encode: (text: string) => string
  width: (text: string, size: number) => number
}

/** The entries of a text field's appearance, upright on a page that is turned. ISO 32000-1:2008, 12.7.3.3. */
export function appearanceEntries(
  { size, fontName, rotate }: Pick<TextLook, 'size' | 'fontName'> & { rotate: number },
  font: PdfRef,
): PdfDict {
  return dict({
    Type: name('XObject'),
    Subtype: name('Form'),
    ...uprightEntries(size, rotate),
    Resources: dict({ Font: dict({ [fontName]: font }) }),
  })
}

/** Of a field without a value. What it covers of the page it covers from the beginning: whoever signs next has seen that. */
export const emptyContent = ({ size, isOpaque }: Pick<TextLook, 'size' | 'isOpaque'>): string =>
  isOpaque ? `/Tx BMC\nq\n${whiteOver(size)}\nQ\nEMC` : '/Tx BMC\nEMC'

/** Whether an appearance covers what is below its text. */
export const isOpaqueContent = (content: string): boolean => content.includes(WHITE)

const WHITE = '1 g 0 0 '
const whiteOver = ({ width, height }: TextLook['size']): string => `${WHITE}${number(width)} ${number(height)} re f`

/** The content of a filled text field. ISO 32000-1:2008, 12.7.3.3. */
export const textContent = (look: TextLook, font: Pick<AppearanceFont, 'encode' | 'width'>): string =>
  `/Tx BMC\nq\n${textDrawing(look, font)}\nQ\nEMC`

/**
 * One line at exactly its size and baseline. What is wider than its gap is set narrower, never smaller or higher: the
 * line stays even.
 *
 * @see ISO 32000-1:2008, 9.3.4 (horizontal scaling).
 */
export function textDrawing(look: TextLook, font: Pick<AppearanceFont, 'encode' | 'width'>): string {
  const { text, size, fontName, fontSize, align, isOpaque } = look
  const natural = font.width(text, fontSize)
  const scale = Math.min(1, size.width / (natural || 1))
  const room = size.width - natural * scale
  const x = align === 'left' ? 0 : align === 'right' ? room : room / 2
  return [
    ...(isOpaque ? [whiteOver(size)] : []),
    `BT 0 g /${fontName} ${number(fontSize)} Tf`,
    ...(scale < 1 ? [`${number(scale * 100)} Tz`] : []),
    `1 0 0 1 ${number(x)} ${number(BELOW * fontSize)} Tm <${font.encode(text)}> Tj ET`,
  ].join('\n')
}

const number = (value: number): string => value.toFixed(3).replace(/\.?0+$/, '')
