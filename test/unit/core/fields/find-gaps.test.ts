import { describe, expect, test } from 'vitest'
import { findGaps } from '#core/fields/find-gaps'
import type { SeenWord } from '#core/placement/page-space'

const PAGE = { width: 595, height: 842 }
/** A font whose letters are all half as wide as high. */
const measure = (text: string) => text.length / 2

/** A line as a page draws it: each blank is as wide as a letter. */
function line(text: string, more: Partial<SeenWord> = {}): SeenWord[] {
  const { x = 100, baseline = 700, fontSize = 12 } = more
  return [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    x: x + (match.index * fontSize) / 2,
    width: (match[0].length * fontSize) / 2,
    ...{ baseline, fontSize, bold: false, italic: false },
    ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'x')),
  }))
}

const find = (...lines: SeenWord[][]) => findGaps(lines.flat(), PAGE, measure)

describe('the number', () => {
  test('is to stand before the slash, on the line and in the size of the words around it', () => {
    const { number, gaps } = find(line('Số:        /QĐ-UBND', { baseline: 701.5, fontSize: 13 }))
    expect(number).toBe('gap')
    expect(gaps).toEqual([
      {
        purpose: 'number',
        x: 100 + 3 * 6.5 + 13 / 4,
        width: 8 * 6.5 - 13 / 4,
        baseline: 701.5,
        fontSize: 13,
        bold: false,
        italic: false,
        align: 'right',
        hasDots: false,
        printed: 'QĐ-UBND',
      },
    ])
  })

  test.each(['Số: ……/QĐ-UBND', 'Số: ...../QĐ-UBND', 'Số:………/QĐ-UBND', 'Số : …… /QĐ-UBND'])(
    'is to cover the dots of "%s"',
    (text) => {
      const { number, gaps } = find(line(text))
      expect(number).toBe('gap')
      expect(gaps[0]).toMatchObject({ purpose: 'number', hasDots: true, align: 'right' })
      const end = (gaps[0]?.x ?? 0) + (gaps[0]?.width ?? 0)
      expect(end).toBeCloseTo(100 + text.indexOf('/') * 6, 5)
    },
  )

  test('comes with its symbol where the page has nothing after "Số:"', () => {
    const { gaps } = find([...line('Số:'), ...line('Vĩnh Phúc, ngày    tháng 7 năm 2026', { x: 300, italic: true })])
    expect(gaps[0]).toMatchObject({ purpose: 'code', align: 'left', x: 121 })
    expect((gaps[0]?.x ?? 0) + (gaps[0]?.width ?? 0)).toBeLessThan(300)
  })

  test('is left as it is where it is printed', () => {
    expect(find(line('Số: 15/QĐ-UBND'))).toMatchObject({ number: 'printed', gaps: [] })
  })

  test('finds no place where the gap is too narrow for two digits', () => {
    expect(find(line('Số: /QĐ-UBND'))).toMatchObject({ number: 'narrow', gaps: [] })
  })

  test('does not stand in the text of the document, nor in its lower half', () => {
    expect(find(line('Căn cứ Số:      /2020')).number).toBe('none')
    expect(find(line('Số:        /QĐ-UBND', { baseline: 200 })).number).toBe('none')
  })
})

describe('the date', () => {
  test.each([
    ['Vĩnh Phúc, ngày      tháng      năm 2026', ['day', 'month'], false],
    ['Vĩnh Phúc, ngày …… tháng …… năm 2026', ['day', 'month'], true],
    ['Vĩnh Phúc, ngày.....tháng.....năm 2026', ['day', 'month'], true],
    ['Vĩnh Phúc, ngày      tháng 7 năm 2026', ['day'], false],
    ['Vĩnh Phúc, ngày 05 tháng      năm 2026', ['month'], false],
  ])('of "%s" has these gaps: %s', (text, purposes, hasDots) => {
    const { date, gaps } = find(line(text, { italic: true }))
    expect(date).toBe('gap')
    expect(gaps.map(({ purpose }) => purpose)).toEqual(purposes)
    expect(gaps.every((gap) => gap.italic && gap.align === 'centre' && gap.hasDots === hasDots)).toBe(true)
  })

  test('knows what is printed of it, for what may be written beside it', () => {
    const printed = (text: string) => find(line(text)).gaps.map((gap) => gap.printed)
    expect(printed('Hà Nội, ngày      tháng 7 năm 2026')).toEqual(['2026-07'])
    expect(printed('Hà Nội, ngày      tháng      năm 2026.')).toEqual(['2026', '2026'])
  })

  test.each([
    ['Vĩnh Phúc, ngày      tháng      năm', ['day', 'month', 'year'], ''],
    ['Vĩnh Phúc, ngày … tháng … năm …', ['day', 'month', 'year'], ''],
    ['Vĩnh Phúc, ngày … tháng … năm 20…', ['day', 'month', 'year'], '20__'],
    ['Vĩnh Phúc, ngày      tháng      năm 20', ['day', 'month', 'year'], '20__'],
    ['Vĩnh Phúc, ngày      tháng 7 năm 202….', ['day', 'year'], '202_-07'],
    ['Vĩnh Phúc, ngày 05 tháng 7 năm ……', ['year'], '____-07'],
  ])('of "%s" has the year open too: %s beside "%s"', (text, purposes, printed) => {
    const { date, gaps } = find(line(text))
    expect(date).toBe('gap')
    expect(gaps.map(({ purpose }) => purpose)).toEqual(purposes)
    expect(new Set(gaps.map((gap) => gap.printed))).toEqual(new Set([printed]))
    const year = gaps.at(-1)
    expect(year?.width).toBeGreaterThanOrEqual((4 - printed.replace(/[-_].*/, '').length) * 6)
    expect((year?.x ?? 0) + (year?.width ?? 0)).toBeLessThan(PAGE.width)
  })

  test('has no place for a year at the edge of the page, nor where another column begins', () => {
    const text = 'Vĩnh Phúc, ngày      tháng      năm'
    expect(find(line(text, { x: PAGE.width - text.length * 6 - 10 })).date).toBe('narrow')
    expect(find([...line(text), ...line('MẬT', { x: 100 + text.length * 6 + 12 })]).date).toBe('none')
  })

  test('keeps the printed words: the gap of the day ends where "tháng" begins', () => {
    const text = 'Vĩnh Phúc, ngày      tháng      năm 2026'
    const { gaps } = find(line(text))
    expect(gaps[0]?.x).toBe(100 + (text.indexOf('ngày') + 4) * 6)
    expect((gaps[0]?.x ?? 0) + (gaps[0]?.width ?? 0)).toBe(100 + text.indexOf('tháng') * 6)
  })

  test.each([
    ['Vĩnh Phúc, ngày 05 tháng 7 năm 2026', 'printed'],
    ['Vĩnh Phúc, ngày tháng năm 2026', 'narrow'],
    ['Căn cứ Kết luận số 15, ngày 05 tháng 7 năm', 'none'],
    ['có hiệu lực từ ngày     tháng     năm', 'none'],
    ['Vĩnh Phúc, ngày cuối tháng 7 năm 2026', 'none'],
  ] as const)('of "%s" is %s', (text, state) => {
    expect(find(line(text))).toMatchObject({ date: state, gaps: [] })
  })

  test('and the number are found on one line, which two columns share', () => {
    const date = line('Vĩnh Phúc, ngày      tháng 7 năm 2026', { x: 300, italic: true })
    const { gaps } = find([...line('Số:        /QĐ-UBND'), ...date])
    expect(gaps.map(({ purpose, italic }) => [purpose, italic])).toEqual([
      ['number', false],
      ['day', true],
    ])
  })
})

test('a page without words has no lines', () => {
  expect(find()).toEqual({ number: 'none', date: 'none', gaps: [] })
})
