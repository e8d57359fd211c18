import { appearanceResources } from '#core/pdf/appearance-resources'
import type { IncrementalUpdate } from '#core/pdf/incremental-update'
import { dict, name, type PdfRef } from '#core/pdf/objects'
import type { Gap } from './find-gaps.ts'
import { ABOVE, BELOW, type NumberAndDate, textOf } from './number-fields.ts'
import type { FaceOf } from './prepare-fields.ts'
import { type TextLook, textDrawing } from './text-appearance.ts'

/** One text of a widget that shows several, at exactly its place: lower left of its own small box, in the widget. */
export type TextSpot = Omit<TextLook, 'fontName'> & { x: number; y: number; font: Uint8Array }

/**
 * The number and date of a document that was signed before it was prepared: one widget over the gaps, transparent but for
 * its texts, each on the line and in the size of the words around it.
 *
 * @returns Place on the first page, and what the widget shows.
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, Mục II.3 and II.4.
 */
export function numberSpots(gaps: readonly Gap[], values: NumberAndDate, face: FaceOf) {
  const boxes = gaps.map((gap) => ({
    gap,
    ...{ x: gap.x, y: gap.baseline - BELOW * gap.fontSize },
    size: { width: gap.width, height: (BELOW + ABOVE) * gap.fontSize },
  }))
  const left = Math.min(...boxes.map(({ x }) => x))
  const bottom = Math.min(...boxes.map(({ y }) => y))
  const width = Math.max(...boxes.map(({ x, size }) => x + size.width)) - left
  const height = Math.max(...boxes.map(({ y, size }) => y + size.height)) - bottom
  const spots = boxes.map(({ gap, x, y, size }): TextSpot => {
    const { fontSize, align, hasDots, bold, italic } = gap
    const text = textOf(gap.purpose, values)
    return { text, x: x - left, y: y - bottom, size, fontSize, align, isOpaque: hasDots, font: face({ bold, italic }) }
  })
  return { place: { page: 1, x: left, y: bottom, width, height }, spots }
}

/** Writes the form XObject of such a widget. @returns The reference for /AP /N. */
export async function writeSpots(
  update: IncrementalUpdate,
  spots: readonly TextSpot[],
  { width, height }: { width: number; height: number },
): Promise<PdfRef> {
  const fonts: Record<string, PdfRef> = {}
  const drawings: string[] = []
  for (const [index, spot] of spots.entries()) {
    const { objects, font } = await appearanceResources({ font: spot.font, text: spot.text })
    const numbers = new Map(objects.map(({ num }) => [num, update.allocate()]))
    for (const { num, template } of objects) {
      const target = numbers.get(num)
      if (target) update.setTemplate(target, template, numbers)
    }
    const embedded = font && numbers.get(font.num)
    if (!font || !embedded) throw new RangeError('a text without a font')
    const fontName = `F${String(index)}`
    fonts[fontName] = embedded
    const drawing = textDrawing({ ...spot, fontName }, font)
    drawings.push(`q 1 0 0 1 ${spot.x.toFixed(3)} ${spot.y.toFixed(3)} cm\n${drawing}\nQ`)
  }
  const target = update.allocate()
  const entries = dict({
    Type: name('XObject'),
    Subtype: name('Form'),
    BBox: [0, 0, width, height],
    Resources: dict({ Font: dict(fonts) }),
  })
  update.setStream(target, entries, Buffer.from(drawings.join('\n'), 'latin1'))
  return target
}
