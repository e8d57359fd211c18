import i18next from 'i18next'
import { describe, expect, onTestFinished, test } from 'vitest'
import { fold } from '#renderer/text/fold.ts'
import { formatDate, formatDay, formatInstant, formatNumber, formatPercent, formatSize } from '#renderer/text/format.ts'

describe('dates', () => {
  test.each([
    ['2026-11-22T07:32:00.000Z', '14:32 22/11/2026'],
    ['2026-12-31T17:00:00.000Z', '00:00 01/01/2027'],
    ['2026-01-05T16:59:59.999Z', '23:59 05/01/2026'],
  ])('%s is %s in Vietnam', (instant, shown) => {
    expect(formatInstant(instant)).toBe(shown)
    expect(formatDay(instant)).toBe(shown.slice(6))
  })

  test('a civil date is shown as it is, whatever the zone', () => {
    expect(formatDate('2026-03-01')).toBe('01/03/2026')
  })
})

describe('numbers', () => {
  test.each([
    [0, 0, '0'],
    [999, 0, '999'],
    [121300, 0, '121.300'],
    [1234567.891, 2, '1.234.567,89'],
    [-2.5, 1, '−2,5'],
  ])('%d with %d decimals is %s', (value, decimals, shown) => {
    expect(formatNumber(value, decimals)).toBe(shown)
  })

  test('in English the point divides the decimals and the comma the thousands', async () => {
    await i18next.init({ lng: 'en', resources: {} })
    onTestFinished(async () => {
      await i18next.changeLanguage('vi')
    })
    expect([formatNumber(1234.5, 1), formatNumber(-1023), formatPercent(98.97)]).toEqual([
      '1,234.5',
      '−1,023',
      '98.97 %',
    ])
  })

  test('a rate has two decimals, and a dash where nothing was due', () => {
    expect(formatPercent(98)).toBe('98,00 %')
    expect(formatPercent(null)).toBe('–')
  })

  test.each([
    [999, '999 B'],
    [71_200, '71 KB'],
    [1_250_000, '1,3 MB'],
  ])('%d bytes are %s', (bytes, shown) => {
    expect(formatSize(bytes)).toBe(shown)
  })
})

test('folding finds words typed without diacritics', () => {
  expect(fold('Quyết Định số 05/QyĐ')).toBe('quyet dinh so 05/qyd')
})
