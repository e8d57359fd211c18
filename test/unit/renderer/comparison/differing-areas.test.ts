import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Area, differingAreas, type Pixels } from '#renderer/components/comparison/differing-areas.ts'

const WIDTH = 160
const HEIGHT = 240

/** White paper with black rectangles, in pixels: left, top, width, height. */
function paper(...marks: readonly (readonly [number, number, number, number])[]): Pixels {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255)
  for (const [left, top, width, height] of marks) {
    for (let y = top; y < top + height; y += 1) {
      for (let x = left; x < left + width; x += 1) data.set([0, 0, 0], (y * WIDTH + x) * 4)
    }
  }
  return { width: WIDTH, height: HEIGHT, data }
}

const inside = ({ x, y, width, height }: Area, [left, top]: readonly [number, number]): boolean => {
  const [shareX, shareY] = [left / WIDTH, top / HEIGHT]
  return x <= shareX && shareX < x + width && y <= shareY && shareY < y + height
}

describe('where two drawings of a page differ', () => {
  test('nowhere, where they are the same', () => {
    expect(differingAreas(paper([10, 10, 40, 12]), paper([10, 10, 40, 12]))).toEqual([])
  })

  test('in one area for the letters of a word, in two for two places of the page', () => {
    const before = paper()
    expect(differingAreas(before, paper([20, 20, 6, 10], [32, 20, 6, 10], [44, 20, 6, 10]))).toHaveLength(1)
    expect(differingAreas(before, paper([20, 20, 6, 10], [20, 200, 6, 10]))).toHaveLength(2)
  })

  test('a single pixel of a comma is seen, a shade that no eye sees is not', () => {
    expect(differingAreas(paper(), paper([77, 133, 1, 1]))).toHaveLength(1)
    const shaded = paper()
    shaded.data.set([250, 250, 250], 4 * 1000)
    expect(differingAreas(paper(), shaded)).toEqual([])
  })

  test('everywhere, where the page got another size', () => {
    const wide = { width: 1, height: 1, data: new Uint8ClampedArray(4) }
    expect(differingAreas(paper(), wide)).toEqual([{ x: 0, y: 0, width: 1, height: 1 }])
  })

  test('a page full of scattered differences is one area: nobody reads hundreds of outlines', () => {
    const marks = Array.from({ length: 10 }, (_, row) =>
      Array.from({ length: 7 }, (_unused, column) => [column * 40, row * 40, 2, 2] as const),
    ).flat()
    const large = (drawn: boolean): Pixels => {
      const data = new Uint8ClampedArray(300 * 400 * 4).fill(255)
      if (drawn) for (const [x, y] of marks) data.set([0, 0, 0], (y * 300 + x) * 4)
      return { width: 300, height: 400, data }
    }
    expect(differingAreas(large(false), large(true))).toHaveLength(1)
  })

  test('every changed pixel lies in an area, and no two areas overlap', () => {
    const mark = fc.tuple(fc.nat(WIDTH - 1), fc.nat(HEIGHT - 1))
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 12 }), (marks) => {
        const areas = differingAreas(paper(), paper(...marks.map(([x, y]) => [x, y, 1, 1] as const)))
        expect(marks.every((one) => areas.filter((area) => inside(area, one)).length === 1)).toBe(true)
        expect(areas.length === 0).toBe(marks.length === 0)
      }),
      { numRuns: 60 },
    )
  })
})
