import { type AppearanceResources, appearanceResources } from './appearance-resources.ts'
import type { IncrementalUpdate } from './incremental-update.ts'
import { dict, name, type PdfRef } from './objects.ts'

/** NĐ 30/2020, PL I, I.II.8.b: text of a signature is 10 pt. */
const TEXT_SIZE = 10
const LEADING = 1.2

export type AppearanceContent = { imagePng?: Uint8Array; lines?: readonly string[]; font?: Uint8Array }
type Size = { width: number; height: number }

/**
 * Writes the form XObject that a signature's widget shows, and what it needs: an image as large as fits, lines of text below it, centred.
 *
 * @param size Of the widget's rectangle, in points.
 * @param rotate The page's rotation: the appearance stands upright as the page is shown.
 * @returns The reference for /AP /N.
 * @see ISO 32000-1:2008, 12.5.5 (appearance streams).
 */
export async function writeAppearance(
  update: IncrementalUpdate,
  content: AppearanceContent,
  { size, rotate }: { size: Size; rotate: number },
): Promise<PdfRef> {
  const lines = content.font ? (content.lines ?? []) : []
  const resources = await resourcesFor(content, lines)
  const placed = place(update, resources)
  const shown = rotate % 180 === 0 ? size : { width: size.height, height: size.width }
  const entries = dict({
    Type: name('XObject'),
    Subtype: name('Form'),
    BBox: [0, 0, shown.width, shown.height],
    ...(rotate === 0 ? {} : { Matrix: ROTATIONS[rotate] ?? [1, 0, 0, 1, 0, 0] }),
    Resources: dict({
      ...(placed.font ? { Font: dict({ F0: placed.font }) } : {}),
      ...(placed.image ? { XObject: dict({ I0: placed.image }) } : {}),
    }),
  })
  const target = update.allocate()
  update.setStream(target, entries, Buffer.from(draw(resources, { lines, size: shown }), 'latin1'))
  return target
}

function resourcesFor({ imagePng, font }: AppearanceContent, lines: readonly string[]): Promise<AppearanceResources> {
  return appearanceResources({
    ...(imagePng ? { imagePng } : {}),
    ...(lines.length > 0 && font ? { font } : {}),
    text: lines.join(''),
  })
}

const ROTATIONS: Readonly<Record<number, readonly number[]>> = {
  90: [0, 1, -1, 0, 0, 0],
  180: [-1, 0, 0, -1, 0, 0],
  270: [0, -1, 1, 0, 0, 0],
}

/** Gives the resources' objects numbers of this file and writes them. */
function place(
  update: IncrementalUpdate,
  { objects, font, image }: AppearanceResources,
): { font?: PdfRef; image?: PdfRef } {
  const numbers = new Map(objects.map(({ num }) => [num, update.allocate()]))
  for (const { num, template } of objects) {
    const target = numbers.get(num)
    if (target) update.setTemplate(target, template, numbers)
  }
  const fontRef = font && numbers.get(font.num)
  const imageRef = image && numbers.get(image.num)
  return { ...(fontRef ? { font: fontRef } : {}), ...(imageRef ? { image: imageRef } : {}) }
}

function draw({ font, image }: AppearanceResources, { lines, size }: { lines: readonly string[]; size: Size }): string {
  const widest = font ? Math.max(1, ...lines.map((line) => font.width(line, 1))) : 1
  const wanted = lines.length * LEADING
  const room = image ? size.height * 0.4 : size.height
  const textSize = lines.length === 0 ? 0 : Math.min(TEXT_SIZE, (size.width * 0.98) / widest, (room * 0.98) / wanted)
  const textHeight = textSize * wanted
  const parts: string[] = []
  if (image) parts.push(drawImage(image, { ...size, height: size.height - textHeight }, textHeight))
  if (font && textSize > 0) {
    const top = image ? textHeight : (size.height + textHeight) / 2
    for (const [index, line] of lines.entries()) {
      const x = (size.width - font.width(line, textSize)) / 2
      const y = top - (index + 1) * textSize * LEADING + textSize * 0.3
      parts.push(`BT /F0 ${number(textSize)} Tf ${number(x)} ${number(y)} Td <${font.encode(line)}> Tj ET`)
    }
  }
  return `q\n${parts.join('\n')}\nQ`
}

function drawImage(image: Size, room: Size, bottom: number): string {
  const scale = Math.min(room.width / image.width, room.height / image.height)
  const [width, height] = [image.width * scale, image.height * scale]
  const [x, y] = [(room.width - width) / 2, bottom + (room.height - height) / 2]
  return `q ${number(width)} 0 0 ${number(height)} ${number(x)} ${number(y)} cm /I0 Do Q`
}

const number = (value: number): string => value.toFixed(3).replace(/\.?0+$/, '')
