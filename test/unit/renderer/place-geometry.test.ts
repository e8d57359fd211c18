import { expect, test } from 'vitest'
import {
  boxAfterKey,
  LEAST,
  onPage,
  placeOf,
  resized,
  seenBox,
  type Viewport,
} from '#renderer/components/signing/place-geometry.ts'

const MM = 72 / 25.4
/** As pdf.js makes it for an upright page whose crop box begins at (10, 20). */
const UPRIGHT: Viewport = {
  width: 595,
  height: 842,
  convertToViewportPoint: (x, y) => [x - 10, 862 - y],
  convertToPdfPoint: (x, y) => [x + 10, 862 - y],
}
/** A page of /Rotate 90: shown 842 wide. */
const TURNED: Viewport = {
  width: 842,
  height: 595,
  convertToViewportPoint: (x, y) => [y, x],
  convertToPdfPoint: (x, y) => [y, x],
}
const PLACE = { page: 3, x: 100, y: 200, width: 170, height: 80 }

test.each([UPRIGHT, TURNED])('a place is shown and comes back as it was', (viewport) => {
  expect(placeOf(viewport, 3, seenBox(viewport, PLACE))).toEqual(PLACE)
})

test('on a turned page width and height change places', () => {
  expect(seenBox(TURNED, PLACE)).toEqual({ left: 200, top: 100, width: 80, height: 170 })
})

test('an arrow moves by a millimetre and stops at the edge; with Shift it changes the size', () => {
  const box = { left: 0.5, top: 100, width: 170, height: 80 }
  expect(boxAfterKey(UPRIGHT, box, { key: 'ArrowRight', shiftKey: false })?.left).toBeCloseTo(0.5 + MM)
  expect(boxAfterKey(UPRIGHT, box, { key: 'ArrowLeft', shiftKey: false })?.left).toBe(0)
  expect(boxAfterKey(UPRIGHT, box, { key: 'ArrowDown', shiftKey: true })).toEqual({ ...box, height: 80 + MM })
  expect(boxAfterKey(UPRIGHT, box, { key: 'Enter', shiftKey: false })).toBeNull()
})

test('it is never dragged off the page, nor made too small to be taken hold of', () => {
  const box = { left: 0, top: 0, width: 170, height: 80 }
  expect(onPage(UPRIGHT, { ...box, left: 9000, top: -50 })).toEqual({ ...box, left: 425, top: 0 })
  expect(resized(UPRIGHT, box, { x: -500, y: 5000 })).toEqual({ left: 0, top: 0, width: LEAST, height: 842 })
})
