import { describe, expect, test } from 'vitest'
import { wordRanges } from '#renderer/pages/search/word-ranges.ts'

describe('marks of sought words', () => {
  test.each([
    ['Quyết định đầu tư', 'dau tu', ['đầu', 'tư']],
    ['Sở Nội vụ', 'NOI', ['Nội']],
    ['05/QĐ-UBND', 'qd', ['QĐ']],
    ['Thành phố', 'anh', []],
    ['Kế hoạch kế toán', 'ke', ['Kế', 'kế']],
    ['bất kỳ', '   ', []],
  ])('in %j the words %j mark %j', (text, words, marked) => {
    expect(wordRanges(text, words).map(([from, to]) => text.slice(from, to))).toEqual(marked)
  })
})
