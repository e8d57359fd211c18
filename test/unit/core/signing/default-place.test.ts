import { describe, expect, test } from 'vitest'
import { defaultPlace } from '#core/signing/default-place'

const A4 = { x: 0, y: 0, width: 595.28, height: 841.89, rotate: 0 }
const sizes = { leader: { widthMm: 60, heightMm: 25 }, agency: { widthMm: 36, heightMm: 36 } }

describe('default place of a signature (NĐ 30/2020, PL I, I.II.7.d, I.II.8.a)', () => {
  test('the leader signs in the right half of the page, above the bottom margin', () => {
    const place = defaultPlace('leader', A4, sizes)
    expect(place.x).toBeGreaterThanOrEqual(A4.width / 2)
    expect(place.x + place.width).toBeLessThanOrEqual(A4.width)
    expect(place.y).toBeGreaterThan((20 * 72) / 25.4)
    expect(place.width).toBeCloseTo((60 * 72) / 25.4, 1)
  })

  test('the seal covers the left third of the leader’s signature and has its own size', () => {
    const leader = defaultPlace('leader', A4, sizes)
    const seal = defaultPlace('agency', A4, sizes)
    expect((seal.x + seal.width - leader.x) / leader.width).toBeCloseTo(1 / 3, 2)
    expect(seal.width).toBeCloseTo((36 * 72) / 25.4, 1)
    expect(seal.y + seal.height / 2).toBeCloseTo(leader.y + leader.height / 2, 1)
  })

  test('a box that does not start at zero moves the place with it', () => {
    const moved = { ...A4, x: 100, y: -50 }
    const [place, from] = [defaultPlace('leader', moved, sizes), defaultPlace('leader', A4, sizes)]
    expect(place.x - from.x).toBeCloseTo(100, 1)
    expect(place.y - from.y).toBeCloseTo(-50, 1)
  })

  test.each(['leader', 'agency'] as const)('on a page smaller than the appearance the %s stays on the page', (role) => {
    const page = { x: 0, y: 0, width: 80, height: 40, rotate: 0 }
    const { x, y, width, height } = defaultPlace(role, page, sizes)
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
    expect(x + width).toBeLessThanOrEqual(page.width)
    expect(y + height).toBeLessThanOrEqual(page.height)
  })

  test.each([90, 180, 270])('on a page turned by %i° it stands at the same place as seen by the reader', (rotate) => {
    const upright = defaultPlace('leader', A4, sizes)
    const isTurned = rotate !== 180
    const paper = isTurned ? { ...A4, width: A4.height, height: A4.width } : A4
    const { x, y, width, height } = defaultPlace('leader', { ...paper, rotate }, sizes)
    const seen = {
      90: { x: y, y: paper.width - x - width },
      180: { x: paper.width - x - width, y: paper.height - y - height },
      270: { x: paper.height - y - height, y: x },
    }[rotate as 90 | 180 | 270]
    expect(seen.x).toBeCloseTo(upright.x, 1)
    expect(seen.y).toBeCloseTo(upright.y, 1)
    expect([width, height]).toEqual(isTurned ? [upright.height, upright.width] : [upright.width, upright.height])
  })
})
