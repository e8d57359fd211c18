import { expect, test } from 'vitest'
import { shortened, withShortTexts, withShortWords } from '#core/reports/printed-text'

test('a text of a thousand letters stays as it is; of a longer one the beginning stays, with a mark', () => {
  expect(shortened('ế'.repeat(1000))).toBe('ế'.repeat(1000))
  expect(shortened('ế'.repeat(1001))).toBe(`${'ế'.repeat(999)}…`)
  expect(shortened('𝒜'.repeat(1000))).toBe('𝒜'.repeat(1000))
  expect(shortened('𝒜'.repeat(2000))).toBe(`${'𝒜'.repeat(999)}…`)
})

test('every text of a report is short and on one line, wherever it stands; all else stays', () => {
  const facts = { n: 3, none: null, list: [{ reason: 'x'.repeat(9000), no: false }], name: 'Ký\r\nNgười ký: Khác' }
  expect(withShortTexts(facts)).toEqual({
    ...{ n: 3, none: null, name: 'Ký Người ký: Khác' },
    list: [{ reason: `${'x'.repeat(999)}…`, no: false }],
  })
})

test('a word is parted after eighty letters and begins to count anew after a space', () => {
  const words = (text: string) => withShortWords(Array.from(text)).split(' ')
  expect(words('x'.repeat(8192)).map((word) => word.length)).toEqual([...Array<number>(102).fill(80), 32])
  expect(words(`${'x'.repeat(80)} ${'y'.repeat(80)}`)).toEqual(['x'.repeat(80), 'y'.repeat(80)])
})

test('a letter that is spelled out is not torn apart', () => {
  const parts = withShortWords(Array<string>(30).fill('[U+65E5]')).split(' ')
  expect(parts).toEqual(['[U+65E5]'.repeat(10), '[U+65E5]'.repeat(10), '[U+65E5]'.repeat(10)])
})
