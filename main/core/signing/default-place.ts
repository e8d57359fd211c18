import type { Appearance } from '#contract'

/** A page's visible box in points, lower left corner and size, and how it is turned clockwise: 0, 90, 180, 270. */
export type PageBox = { x: number; y: number; width: number; height: number; rotate: number }
export type Rectangle = { x: number; y: number; width: number; height: number }

/** ISO 32000-1:2008, 8.3.2.3: a point is 1/72 inch. */
const POINTS_PER_MM = 72 / 25.4
/** Margins of an administrative document: bottom 20 mm, right 15 mm (NĐ 30/2020, PL I, I.I.3). */
const RIGHT_MM = 15
const BOTTOM_MM = 20
/** Where the signer's name stands under the signature: two lines. */
const NAME_MM = 20

/**
 * Where a signature stands if the document has no field for it: the leader's in the middle of the page's right half,
 * above the bottom margin and the name; the agency's covers the left third of the leader's.
 *
 * @param sizes Sizes of both appearances in millimetres; what is larger than the page is made smaller.
 * @param role `agency-text`: the agency without an image of its seal; its lines stand beside the leader's, not over them.
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, Mục II.7.d and II.8.a.
 */
export function defaultPlace(
  role: 'leader' | 'agency' | 'agency-text',
  page: PageBox,
  sizes: Readonly<Record<'leader' | 'agency', Pick<Appearance, 'widthMm' | 'heightMm'>>>,
): Rectangle {
  const seen = asSeen(page)
  const leader = leaderPlace(seen, sizes.leader)
  const covered = role === 'agency' ? leader.width / 3 : 0
  const place = role === 'leader' ? leader : within(seen, sealPlace(leader, sizeOf(seen, sizes.agency), covered))
  return onPaper(page, place)
}

/** The page as its reader sees it, from a corner of its own. */
function asSeen({ width, height, rotate }: PageBox): PageBox {
  const isTurned = rotate === 90 || rotate === 270
  return { x: 0, y: 0, width: isTurned ? height : width, height: isTurned ? width : height, rotate: 0 }
}

/** Where a place of the page as seen lies in the page's own coordinates (ISO 32000-1:2008, Table 30, Rotate). */
function onPaper(page: PageBox, { x, y, width, height }: Rectangle): Rectangle {
  const right = page.x + page.width
  const top = page.y + page.height
  const turned = { width: height, height: width }
  switch (page.rotate) {
    case 90:
      return rounded({ x: right - y - height, y: page.y + x, ...turned })
    case 180:
      return rounded({ x: right - x - width, y: top - y - height, width, height })
    case 270:
      return rounded({ x: page.x + y, y: top - x - width, ...turned })
    default:
      return rounded({ x: page.x + x, y: page.y + y, width, height })
  }
}

function leaderPlace(page: PageBox, size: Pick<Appearance, 'widthMm' | 'heightMm'>): Rectangle {
  const { width, height } = sizeOf(page, size)
  const half = { from: page.x + page.width / 2, to: page.x + page.width - RIGHT_MM * POINTS_PER_MM }
  const middle = (half.from + half.to) / 2
  return within(page, {
    x: middle - width / 2,
    y: page.y + (BOTTOM_MM + NAME_MM) * POINTS_PER_MM,
    width,
    height,
  })
}

/** The seal's right edge stands on the end of what it covers of the signature, its middle on the signature's middle. */
function sealPlace(
  leader: Rectangle,
  { width, height }: { width: number; height: number },
  covered: number,
): Rectangle {
  return {
    x: leader.x + covered - width,
    y: leader.y + leader.height / 2 - height / 2,
    width,
    height,
  }
}

function sizeOf(
  page: PageBox,
  { widthMm, heightMm }: Pick<Appearance, 'widthMm' | 'heightMm'>,
): { width: number; height: number } {
  return {
    width: Math.min(widthMm * POINTS_PER_MM, page.width),
    height: Math.min(heightMm * POINTS_PER_MM, page.height),
  }
}

/** Moved, not cut, until it lies on the page. */
function within(page: PageBox, { x, y, width, height }: Rectangle): Rectangle {
  const move = (value: number, from: number, to: number) => Math.max(from, Math.min(value, to))
  return {
    x: move(x, page.x, page.x + page.width - width),
    y: move(y, page.y, page.y + page.height - height),
    width,
    height,
  }
}

function rounded({ x, y, width, height }: Rectangle): Rectangle {
  return { x: hundredths(x), y: hundredths(y), width: hundredths(width), height: hundredths(height) }
}

function hundredths(points: number): number {
  return Math.round(points * 100) / 100
}
