import { describe, expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { findPage } from '#core/pdf/pages'
import { createBudget } from '#core/shadow/budget'
import { marksOf } from '#core/shadow/page-marks'
import { withTable } from '#test/support/tiny-pdf'

const streamOf = (data: string, entries = '') =>
  `<< ${entries} /Length ${String(data.length)} >>\nstream\n${data}\nendstream`

/** Where each text of a page begins and ends, and how high it is; /F1 is the given font. */
function placed(content: string, font: string, more: readonly string[] = [], limits?: { bytes: number }) {
  const file = withTable([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /ExtGState << /G << /Font [5 0 R 20] >> >> >> >>',
    streamOf(content),
    font,
    ...more,
  ])
  const document = openPdf(bytesInMemory(file))
  const budget = createBudget(limits && { objects: 100, pages: 1, marks: 1000, comparisons: 1000, bytes: limits.bytes })
  const { texts, isWhole } = marksOf(document, findPage(document, 1), budget)
  const rounded = (value: number) => Math.round(value * 100) / 100
  return { isWhole, texts: texts.map(({ at, end, size }) => [...at, ...end, size].map(rounded)) }
}
const textsOf = (...args: Parameters<typeof placed>) => placed(...args).texts

const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
const set = (shown: string, state = '') => `BT /F1 10 Tf ${state} 100 700 Td ${shown} ET`

describe('a text ends where its font says', () => {
  test.each([
    ['of the standard fonts', HELVETICA, '(iW) Tj', 111.66],
    [
      'that is like one of them',
      '<< /Subtype /TrueType /BaseFont /ABCDEF+TimesNewRomanPS-BoldMT >>',
      '(iW) Tj',
      112.78,
    ],
    [
      'that names other letters',
      '<< /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [65 /i /W] >> >>',
      '(AB) Tj',
      111.66,
    ],
    ['that gives widths', '<< /Subtype /TrueType /FirstChar 65 /Widths [100 900] >>', '(AB) Tj', 110],
    [
      'that gives none of a letter but one for all such',
      '<< /Subtype /TrueType /FirstChar 65 /Widths [900] /FontDescriptor << /MissingWidth 300 >> >>',
      '(AB) Tj',
      112,
    ],
    [
      'that gives none of a letter at all',
      '<< /Subtype /TrueType /BaseFont /Arial /FirstChar 65 /Widths [900] >>',
      '(Ai) Tj',
      111.22,
    ],
  ])('%s', (_what, font, shown, end) => {
    expect(textsOf(set(shown), font)).toEqual([[100, 700, end, 700, 10]])
  })

  test('that the file draws itself: its widths and its box are in a space of its own', () => {
    const font = '<< /Subtype /Type3 /FontMatrix [0.1 0 0 0.2 0 0] /FontBBox [0 0 9 5] /FirstChar 65 /Widths [5 5] >>'
    expect(textsOf(set('(AB) Tj'), font)).toEqual([[100, 700, 110, 700, 10]])
  })

  const composite = (encoding: string, entries: string) =>
    `<< /Subtype /Type0 /Encoding ${encoding} /DescendantFonts [<< /Subtype /CIDFontType2 ${entries} >>] >>`
  const WIDTHS = '/DW 600 /W [7 9 100 1 [250 350] 20 [900]]'
  const own = composite('6 0 R', WIDTHS)
  test.each([
    ['listed one by one', composite('/Identity-H', WIDTHS), '<00010002> Tj', 106],
    ['of a range, and of none', composite('/Identity-H', WIDTHS), '<00080003> Tj', 107],
    ['of none, the font says nothing', composite('/Identity-H', ''), '<0003> Tj', 110],
    ['of another encoding', composite('/UniJIS-UCS2-H', WIDTHS), '<00010002> Tj', 112],
    ['of an encoding of the file’s own that is the same', own, '<00010002> Tj', 106],
  ])('of two bytes a letter: %s', (_what, font, shown, end) => {
    const map = streamOf('1 begincidrange <0000> <FFFF> 0 endcidrange', '/CMapName /Own')
    expect(textsOf(set(shown), font, [map])).toEqual([[100, 700, end, 700, 10]])
  })

  test('and goes down where its font does', () => {
    expect(textsOf(set('<00010002> Tj'), composite('/Identity-V', WIDTHS))).toEqual([[100, 700, 100, 680, 10]])
  })

  test('a font that says its letters have no width does not take them from sight', () => {
    const font = '<< /Subtype /TrueType /FirstChar 65 /Widths [0 0] >>'
    expect(textsOf(set('[(A) -500 (B)] TJ'), font)).toEqual([[100, 700, 109, 700, 10]])
  })

  test('widths of more letters than the budget has are not read, and that is told', () => {
    const font = composite('/Identity-H', `/W [1 [${'500 '.repeat(5000)}]]`)
    expect(placed(set('<0001> Tj'), font, [], { bytes: 2000 })).toMatchObject({ isWhole: false })
  })
})

describe('the text state moves letters:', () => {
  test.each([
    ['space between letters', set('(ii) Tj', '1 Tc'), 100, 105.44],
    ['space between words', set('(i i) Tj', '3 Tw'), 100, 110.22],
    ['wider letters', set('(ii) Tj', '200 Tz'), 100, 108.88],
    ['space before the next line', set('1 0 (ii) "', '12 TL'), 100, 104.44],
    ['a number between letters', set('[(i) -500 (i)] TJ'), 100, 109.44],
    ['what was shown before', set('(i) Tj (i) Tj'), 102.22, 104.44],
    ['the font of a graphics state', set('(i) Tj', '/G gs'), 100, 104.44],
  ])('%s', (_what, content, from, to) => {
    const last = textsOf(content, HELVETICA).at(-1)
    expect([last?.[0], last?.[2]]).toEqual([from, to])
  })

  test('space between words counts for one-byte spaces only', () => {
    const font = '<< /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /DW 500 >>] >>'
    expect(textsOf(set('<00200020> Tj', '9 Tw'), font)).toEqual([[100, 700, 110, 700, 10]])
  })

  test('letters that are raised stand higher', () => {
    expect(textsOf(set('(ii) Tj', '4 Ts'), HELVETICA)[0]?.[1]).toBe(704)
  })
})

test('a gap as wide as the letters are high parts a text, by a number or by spaces; a space between words does not', () => {
  expect(textsOf(set('[(i) -1100 (i)] TJ'), HELVETICA)).toHaveLength(2)
  expect(textsOf(set('(i      i) Tj'), HELVETICA)).toEqual([
    [100, 700, 102.22, 700, 10],
    [118.9, 700, 121.12, 700, 10],
  ])
  expect(textsOf(set('[(i ) -333 (i)] TJ'), HELVETICA)).toHaveLength(1)
})
