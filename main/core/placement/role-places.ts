import type { SigningRole } from '#contract'
import { type DocumentParts, lastTextLine } from './document-parts.ts'
import { areaOf, bottomOf, centreOf, type Line, overlaps, topOf } from './lines.ts'
import { POINTS_PER_MM, type Rectangle, type Size, within } from './page-space.ts'

/** A page as its reader sees it: its lines, the cells found in them, and what stands on it already (fields, stamps). */
export type SeenPage = { size: Size; lines: readonly Line[]; parts: DocumentParts; taken: readonly Rectangle[] }

/** Where a signature belongs on a page, in the page as seen; `found`: by its text, not by default. */
export type FoundPlace = { place: Rectangle; found: boolean }

/** Margins of an administrative document: bottom 20 mm, right 15 mm, left 30 mm (NĐ 30/2020, PL I, I.I.3). */
const MARGIN = { right: 15 * POINTS_PER_MM, bottom: 20 * POINTS_PER_MM, left: 30 * POINTS_PER_MM, edge: 8 }
/** Where the signer's name stands under the signature: two lines. */
const NAME = 20 * POINTS_PER_MM
/** A signature between position and name stays readable down to this height, in points. */
const LEAST_HEIGHT = 24
const BESIDE = 2
/** A stamp may touch the edge of a line: this part of its own area. */
const TOUCHES = 0.02

/**
 * The leader's signature: centred between position and name (ô 7c), not higher than the room between them.
 *
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, Mục II.7.d.
 */
export function leaderPlace({ size: page, parts: { block } }: SeenPage, size: Size): FoundPlace {
  const last = block?.title.at(-1)
  if (!block || !last) return { place: defaultLeader(page, size), found: false }
  const { name } = block
  const centre = name ? (centreOf(last) + centreOf(name)) / 2 : centreOf(last)
  const top = bottomOf(last)
  const bottom = name ? topOf(name) : top - size.height - 12
  const height = Math.min(size.height, Math.max(top - bottom, LEAST_HEIGHT))
  const width = size.width * (height / size.height)
  const place = { x: centre - width / 2, y: (top + bottom) / 2 - height / 2, width, height }
  return { place: within(page, place), found: true }
}

/** In the middle of the page's right half, above the bottom margin and the name. */
function defaultLeader(page: Size, size: Size): Rectangle {
  const { width, height } = { width: Math.min(size.width, page.width), height: Math.min(size.height, page.height) }
  const middle = (page.width / 2 + page.width - MARGIN.right) / 2
  return within(page, { x: middle - width / 2, y: MARGIN.bottom + NAME, width, height })
}

/**
 * The seal: true size, over a third of the leader's signature on its left, the middles on one height (ô 8).
 *
 * @param leader What it covers: the leader's signature as it stands, or where it would.
 * @param covers False where only lines of text stand for the seal: they stand beside the signature, not over it.
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, Mục II.8.a.
 */
export function sealPlace(page: Size, leader: Rectangle, { size, covers }: { size: Size; covers: boolean }): Rectangle {
  const covered = covers ? leader.width / 3 : 0
  return within(page, {
    x: leader.x + covered - size.width,
    y: leader.y + leader.height / 2 - size.height / 2,
    ...size,
  })
}

/** An initial (ký nháy): right after the last word of the text, on its line; after others that stand there already. */
export function initialPlace({ size: page, lines, parts, taken }: SeenPage, size: Size): FoundPlace {
  const line = parts.lastLine ?? (parts.block ? undefined : lastTextLine(lines))
  if (!line) return { place: defaultInitial(page, size), found: false }
  const middle = line.baseline + 0.33 * line.fontSize
  let x = line.right + BESIDE
  const at = (): Rectangle => ({ x, y: middle - size.height / 2, ...size })
  for (const other of taken.toSorted((a, b) => a.x - b.x)) if (overlaps(at(), other)) x = other.x + other.width + BESIDE
  return { place: within({ ...page, width: page.width - MARGIN.edge }, at()), found: true }
}

function defaultInitial(page: Size, size: Size): Rectangle {
  const x = page.width - MARGIN.right - size.width
  return within(page, { x, y: MARGIN.bottom + NAME + 40 * POINTS_PER_MM, ...size })
}

/**
 * Text of the agency on attachments and copies: top right of the first page.
 *
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, Mục II.8.b and III.1.d; Phần II, Mục I.3 (ô 14).
 */
export function topRightPlace(page: Size, size: Size): Rectangle {
  const { edge } = MARGIN
  return within(page, { x: page.width - size.width - edge, y: page.height - size.height - edge, ...size })
}

/** Which empty area a stamp of the incoming register takes: under the number, under the date, else the emptiest. */
export function stampPlace({ size: page, lines, parts, taken }: SeenPage, size: Size): FoundPlace {
  const areas = [...lines.map(areaOf), ...taken]
  const cost = (place: Rectangle) => areas.reduce((sum, area) => sum + shared(place, area), 0)
  const columns = [parts.number, parts.date].flatMap((line) => (line ? [belowLine(page, line, size)] : []))
  const places = [...columns.flatMap((from) => downwards(page, from)), ...atTheTop(page, size)]
  const free = places.find((place) => cost(place) <= TOUCHES * size.width * size.height)
  const least = places.reduce((best, place) => (cost(place) < cost(best) ? place : best))
  return { place: free ?? least, found: columns.length > 0 && free !== undefined }
}

/** Centred under a line, its first place. */
function belowLine(page: Size, line: Line, size: Size): Rectangle {
  const x = Math.max(MARGIN.edge, centreOf(line) - size.width / 2)
  return within(page, { x, y: bottomOf(line) - 4 - size.height, ...size })
}

/** The same place in steps down to the middle of the page. */
function downwards(page: Size, from: Rectangle): Rectangle[] {
  const steps = Array.from({ length: 100 }, (_, step) => ({ ...from, y: from.y - step * 3 }))
  return steps.filter(({ y }) => y > page.height / 2)
}

function atTheTop(page: Size, size: Size): Rectangle[] {
  const top = page.height - size.height - MARGIN.edge
  const places = [MARGIN.edge, MARGIN.left, page.width - size.width - MARGIN.edge].flatMap((x) =>
    [0, 16, 32, 48, 80, 112, 144, 176, 208].map((down) => ({ x, y: top - down, ...size })),
  )
  return places.map((place) => within(page, place))
}

function shared(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}

/** A signature without a rule of its own: lower right, above the bottom margin. */
export function plainPlace(page: Size, size: Size): Rectangle {
  return within(page, { x: page.width - MARGIN.right - size.width, y: MARGIN.bottom, ...size })
}

/** Roles whose place is on the page of the signature block, on the first page, or on the last. */
export const PAGE_OF: Readonly<Record<SigningRole, 'block' | 'first' | 'last'>> = {
  plain: 'last',
  initial: 'block',
  leader: 'block',
  agency: 'block',
  incoming: 'first',
  comment: 'first',
  appendix: 'first',
  copy: 'first',
}
