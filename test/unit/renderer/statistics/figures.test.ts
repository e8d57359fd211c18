import { describe, expect, test } from 'vitest'
import type { RateRow } from '#contract'
import {
  axisMarks,
  chartFloor,
  missingToTarget,
  rateLine,
  sortLines,
  verifiedShare,
} from '#renderer/pages/statistics/figures.ts'

function aRow(row: Partial<RateRow>): RateRow {
  return {
    key: row.name ?? 'k',
    name: 'Sở Nội vụ',
    issued: 0,
    excluded: 0,
    due: 0,
    leader: 0,
    agency: 0,
    full: 0,
    verified: 0,
    declared: 0,
    rate: null,
    ...row,
  }
}

describe('figures of the statistics', () => {
  test.each([
    [{ due: 10, full: 9 }, 90, 0],
    [{ due: 10, full: 8 }, 90, 1],
    [{ due: 474, full: 412 }, 90, 15],
    [{ due: 123_776, full: 121_300 }, 98, 1],
    [{ due: 0, full: 0 }, 100, 0],
    [{ due: 1000, full: 1000 }, 99.9, 0],
  ])('%j against %d %% lacks %d documents', (row, target, missing) => {
    expect(missingToTarget(row, target)).toBe(missing)
  })

  test('an agency with nothing due has neither gap nor missing documents', () => {
    expect(rateLine(aRow({}), 90)).toMatchObject({ gap: null, missing: 0 })
    expect(rateLine(aRow({ due: 474, full: 412, rate: 86.92 }), 90)).toMatchObject({ gap: -3.08, missing: 15 })
  })

  test('agencies without a rate come last in both directions', () => {
    const lines = [aRow({ name: 'B', rate: 97 }), aRow({ name: 'A' }), aRow({ name: 'C', rate: 93 })].map((row) =>
      rateLine(row, 90),
    )
    const names = (descending: boolean) => sortLines(lines, { column: 'rate', descending }).map(({ name }) => name)
    expect(names(false)).toEqual(['C', 'B', 'A'])
    expect(names(true)).toEqual(['B', 'C', 'A'])
  })

  test('names are sorted as Vietnamese sorts them', () => {
    const lines = ['Xã Đồng Ích', 'Xã Duy Phiên', 'Xã Đạo Tú', 'Xã Ân Hòa', 'Xã An Hòa'].map((name) =>
      rateLine(aRow({ name }), 90),
    )
    expect(sortLines(lines, { column: 'name', descending: false }).map(({ name }) => name)).toEqual([
      'Xã An Hòa',
      'Xã Ân Hòa',
      'Xã Duy Phiên',
      'Xã Đạo Tú',
      'Xã Đồng Ích',
    ])
  })

  test('the verified share is of the fully signed ones, and unknown where there are none', () => {
    expect(verifiedShare({ verified: 412, full: 824 })).toBe(50)
    expect(verifiedShare({ verified: 0, full: 0 })).toBeNull()
  })

  test('the chart begins under the lowest rate and under the target', () => {
    expect(chartFloor([93.4, null, 99], 90)).toBe(85)
    expect(chartFloor([1], 90)).toBe(0)
    expect(chartFloor([], 90)).toBe(85)
  })
})

describe('marks of an axis', () => {
  test.each([
    [90, [90, 92, 94, 96, 98, 100]],
    [80, [80, 85, 90, 95, 100]],
    [95, [95, 96, 97, 98, 99, 100]],
    [0, [0, 20, 40, 60, 80, 100]],
    [45, [45, 50, 60, 70, 80, 90, 100]],
  ])('from %d', (floor, marks) => {
    expect(axisMarks(floor)).toEqual(marks)
  })
})
