import type { PdfPage } from '#core/pdf/pages'
import type { Word } from './words.ts'

/** A page's visible box in points, lower left corner and size, and how it is turned clockwise: 0, 90, 180, 270. */
export type PageBox = { x: number; y: number; width: number; height: number; rotate: number }
export type Rectangle = { x: number; y: number; width: number; height: number }
export type Size = { width: number; height: number }

/** A word on the page as its reader sees it: upright, from the lower left corner of what is shown. */
export type SeenWord = Omit<Word, 'angle' | 'fontName'>

/** ISO 32000-1:2008, 8.3.2.3: a point is 1/72 inch. */
export const POINTS_PER_MM = 72 / 25.4

export function boxOf({ box, rotate }: Pick<PdfPage, 'box' | 'rotate'>): PageBox {
  const [left, bottom, right, top] = box
  return { x: left, y: bottom, width: right - left, height: top - bottom, rotate }
}

/** Size of the page as its reader sees it. */
export function seenSize({ width, height, rotate }: PageBox): Size {
  return rotate % 180 === 0 ? { width, height } : { width: height, height: width }
}

/** Where a place of the page as seen lies in the page's own coordinates (ISO 32000-1:2008, Table 30, Rotate). */
export const onPaper = (page: PageBox, place: Rectangle): Rectangle => rounded(exactlyOnPaper(page, place))

/** The same without rounding, for what stands on a line. */
export function exactlyOnPaper(page: PageBox, { x, y, width, height }: Rectangle): Rectangle {
  const right = page.x + page.width
  const top = page.y + page.height
  const turned = { width: height, height: width }
  switch (page.rotate) {
    case 90:
      return { x: right - y - height, y: page.y + x, ...turned }
    case 180:
      return { x: right - x - width, y: top - y - height, width, height }
    case 270:
      return { x: page.x + y, y: top - x - width, ...turned }
    default:
      return { x: page.x + x, y: page.y + y, width, height }
  }
}

/** The way back: where a place of the page's own coordinates is seen. */
export function asSeen(page: PageBox, { x, y, width, height }: Rectangle): Rectangle {
  const right = page.x + page.width
  const top = page.y + page.height
  const turned = { width: height, height: width }
  switch (page.rotate) {
    case 90:
      return { x: y - page.y, y: right - x - width, ...turned }
    case 180:
      return { x: right - x - width, y: top - y - height, width, height }
    case 270:
      return { x: top - y - height, y: x - page.x, ...turned }
    default:
      return { x: x - page.x, y: y - page.y, width, height }
  }
}

/** The words that stand upright on the page as it is shown; what runs another way is no line of the document. */
export function uprightWords(page: PageBox, words: readonly Word[]): SeenWord[] {
  return words.flatMap(({ angle, fontName: _fontName, ...word }) => {
    if ((angle - page.rotate + 360) % 360 !== 0) return []
    const { x, y } = asSeen(page, { x: word.x, y: word.baseline, width: 0, height: 0 })
    return [{ ...word, x, baseline: y }]
  })
}

/** Moved, not cut, until it lies on a page of that size; made smaller only where it is larger than the page. */
export function within(page: Size, { x, y, width, height }: Rectangle): Rectangle {
  const [fitWidth, fitHeight] = [Math.min(width, page.width), Math.min(height, page.height)]
  return {
    x: Math.max(0, Math.min(x, page.width - fitWidth)),
    y: Math.max(0, Math.min(y, page.height - fitHeight)),
    width: fitWidth,
    height: fitHeight,
  }
}

function rounded({ x, y, width, height }: Rectangle): Rectangle {
  return { x: hundredths(x), y: hundredths(y), width: hundredths(width), height: hundredths(height) }
}

const hundredths = (points: number): number => Math.round(points * 100) / 100
