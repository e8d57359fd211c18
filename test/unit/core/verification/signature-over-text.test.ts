import { describe, expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { analyseRevisions } from '#core/verification/later-revisions'
import { append, covering, openSignature } from '#test/support/appended'
import { withTable } from '#test/support/tiny-pdf'

const stream = (data: string, entries = '') =>
  `<< ${entries} /Length ${String(data.length)} >>\nstream\n${data}\nendstream`
const page = (annotations: string) =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 8 0 R >> >> /Annots [${annotations}] >>`
const catalog = (fields: string) => `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fields}] /SigFlags 3 >> >>`
const field = (name: string, more: string) =>
  `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /P 3 0 R /F 4 ${more} >>`

/** "Pay 100 dong" from (72, 700) to about (144, 712), in letters of 12 points; signed by the leader. */
const signedPage = (content: string, entries = '', font = '/Type1 /BaseFont /Times-Roman', map = 'null') =>
  withTable([
    catalog('5 0 R'),
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    page('5 0 R'),
    stream(content, entries),
    field('leader', '/Rect [0 0 10 10] /V 7 0 R'),
    'null',
    '<< /Type /Sig /SubFilter /ETSI.CAdES.detached >>',
    `<< /Type /Font /Subtype ${font} >>`,
    map,
  ])
const TEXT = 'BT /F1 12 Tf 72 700 Td (Pay 100 dong) Tj ET'
const SIGNED = signedPage(TEXT)

/** A signature in a new field whose drawing has the size of its rectangle. */
function signedWith(
  look: string,
  rect: string,
  more: Record<number, string> = {},
  { resources = '', file = SIGNED } = {},
) {
  const [left = 0, bottom = 0, right = 0, top = 0] = rect.split(' ').map(Number)
  const box = `/BBox [0 0 ${String(right - left)} ${String(top - bottom)}]`
  const update = append(file, {
    1: catalog('5 0 R 20 0 R'),
    3: page('5 0 R 20 0 R'),
    20: field('clerk', `/Rect [${rect}] /V 21 0 R /AP << /N 22 0 R >>`),
    21: openSignature('/Type /Sig /SubFilter /ETSI.CAdES.detached'),
    22: stream(look, `/Type /XObject /Subtype /Form ${box} /Resources << ${resources} >>`),
    ...more,
  })
  const { modification, changesAfter, findings } = analyseRevisions(openPdf(bytesInMemory(covering(update))))(0)
  return { modification, findings, kinds: changesAfter.map(({ kind, page, by }) => [kind, page, by]) }
}

const HIDES = {
  modification: 'permitted',
  findings: ['signature-covers-text'],
  kinds: [
    ['signature-added', 1, 'clerk'],
    ['signature-over-text', 1, 'clerk'],
  ],
}
const HIDES_NOTHING = { modification: 'permitted', findings: [], kinds: [['signature-added', 1, 'clerk']] }

const OVER = '60 690 300 720'
const image = (mask: string, entries: string) => ({
  23: stream('\u00ff', `/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 ${entries}`),
  24: mask,
})
const maskOf = (bytes: string, width: number) =>
  stream(
    bytes,
    `/Subtype /Image /Width ${String(width)} /Height ${String(bytes.length / width)} /ColorSpace /DeviceGray /BitsPerComponent 8`,
  )
const WITH_IMAGE = '/XObject << /Im1 23 0 R >>'
const DRAWN = '240 0 0 30 0 0 cm /Im1 Do'

describe('the look of a later signature that hides text of the page is named, and leaves the earlier one undecided:', () => {
  test.each([
    ['a white area', '1 g 0 0 240 30 re f'],
    ['an area over one figure', '1 g 36 5 6 20 re f'],
    ['an area with corners of its own', '1 g 0 0 m 240 0 l 240 30 l 120 28 l 0 30 l h f*'],
    ['text upon a white area', '1 g 0 0 240 30 re f BT 0 g /F1 12 Tf 12 10 Td (Pay 900 dong) Tj ET'],
    ['an area that is drawn twice', '1 g 0 0 240 30 re 0 0 240 30 re f'],
    ['an area that leaves the feet of the letters', '1 g 0 12 240 18 re f'],
    ['a thick line', '1 G 30 w 0 15 m 240 15 l S'],
    ['a point with round ends, drawn thick', '1 G 80 w 1 J 30 15 m 30 15 l S'],
    ['letters many times as large', '1 g BT /F1 120 Tf 0 -10 Td (nnnn) Tj ET'],
  ])('%s', (_what, look) => {
    expect(signedWith(look, OVER)).toEqual(HIDES)
  })

  const state = (entries: string) => `/ExtGState << /G << ${entries} >> >>`
  test.each([
    ['one that is nearly opaque', '/ca 0.9'],
    ['one whose soft mask may leave all of it', '/SMask << /Type /Mask /S /Luminosity >>'],
    ['one that makes the text lighter', '/BM /Screen'],
  ])('an area, %s', (_what, entries) => {
    expect(signedWith('/G gs 1 g 0 0 240 30 re f', OVER, {}, { resources: state(entries) })).toEqual(HIDES)
  })

  test('a shading', () => {
    const resources = '/Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray >> >>'
    expect(signedWith('0 0 240 30 re W n /S sh', OVER, {}, { resources })).toEqual(HIDES)
  })

  test('a look among several that is chosen', () => {
    const looks = { 20: field('clerk', `/Rect [${OVER}] /V 21 0 R /AS /On /AP << /N << /On 22 0 R >> >>`) }
    expect(signedWith('1 g 0 0 240 30 re f', OVER, looks)).toEqual(HIDES)
  })

  test('a picture without a mask, one whose mask hides nothing of it, one whose mask cannot be read', () => {
    expect(signedWith(DRAWN, OVER, image('null', ''), { resources: WITH_IMAGE })).toEqual(HIDES)
    expect(signedWith(DRAWN, OVER, image(maskOf('\u00ff', 1), '/SMask 24 0 R'), { resources: WITH_IMAGE })).toEqual(
      HIDES,
    )
    const odd = stream('x', '/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /Filter /JPXDecode')
    expect(signedWith(DRAWN, OVER, image(odd, '/SMask 24 0 R'), { resources: WITH_IMAGE })).toEqual(HIDES)
  })
})

describe('what hides no text raises no alarm:', () => {
  test.each([
    ['text in a gap of a line', 'BT /F1 12 Tf 2 4 Td (05) Tj ET', '140 698 170 712'],
    ['a frame around text', '0 0 1 RG 2 w 1 1 238 28 re S', OVER],
    ['a line through text', '1 g 0 13 240 1 re f', OVER],
    ['a white area beside text', '1 g 0 0 100 50 re f', '300 600 400 650'],
    ['an area that is outside of its own rectangle', '1 g 0 0 240 30 re f', '60 600 300 630'],
  ])('%s', (_what, look, rect) => {
    expect(signedWith(look, rect)).toEqual(HIDES_NOTHING)
  })

  test.each([
    ['as faint as a watermark', '/ca 0.3'],
    ['of a highlighter’s ink', '/BM /Multiply'],
  ])('an area %s', (_what, entries) => {
    const resources = `/ExtGState << /G << ${entries} >> >>`
    expect(signedWith('/G gs 1 1 0 rg 0 0 240 30 re f', OVER, {}, { resources })).toEqual(HIDES_NOTHING)
  })

  test('a seal: dense in its ring, open in between', () => {
    const ring = maskOf('\u00ff\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000', 12)
    expect(signedWith(DRAWN, OVER, image(ring, '/SMask 24 0 R'), { resources: WITH_IMAGE })).toEqual(HIDES_NOTHING)
  })
})

test('a signature close behind a line hides none of it, one over its last letters does', () => {
  const after = (text: string) =>
    signedWith(
      '1 g 0 0 60 30 re f',
      '125 690 185 720',
      {},
      { file: signedPage(`BT /F1 12 Tf 72 700 Td (${text}) Tj ET`) },
    )
  expect(after('illl illl illl')).toEqual(HIDES_NOTHING)
  expect(after('MMMMMMMM')).toEqual(HIDES)
})

describe('a letter is seen', () => {
  const over = (rect: string, file: Buffer) => signedWith('1 g 0 0 240 30 re f', rect, {}, { file })
  const at72 = (shown: string, state = '') => `BT /F1 12 Tf ${state} 72 700 Td ${shown} Tj ET`

  test('however narrow it is set', () => {
    const file = signedPage(at72('(111111111111)', '40 Tz'))
    expect(over('79 690 82 720', file)).toEqual(HIDES)
    expect(over('102 690 105 720', file)).toEqual(HIDES_NOTHING)
  })

  test('in a text that goes on for long, beyond the page', () => {
    const file = signedPage(at72(`(Pay 100 dong${'.'.repeat(8000)})`))
    expect(over('96 690 103 720', file)).toEqual(HIDES)
    expect(over('60 690 70 720', file)).toEqual(HIDES_NOTHING)
  })

  test('if its code is that of a space where the glyphs are only counted, not where they have an encoding', () => {
    const font = '/TrueType /BaseFont /AAAAAA+Serif /FirstChar 0'
    const widths = (count: number) => `/Widths [${'500 '.repeat(count)}]`
    expect(over('70 690 90 720', signedPage(at72('<20>'), '', `${font} ${widths(33)}`))).toEqual(HIDES)
    const encoded = `${font} ${widths(33)} /Encoding /WinAnsiEncoding`
    expect(over('70 690 90 720', signedPage(at72('<20>'), '', encoded))).toEqual(HIDES_NOTHING)
  })

  test('of one byte in a composite font, also the last of a string', () => {
    const font = '/Type0 /BaseFont /X /Encoding 9 0 R /DescendantFonts [<< /Subtype /CIDFontType2 /DW 500 >>]'
    const map = stream('1 begincodespacerange <00> <FF> endcodespacerange', '/Type /CMap /CMapName /Own')
    expect(over('70 690 90 720', signedPage(at72('(1)'), '', font, map))).toEqual(HIDES)
    expect(over('125 690 160 720', signedPage(at72('(Pay 100 dong)'), '', font, map))).toEqual(HIDES)
    const pairs = font.replace('9 0 R', '/Identity-H')
    expect(over('70 690 90 720', signedPage(at72('(1)'), '', pairs))).toEqual(HIDES)
  })
})

test('what a look hides of a page that cannot be read, nobody knows', () => {
  const file = signedPage(TEXT, '/Filter /LZWDecode')
  expect(signedWith('1 g 0 0 240 30 re f', OVER, {}, { file })).toMatchObject({ findings: ['changes-not-analysed'] })
})

describe('a drawing of very many parts', () => {
  const dots = (count: number): string =>
    Array.from({ length: count }, (_, index) => `${String(index % 240)} ${String(index % 31)} .2 .2 re f`).join('\n')
  const lines = (count: number): string =>
    Array.from(
      { length: count },
      (_, index) => `BT /F1 4 Tf 72 ${String(690 + (index % 20))} Td (${'abc'.repeat(40)}) Tj ET`,
    )
      .concat('BT /F1 12 Tf 72 700 Td (Pay 100 dong) Tj ET')
      .join('\n')

  test('a seal drawn by thousands of small areas is judged like any other', () => {
    expect(signedWith(dots(8000), OVER)).toEqual(HIDES_NOTHING)
    expect(signedWith(`${dots(8000)} 0 0 240 30 re f`, OVER)).toEqual(HIDES)
  })

  test('over a page of very many lines is more work than a document is worth: nobody knows what it hides', () => {
    const file = signedWith(dots(8000), OVER, {}, { file: signedPage(lines(1000)) })
    expect(file).toMatchObject({ findings: ['changes-not-analysed'] })
  })
})

describe('a widget that stands on another page than it names', () => {
  test('is not taken for the signature’s', () => {
    expect(signedWith('1 g 0 0 240 30 re f', OVER, { 20: elsewhere(4) })).toMatchObject({ modification: 'forbidden' })
  })

  test('is looked at where it is shown, if it names none', () => {
    expect(signedWith('1 g 0 0 240 30 re f', OVER, { 20: elsewhere(null) })).toMatchObject({
      findings: ['signature-covers-text'],
    })
  })
})

const elsewhere = (num: number | null) =>
  field('clerk', `/Rect [${OVER}] /V 21 0 R /AP << /N 22 0 R >>`).replace(
    '/P 3 0 R',
    num === null ? '' : `/P ${String(num)} 0 R`,
  )

test('a field that was prepared over text and is filled with a plain background is named', () => {
  const text = (more: string) =>
    `<< /Type /Annot /Subtype /Widget /FT /Tx /T (note) /P 3 0 R /F 4 /Rect [${OVER}] ${more} >>`
  const file = append(SIGNED, { 1: catalog('5 0 R 30 0 R'), 3: page('5 0 R 30 0 R'), 30: text('') })
  const filled = (look: string) =>
    append(file, {
      30: text('/V (900) /AP << /N 31 0 R >>'),
      31: stream(look, '/Type /XObject /Subtype /Form /BBox [0 0 240 30]'),
    })
  const after = (bytes: Uint8Array) => analyseRevisions(openPdf(bytesInMemory(bytes)))(1)
  expect(after(filled('1 g 0 0 240 30 re f BT 0 g /F1 12 Tf 12 10 Td (900) Tj ET'))).toMatchObject({
    modification: 'permitted',
    findings: ['field-covers-text'],
    changesAfter: [{ kind: 'field-filled' }, { kind: 'field-over-text', detail: 'note', page: 1 }],
  })
  expect(after(filled('BT 0 g /F1 12 Tf 120 10 Td (900) Tj ET'))).toMatchObject({ findings: [] })
})

describe('a field that covered text before the signature', () => {
  const WHITE = '1 g 60 0 30 30 re f'
  const FORM = '/Type /XObject /Subtype /Form /BBox [0 0 240 30]'
  const text = (more: string, rect = OVER) =>
    `<< /Type /Annot /Subtype /Widget /FT /Tx /T (note) /P 3 0 R /F 4 /Rect [${rect}] ${more} /AP << /N 31 0 R >> >>`
  const prepared = (flags = '', before = WHITE, form = FORM) =>
    append(SIGNED, {
      1: catalog('5 0 R 30 0 R'),
      3: page('5 0 R 30 0 R'),
      30: text('').replace('/F 4', flags || '/F 4'),
      31: stream(before, form),
      40: '<< /Type /OCG /Name (Off) >>',
    })
  const findings = (look: string, { entries = FORM, rect = OVER, from = prepared() } = {}) => {
    const bytes = append(from, { 30: text('/V (9)', rect).replace('/N 31', '/N 32'), 32: stream(look, entries) })
    return analyseRevisions(openPdf(bytesInMemory(bytes)))(1).findings
  }
  const NINE = 'BT 0 g /F1 12 Tf 62 10 Td (9) Tj ET'

  test('may be filled upon the same area: it hides nothing that its signer had seen', () => {
    expect(findings(`${WHITE} ${NINE}`)).toEqual([])
  })

  test.each([
    ['over more', { look: `1 g 12 0 78 30 re f ${NINE}` }],
    ['with one more area', { look: `${WHITE} 1 g 12 0 30 30 re f ${NINE}` }],
    ['with a box that moves its area', { look: WHITE, entries: FORM.replace('240 30', '480 30') }],
    ['where its area was not shown', { look: WHITE, from: prepared('/F 2') }],
  ])('hides text where it is filled %s', (_how, { look, ...more }) => {
    expect(findings(look, more)).toContain('field-covers-text')
  })

  const CLIP = '60 0 30 30 re'
  const CURVE = '1 g 60 0 m 60 30 90 30 90 0 c f'
  test.each([
    ['was clipped to a line', `60 0 m 60.1 0 l 90 30 l W n ${WHITE}`, `${CLIP} W n ${WHITE}`],
    ['had the points of a curve', CURVE, '1 g 60 0 m 60 30 l 90 30 l 90 0 l f'],
    ['was drawn with dashes', '[1 99] 0 d 30 w 60 15 m 90 15 l S', '1 G 30 w 60 15 m 90 15 l S'],
    ['had a pattern', `/Pattern cs /None scn ${CLIP} f`, WHITE],
    ['was shown at times only', `/OC /Off BDC ${WHITE} EMC`, WHITE],
    ['was part of a look that was', WHITE, WHITE, `${FORM} /OC 40 0 R`],
  ])('hides text where the area before %s', (_how, before, look, form = FORM) => {
    expect(findings(look, { from: prepared('', before, form) })).toContain('field-covers-text')
  })
})
