/** A drawn page, four bytes a pixel. */
export type Pixels = { width: number; height: number; data: Uint8ClampedArray }

/** A part of a page, in shares of its width and height. */
export type Area = { x: number; y: number; width: number; height: number }

/** Side of the squares in which pixels are compared. */
const BLOCK = 8
/** Squares as near as this belong to one area: the letters of a word, the lines of a paragraph. */
const REACH = 3
/** Least difference of a colour that an eye could see. */
const SEEN = 12
/** More areas than this are told as the one around them all. */
const MAX_AREAS = 60

type Box = { left: number; top: number; right: number; bottom: number }

/** Where two drawings of a page differ; pages of different sizes differ everywhere. */
export function differingAreas(before: Pixels, after: Pixels): Area[] {
  if (before.width !== after.width || before.height !== after.height) return [{ x: 0, y: 0, width: 1, height: 1 }]
  const columns = Math.ceil(before.width / BLOCK)
  const rows = Math.ceil(before.height / BLOCK)
  const differing = differingBlocks(before, after, columns)
  const boxes = mergedBoxes(groupsOf(differing, columns))
  const told = boxes.length > MAX_AREAS ? [boxes.reduce(around)] : boxes
  return told.map((box) => shareOf(box, columns, rows))
}

function differingBlocks(before: Pixels, after: Pixels, columns: number): Set<number> {
  const [one, other] = [wordsOf(before), wordsOf(after)]
  const found = new Set<number>()
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] === other[at] || !isSeen(before.data, after.data, at * 4)) continue
    const x = at % before.width
    const y = (at - x) / before.width
    found.add(Math.floor(y / BLOCK) * columns + Math.floor(x / BLOCK))
  }
  return found
}

function wordsOf({ data }: Pixels): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, data.length / 4)
}

function isSeen(one: Uint8ClampedArray, other: Uint8ClampedArray, at: number): boolean {
  for (let channel = at; channel < at + 4; channel += 1) {
    if (Math.abs((one[channel] ?? 0) - (other[channel] ?? 0)) > SEEN) return true
  }
  return false
}

/** Boxes around the blocks that are near each other. */
function groupsOf(blocks: ReadonlySet<number>, columns: number): Box[] {
  const left = new Set(blocks)
  const boxes: Box[] = []
  for (const first of blocks) {
    if (!left.delete(first)) continue
    const waiting = [first]
    let box = boxOf(first, columns)
    for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
      box = around(box, boxOf(block, columns))
      for (const neighbour of neighboursOf(block, columns)) if (left.delete(neighbour)) waiting.push(neighbour)
    }
    boxes.push(box)
  }
  return boxes
}

function* neighboursOf(block: number, columns: number): Generator<number> {
  const column = block % columns
  for (let down = -REACH; down <= REACH; down += 1) {
    for (let across = -REACH; across <= REACH; across += 1) {
      if (column + across >= 0 && column + across < columns) yield block + down * columns + across
    }
  }
}

/** Boxes that overlap are one: nothing is outlined twice. */
function mergedBoxes(boxes: readonly Box[]): Box[] {
  const merged: Box[] = []
  for (const box of boxes) {
    let grown = box
    for (let at = merged.findIndex((other) => overlap(other, grown)); at >= 0; ) {
      const [taken] = merged.splice(at, 1)
      if (taken) grown = around(taken, grown)
      at = merged.findIndex((other) => overlap(other, grown))
    }
    merged.push(grown)
  }
  return merged.toSorted((a, b) => a.top - b.top || a.left - b.left)
}

function boxOf(block: number, columns: number): Box {
  const left = block % columns
  const top = (block - left) / columns
  return { left, top, right: left + 1, bottom: top + 1 }
}

function around(one: Box, other: Box): Box {
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  }
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

function shareOf({ left, top, right, bottom }: Box, columns: number, rows: number): Area {
  return { x: left / columns, y: top / rows, width: (right - left) / columns, height: (bottom - top) / rows }
}
