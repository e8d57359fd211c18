import { describe, expect, test } from 'vitest'
import {
  customPeriod,
  monthsAround,
  periodAround,
  readPeriod,
  regularPeriod,
  stepPeriod,
  writePeriod,
} from '#renderer/pages/statistics/periods.ts'

describe('periods of the statistics', () => {
  test.each([
    ['2026-11', '2026-11-01', '2026-11-30'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['2022-H1', '2022-01-01', '2022-06-30'],
    ['2022-H2', '2022-07-01', '2022-12-31'],
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-01-05..2026-02-10', '2026-01-05', '2026-02-10'],
  ])('%s runs from %s to %s and is written back the same', (text, from, to) => {
    const period = readPeriod(text)
    expect(period).toMatchObject({ from, to })
    expect(period && writePeriod(period)).toBe(text)
  })

  test.each(['', '2026-13', '2026-Q5', '2026-H3', '26', '2026-02-30..2026-03-01', 'now'])('%j is no period', (text) => {
    expect(readPeriod(text)).toBeUndefined()
  })

  test('the month after December is January of the next year', () => {
    expect(writePeriod(stepPeriod(regularPeriod('month', 2026, 12), 1))).toBe('2027-01')
    expect(writePeriod(stepPeriod(regularPeriod('month', 2026, 1), -1))).toBe('2025-12')
    expect(writePeriod(stepPeriod(regularPeriod('quarter', 2026, 1), -1))).toBe('2025-Q4')
    expect(writePeriod(stepPeriod(regularPeriod('half', 2026, 2), 1))).toBe('2027-H1')
    expect(writePeriod(stepPeriod(regularPeriod('year', 2026, 1), -1))).toBe('2025')
  })

  test('a free stretch moves by its own length and its ends are put in order', () => {
    expect(customPeriod('2026-02-10', '2026-02-01')).toMatchObject({ from: '2026-02-01', to: '2026-02-10' })
    expect(stepPeriod(customPeriod('2026-02-01', '2026-02-10'), 1)).toMatchObject({
      from: '2026-02-11',
      to: '2026-02-20',
    })
  })

  test('a day falls in its month, quarter, half and year', () => {
    expect(writePeriod(periodAround('month', '2026-11-22'))).toBe('2026-11')
    expect(writePeriod(periodAround('quarter', '2026-11-22'))).toBe('2026-Q4')
    expect(writePeriod(periodAround('half', '2026-06-30'))).toBe('2026-H1')
    expect(writePeriod(periodAround('year', '2026-11-22'))).toBe('2026')
  })

  test('one month is shown with the eleven months before it', () => {
    expect(monthsAround(regularPeriod('month', 2026, 11))).toEqual({ from: '2025-12-01', to: '2026-11-30' })
    expect(monthsAround(regularPeriod('half', 2022, 1))).toEqual({ from: '2022-01-01', to: '2022-06-30' })
  })
})
