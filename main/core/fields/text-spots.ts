import { appearanceResources } from '#core/pdf/appearance-resources'
import type { IncrementalUpdate } from '#core/pdf/incremental-update'
import { dict, name, type PdfRef } from '#core/pdf/objects'
import { shownSize, uprightEntries } from '#core/pdf/upright-form'
import { exactlyOnPaper, type PageBox } from '#core/placement/page-space'
import type { Gap } from './find-gaps.ts'
import { areaOf, type NumberAndDate, textOf } from './number-fields.ts'
import type { FaceOf } from './prepare-fields.ts'
import { type TextLook, textDrawing } from './text-appearance.ts'

/** One text of a widget that shows several, at exactly its place: lower left of its own small box, in the widget as it is seen. */
export type TextSpot = Omit<TextLook, 'fontName'> & { x: number; y: number; font: Uint8Array }

/**
 * The number and date of a document that was signed before it was prepared: one widget over the gaps, transparent but for
 * its texts, each on the line and in the size of the words around it. Dots stay below: somebody has signed them.
 *
 * @returns Place on the first page, and what the widget shows.
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, Mục II.3 and II.4.
 */
export function numberSpots(
  gaps: readonly Gap[],
  values: NumberAndDate,
  { face, page }: { face: FaceOf; page: PageBox },
) {
  const boxes = gaps.map((gap) => {
    const { x, y, ...size } = areaOf(gap)
    return { gap, x, y, size }
  })
  const left = Math.min(...boxes.map(({ x }) => x))
  const bottom = Math.min(...boxes.map(({ y }) => y))
  const width = Math.max(...boxes.map(({ x, size }) => x + size.width)) - left
  const height = Math.max(...boxes.map(({ y, size }) => y + size.height)) - bottom
  const spots = boxes.map(({ gap, x, y, size }): TextSpot => {
    const { fontSize, align, bold, italic } = gap
    const text = textOf(gap.purpose, values, gap.printed)
    return { text, x: x - left, y: y - bottom, size, fontSize, align, isOpaque: false, font: face({ bold, italic }) }
  })
  return { place: { page: 1, ...exactlyOnPaper(page, { x: left, y: bottom, width, height }) }, spots }
}

/** Writes the form XObject of such a widget, whose page may be turned. @returns The reference for /AP /N. */
export async function writeSpots(
  update: IncrementalUpdate,
  spots: readonly TextSpot[],
  { size, rotate }: { size: { width: number; height: number }; rotate: number },
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
    ...uprightEntries(shownSize(size, rotate), rotate),
    Resources: dict({ Font: dict(fonts) }),
  })
  update.setStream(target, entries, Buffer.from(drawings.join('\n'), 'latin1'))
  return target
}
