import type { AppearanceResources } from './appearance-resources.ts'

/** NĐ 30/2020, PL I, I.II.8.b: text of a signature is 10 pt. */
const TEXT_SIZE = 10
const LEADING = 1.2
/** Line of a stamp's frame and the room inside it, in points. */
const FRAME = 1.2
const PADDING = 6

export type TextColour = 'black' | 'blue' | 'red'
export type Drawing = { lines: readonly string[]; size: { width: number; height: number }; colour: TextColour }
type Size = Drawing['size']
type Font = NonNullable<AppearanceResources['font']>

/** DeviceRGB. Ink of a stamp and of a pen; NĐ 30/2020, PL I, I.II.7.d and II.8.a say blue and red, no more. */
const COLOURS: Readonly<Record<TextColour, string>> = {
  black: '0 0 0',
  blue: '0.05 0.2 0.65',
  red: '0.85 0.05 0.05',
}

/** An image as large as fits, lines of text below it, centred. */
export function drawCentred({ font, image }: AppearanceResources, { lines, size, colour }: Drawing): string {
  const widest = font ? Math.max(1, ...lines.map((line) => font.width(line, 1))) : 1
  const wanted = lines.length * LEADING
  const room = image ? size.height * 0.4 : size.height
  const textSize = lines.length === 0 ? 0 : Math.min(TEXT_SIZE, (size.width * 0.98) / widest, (room * 0.98) / wanted)
  const textHeight = textSize * wanted
  const parts = [`${COLOURS[colour]} rg`]
  if (image) parts.push(drawImage(image, { ...size, height: size.height - textHeight }, textHeight))
  if (font && textSize > 0) {
    const top = image ? textHeight : (size.height + textHeight) / 2
    for (const [index, line] of lines.entries()) {
      const x = (size.width - font.width(line, textSize)) / 2
      const y = top - (index + 1) * textSize * LEADING + textSize * 0.3
      parts.push(show(font, line, { x, y, size: textSize }))
    }
  }
  return `q\n${parts.join('\n')}\nQ`
}

/**
 * A stamp: a frame on the edge of the rectangle; its first two lines are its heading, centred, the second one larger;
 * the others begin at the left.
 *
 * @see NĐ 30/2020/NĐ-CP, PL IV, Mục V (dấu ĐẾN).
 */
export function drawStamp({ font }: AppearanceResources, { lines, size, colour }: Drawing): string {
  const half = FRAME / 2
  const frame = `${COLOURS[colour]} RG ${number(FRAME)} w ${number(half)} ${number(half)} ${number(size.width - FRAME)} ${number(size.height - FRAME)} re S`
  const parts = [`${COLOURS[colour]} rg`, frame]
  const step = (size.height - 2 * PADDING) / Math.max(1, lines.length)
  for (const [index, line] of font ? lines.entries() : []) {
    if (!font) break
    const room = size.width - 2 * PADDING
    const wanted = index === 1 ? 13 : TEXT_SIZE
    const textSize = Math.min(
      wanted,
      step / LEADING + (index === 1 ? 3 : 0),
      room / Math.max(0.001, font.width(line, 1)),
    )
    const x = index < 2 ? (size.width - font.width(line, textSize)) / 2 : PADDING
    const y = size.height - PADDING - (index + 1) * step + step * 0.3
    parts.push(show(font, line, { x, y, size: textSize }))
  }
  return `q\n${parts.join('\n')}\nQ`
}

function show(font: Font, line: string, at: { x: number; y: number; size: number }): string {
  return `BT /F0 ${number(at.size)} Tf ${number(at.x)} ${number(at.y)} Td <${font.encode(line)}> Tj ET`
}

function drawImage(image: Size, room: Size, bottom: number): string {
  const scale = Math.min(room.width / image.width, room.height / image.height)
  const [width, height] = [image.width * scale, image.height * scale]
  const [x, y] = [(room.width - width) / 2, bottom + (room.height - height) / 2]
  return `q ${number(width)} 0 0 ${number(height)} ${number(x)} ${number(y)} cm /I0 Do Q`
}

const number = (value: number): string => value.toFixed(3).replace(/\.?0+$/, '')
