import { describe, expect, test } from 'vitest'
import { choosePeriod, readPeriod } from '#main/cli/periods'

describe('a period on the command line', () => {
  test.each([
    ['2022', '2022-01-01', '2022-12-31'],
    ['2022-H1', '2022-01-01', '2022-06-30'],
    ['2022-H2', '2022-07-01', '2022-12-31'],
    ['2022-Q1', '2022-01-01', '2022-03-31'],
    ['2022-Q4', '2022-10-01', '2022-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023-02', '2023-02-01', '2023-02-28'],
  ])('%s is %s to %s', (text, from, to) => {
    expect(readPeriod(text)).toEqual({ from, to })
  })

  test.each(['', '22', '2022-H3', '2022-Q0', '2022-13', '2022-00', '2022-h1', '2022-01-01'])('“%s” is none', (text) => {
    expect(readPeriod(text)).toBeNull()
  })

  test('without one it is the present month in Vietnam', () => {
    expect(choosePeriod({}, '2026-11-22')).toEqual({ from: '2026-11-01', to: '2026-11-30' })
  })

  test.each([
    { from: '2022-02-01', to: '2022-01-01' },
    { from: '2022-02-30', to: '2022-03-01' },
    { period: '2022-H1', from: '2022-01-01' },
  ])('%j is refused', (asked) => {
    expect(() => choosePeriod(asked, '2026-11-22')).toThrow()
  })
})
