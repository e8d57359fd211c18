import { drawCentred, drawStamp, type TextColour } from './appearance-drawing.ts'
import { type AppearanceResources, appearanceResources } from './appearance-resources.ts'
import type { IncrementalUpdate } from './incremental-update.ts'
import { dict, name, type PdfDict, type PdfRef } from './objects.ts'
import { DEFAULT_COLOURS } from './pdf-a.ts'
import { shownSize, uprightEntries } from './upright-form.ts'

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
 * @param pdfA The part of PDF/A that the file follows, and is to follow still.
 * @returns The reference for /AP /N.
 * @see ISO 32000-1:2008, 12.5.5 (appearance streams).
 */
export async function writeAppearance(
  update: IncrementalUpdate,
  content: AppearanceContent,
  { size, rotate, pdfA = null }: { size: Size; rotate: number; pdfA?: number | null },
): Promise<PdfRef> {
  const lines = content.font ? (content.lines ?? []) : []
  const resources = await resourcesFor(content, lines, pdfA)
  const placed = place(update, resources)
  const shown = shownSize(size, rotate)
  const entries = dict({
    Type: name('XObject'),
    Subtype: name('Form'),
    ...uprightEntries(shown, rotate),
    Resources: resourceEntries(placed, pdfA),
  })
  const target = update.allocate()
  update.setStream(target, entries, drawingOf(resources, { ...content, lines }, shown))
  return target
}

const drawings = new WeakMap<AppearanceResources, { of: string; drawing: Uint8Array }>()

/** The content stream. Of a batch, many signatures in turn say the same in the same size: the last one is remembered. */
function drawingOf(
  resources: AppearanceResources,
  { framed = false, colour = 'black', lines }: AppearanceContent & { lines: readonly string[] },
  size: Size,
): Uint8Array {
  const of = JSON.stringify([framed, colour, size, lines])
  const last = drawings.get(resources)
  if (last?.of === of) return last.drawing
  const draw = framed ? drawStamp : drawCentred
  const drawing = Buffer.from(draw(resources, { lines, size, colour }), 'latin1')
  drawings.set(resources, { of, drawing })
  return drawing
}

function resourceEntries({ font, image }: { font?: PdfRef; image?: PdfRef }, pdfA: number | null): PdfDict {
  return dict({
    ...(font ? { Font: dict({ F0: font }) } : {}),
    ...(image ? { XObject: dict({ I0: image }) } : {}),
    ...(pdfA === null ? {} : { ColorSpace: DEFAULT_COLOURS }),
  })
}

/** An appearance that shows nothing, where a widget must have one all the same. ISO 19005-1:2005, 6.9. */
export function writeEmptyAppearance(update: IncrementalUpdate, { width, height }: Size): PdfRef {
  const target = update.allocate()
  const entries = dict({
    Type: name('XObject'),
    Subtype: name('Form'),
    BBox: [0, 0, width, height],
    Resources: dict({}),
  })
  update.setStream(target, entries, new Uint8Array(0))
  return target
}

function resourcesFor(
  { imagePng, font }: AppearanceContent,
  lines: readonly string[],
  pdfA: number | null,
): Promise<AppearanceResources> {
  return appearanceResources({
    ...(imagePng ? { imagePng } : {}),
    ...(lines.length > 0 && font ? { font } : {}),
    text: lines.join(''),
    plain: pdfA === 1,
  })
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
