import { describe, expect, test } from 'vitest'
import { asSeen, onPaper, type PageBox, POINTS_PER_MM, seenSize } from '#core/placement/page-space'
import { leaderPlace, type SeenPage, sealPlace } from '#core/placement/role-places'

const A4 = { width: 595.28, height: 841.89 }
const mm = (value: number) => value * POINTS_PER_MM
const LEADER = { width: mm(60), height: mm(25) }
const SEAL = { width: mm(36), height: mm(36) }
const noParts = { block: undefined, lastLine: undefined, recipients: undefined, number: undefined, date: undefined }
const scan = (size = A4): SeenPage => ({ size, lines: [], parts: noParts, taken: [] })

describe('the usual place on a page without text (NĐ 30/2020, PL I, I.II.7.d, I.II.8.a)', () => {
  test('the leader signs in the right half of the page, above the bottom margin', () => {
    const { place, found } = leaderPlace(scan(), LEADER)
    expect(found).toBe(false)
    expect(place.x).toBeGreaterThanOrEqual(A4.width / 2)
    expect(place.x + place.width).toBeLessThanOrEqual(A4.width)
    expect(place.y).toBeGreaterThan(mm(20))
    expect(place.width).toBeCloseTo(mm(60), 1)
  })

  test('the seal covers the left third of the leader’s signature and has its own size', () => {
    const leader = leaderPlace(scan(), LEADER).place
    const seal = sealPlace(A4, leader, { size: SEAL, covers: true })
    expect((seal.x + seal.width - leader.x) / leader.width).toBeCloseTo(1 / 3, 2)
    expect(seal.width).toBeCloseTo(mm(36), 1)
    expect(seal.y + seal.height / 2).toBeCloseTo(leader.y + leader.height / 2, 1)
  })

  test('text in the seal’s stead stands beside the signature, not over it', () => {
    const leader = leaderPlace(scan(), LEADER).place
    const beside = sealPlace(A4, leader, { size: SEAL, covers: false })
    expect(beside.x + beside.width).toBeCloseTo(leader.x, 1)
  })

  test('on a page smaller than the appearance it stays on the page', () => {
    const page = { width: 80, height: 40 }
    const leader = leaderPlace(scan(page), LEADER).place
    for (const { x, y, width, height } of [leader, sealPlace(page, leader, { size: SEAL, covers: true })]) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(page.width)
      expect(y + height).toBeLessThanOrEqual(page.height)
    }
  })
})

describe('a place as seen and on paper', () => {
  const upright = { x: 300, y: 100, width: 170, height: 70 }

  test('a box that does not start at zero moves the place with it', () => {
    const page: PageBox = { x: 100, y: -50, ...A4, rotate: 0 }
    expect(onPaper(page, upright)).toEqual({ ...upright, x: 400, y: 50 })
  })

  test.each([
    [90, { x: 672, y: 300, width: 70, height: 170 }],
    [180, { x: 125, y: 672, width: 170, height: 70 }],
    [270, { x: 100, y: 125, width: 70, height: 170 }],
  ])('on a page turned by %i° it lies where the reader sees it upright', (rotate, lies) => {
    const turned = rotate % 180 === 90
    const page: PageBox = { x: 0, y: 0, width: turned ? 842 : 595, height: turned ? 595 : 842, rotate }
    expect(seenSize(page)).toEqual({ width: 595, height: 842 })
    expect(onPaper(page, upright)).toEqual(lies)
    expect(asSeen(page, lies)).toEqual(upright)
  })
})
