import { drawCentred, drawStamp, type TextColour } from './appearance-drawing.ts'
import { type AppearanceResources, appearanceResources } from './appearance-resources.ts'
import type { IncrementalUpdate } from './incremental-update.ts'
import { dict, name, type PdfRef } from './objects.ts'

/** `framed`: a stamp with a rectangle around it, its lines from the left below a heading of two. */
export type AppearanceContent = {
  imagePng?: Uint8Array
  lines?: readonly string[]
  font?: Uint8Array
  colour?: TextColour
  framed?: boolean
}
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
  const draw = content.framed ? drawStamp : drawCentred
  const drawing = draw(resources, { lines, size: shown, colour: content.colour ?? 'black' })
  update.setStream(target, entries, Buffer.from(drawing, 'latin1'))
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
