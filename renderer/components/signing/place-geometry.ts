import type { SigningPlace } from '#contract'

/** A rectangle on the page as it is shown, in points from its top left corner. */
export type SeenBox = { left: number; top: number; width: number; height: number }
export type PageSize = { width: number; height: number }

/** The part of pdf.js's viewport (at scale 1) that turns points of the page into what is shown and back. */
export type Viewport = PageSize & {
  convertToViewportPoint: (x: number, y: number) => number[]
  convertToPdfPoint: (x: number, y: number) => number[]
}

/** Smaller than this nobody can take hold of it. */
export const LEAST = 14
const POINTS_PER_MM = 72 / 25.4

export function seenBox(viewport: Viewport, { x, y, width, height }: SigningPlace): SeenBox {
  const [ax = 0, ay = 0] = viewport.convertToViewportPoint(x, y)
  const [bx = 0, by = 0] = viewport.convertToViewportPoint(x + width, y + height)
  return { left: Math.min(ax, bx), top: Math.min(ay, by), width: Math.abs(bx - ax), height: Math.abs(by - ay) }
}

export function placeOf(viewport: Viewport, page: number, { left, top, width, height }: SeenBox): SigningPlace {
  const [ax = 0, ay = 0] = viewport.convertToPdfPoint(left, top)
  const [bx = 0, by = 0] = viewport.convertToPdfPoint(left + width, top + height)
  const hundredths = (value: number) => Math.round(value * 100) / 100
  return {
    page,
    x: hundredths(Math.min(ax, bx)),
    y: hundredths(Math.min(ay, by)),
    width: hundredths(Math.abs(bx - ax)),
    height: hundredths(Math.abs(by - ay)),
  }
}

/** Moved onto the page; made smaller only where it is larger than the page. */
export function onPage(page: PageSize, box: SeenBox): SeenBox {
  const width = Math.min(Math.max(box.width, LEAST), page.width)
  const height = Math.min(Math.max(box.height, LEAST), page.height)
  return {
    left: Math.min(Math.max(0, box.left), page.width - width),
    top: Math.min(Math.max(0, box.top), page.height - height),
    width,
    height,
  }
}

/** The lower right corner moved; the upper left one stays. */
export function resized(page: PageSize, box: SeenBox, by: { x: number; y: number }): SeenBox {
  return {
    ...box,
    width: Math.min(Math.max(LEAST, box.width + by.x), page.width - box.left),
    height: Math.min(Math.max(LEAST, box.height + by.y), page.height - box.top),
  }
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Arrow keys move by one millimetre, with Shift they make larger or smaller; null for any other key. */
export function boxAfterKey(
  page: PageSize,
  box: SeenBox,
  { key, shiftKey }: { key: string; shiftKey: boolean },
): SeenBox | null {
  const step = STEPS[key]
  if (!step) return null
  const by = { x: step[0] * POINTS_PER_MM, y: step[1] * POINTS_PER_MM }
  return shiftKey ? resized(page, box, by) : onPage(page, { ...box, left: box.left + by.x, top: box.top + by.y })
}

/** For the reader's ear: millimetres from the left and the top, and the size. */
export function inMillimetres({ left, top, width, height }: SeenBox) {
  const mm = (points: number) => Math.round(points / POINTS_PER_MM)
  return { left: mm(left), top: mm(top), width: mm(width), height: mm(height) }
}
