import { expect, test } from 'vitest'
import { AppearanceLine, DEFAULT_APPEARANCES } from '#contract'
import { filledLines, signingTime } from '#core/signing/look-lines'

test('placeholders are filled; a line of which nothing is known is left out', () => {
  const lines = ['{name}', 'Chức vụ: {position}', 'Ký bởi: {name}']
  expect(filledLines({ lines, framed: false }, { name: 'Nguyễn Văn Mẫu' })).toEqual([
    'Nguyễn Văn Mẫu',
    'Ký bởi: Nguyễn Văn Mẫu',
  ])
})

test('a stamp keeps its lines, with dots to write on (NĐ 30/2020, PL IV, V)', () => {
  const stamp = filledLines(DEFAULT_APPEARANCES.incoming, { agency: 'UBND xã Mẫu', arrivalNumber: '1248' })
  expect(stamp).toHaveLength(6)
  expect(stamp.slice(0, 4)).toEqual(['UBND xã Mẫu', 'ĐẾN', 'Số: 1248', 'Ngày: …………'])
})

test('what a person writes cannot bring a placeholder of its own', () => {
  expect(filledLines({ lines: ['{comment}'], framed: false }, { comment: 'Xem {name}', name: 'A' })).toEqual([
    'Xem {name}',
  ])
})

test('a line with a word in braces that nobody knows is refused', () => {
  expect(AppearanceLine.safeParse('Ký bởi: {ten}').success).toBe(false)
  expect(AppearanceLine.safeParse('Ký bởi: {name}').success).toBe(true)
})

test.each([
  ['iso', '2026-11-23T00:32:05+07:00'],
  ['dotted', '23.11.2026 00:32:05 +07:00'],
] as const)('the time as %s is that of Vietnam, also after midnight there', (format, written) => {
  expect(signingTime(new Date('2026-11-22T17:32:05.900Z'), format)).toBe(written)
})

test('a long comment is broken into lines', () => {
  const comment = `${'giao Văn phòng tham mưu '.repeat(8)}\nTrước 30/11.`
  const lines = filledLines({ lines: ['{comment}', '{name}'], framed: false }, { comment, name: 'A' })
  expect(lines.length).toBeGreaterThan(4)
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(75)
  expect(lines.slice(-2)).toEqual(['Trước 30/11.', 'A'])
})
