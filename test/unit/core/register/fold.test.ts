import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, foldedWords } from '#core/register/fold'

test.each([
  ['Đường Đống Đa – Quyết định', 'duong dong da – quyet dinh'],
  ['ĐẮK LẮK', 'dak lak'],
  ['kế hoạch'.normalize('NFD'), 'ke hoach'],
  ['Ủy ban nhân dân', 'uy ban nhan dan'],
  ['05/QĐ-UBND', '05/qd-ubnd'],
])('%s is folded', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

test('the words of a text stand alone, whatever was between them', () => {
  expect(foldedWords(' 05/QĐ-UBND,  “Đồng Đậu” ')).toEqual(['05', 'qd', 'ubnd', 'dong', 'dau'])
  expect(foldedWords('"*(-')).toEqual([])
})

test('how a text was composed and how often it is folded does not matter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldedWords(text.normalize('NFD'))).toEqual(foldedWords(text.normalize('NFC')))
      expect(fold(fold(text))).toBe(fold(text))
    }),
  )
})
