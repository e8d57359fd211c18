import { describe, expect, test } from 'vitest'
import { DOCUMENT_TYPES } from '#contract'
import { symbolOf, writtenCode, writtenNumber } from '#core/register/symbol'

describe('number and symbol (NĐ 30/2020, PL I, II.3)', () => {
  test.each([
    [15, symbolOf('quyet-dinh', 'BNV', ''), '15/QĐ-BNV'],
    [5, symbolOf('cong-van', 'BNV', 'VP'), '05/BNV-VP'],
    [12, symbolOf('cong-van', 'UBND', 'VX'), '12/UBND-VX'],
    [7, symbolOf('cong-van', 'UBND', ''), '07/UBND'],
    [9526, symbolOf('phuong-an', 'UBND', 'VP'), '9526/PA-UBND'],
    [1, symbolOf('quy-dinh', 'UBND', ''), '01/QyĐ-UBND'],
    [100, symbolOf('to-trinh', 'SNV', ''), '100/TTr-SNV'],
    [9, symbolOf('thu-cong', 'UBND', ''), '09/UBND'],
  ])('number %i and symbol %s are written %s', (number, symbol, written) => {
    expect(writtenCode(writtenNumber(number), symbol)).toBe(written)
  })

  test('every kind of document has a symbol without spaces', () => {
    for (const { code } of DOCUMENT_TYPES) expect(symbolOf(code, 'UBND', 'VP')).toMatch(/^\S+-\S+$/)
  })
})
