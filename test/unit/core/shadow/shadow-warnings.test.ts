import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { SigningWarning } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { shadowWarnings } from '#core/shadow/shadow-warnings'
import { tinosRegular } from '#main/adapters/fonts/tinos'
import { append } from '#test/support/appended'
import { aLetter } from '#test/support/demo-paper'
import { testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

const warningsOf = (bytes: Uint8Array) => shadowWarnings(bytesInMemory(bytes))
const codes = (found: readonly SigningWarning[]) => found.map(({ code }) => code)

const stream = (content: string, entries = '') =>
  `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`
const PICTURE = '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8'

/** One page: `content` is what it paints; objects from 6 on are `more`. */
function page(
  content: string,
  {
    more = [],
    entries = '',
    catalog = '',
    resources = '/Resources << /XObject << /I 5 0 R >> >>',
  }: { more?: string[]; entries?: string; catalog?: string; resources?: string } = {},
) {
  return withTable([
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
    `<< /Type /Page /Parent 2 0 R /Contents 4 0 R ${resources} ${entries} >>`,
    stream(content),
    stream('x', PICTURE),
    ...more,
  ])
}

const TEXT = 'BT /F 12 Tf 100 700 Td (Thanh toan 1.000.000 dong) Tj ET'
const OVER = 'q 200 0 0 50 90 690 cm /I Do Q'

describe('a picture over text', () => {
  test('is a warning with page and object where it is painted after the text and lets nothing through', async () => {
    const [found, ...others] = await warningsOf(page(`${TEXT} ${OVER}`))
    expect(found).toMatchObject({ code: 'image-over-text', severity: 'warning', page: 1, object: 5 })
    expect(others).toEqual([])
  })

  test('is found through forms, turned pages of co-ordinates and compressed content', async () => {
    const form = stream(
      '1 0 0 1 90 690 cm 200 0 0 50 0 0 cm /I Do',
      '/Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /I 5 0 R >> >>',
    )
    const content = deflateSync(Buffer.from(`${TEXT} /X Do`)).toString('latin1')
    const bytes = withTable([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >> >>',
      '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>',
      stream(content, '/Filter /FlateDecode'),
      stream('x', PICTURE),
      form,
    ])
    expect(codes(await warningsOf(bytes))).toEqual(['image-over-text'])
  })

  test.each([
    ['painted before the text', `${OVER} ${TEXT}`],
    ['beside it', `${TEXT} q 50 0 0 50 300 100 cm /I Do Q`],
    ['cut off before it', `${TEXT} q 0 0 50 50 re W n 200 0 0 50 90 690 cm /I Do Q`],
    ['over text that is invisible, as recognised text of a scan', `BT 3 Tr /F 12 Tf 100 700 Td (Quet) Tj ET ${OVER}`],
    ['over text that only looks like an operator', `(Do) pop ${OVER}`],
  ])('is nothing where it is %s', async (_how, content) => {
    expect(await warningsOf(page(content))).toEqual([])
  })

  test('is nothing where it has a mask, as a seal has', async () => {
    const bytes = withTable([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
      '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>',
      stream(`${TEXT} ${OVER}`),
      stream('x', `${PICTURE} /SMask 6 0 R`),
      stream('x', PICTURE),
    ])
    expect(await warningsOf(bytes)).toEqual([])
  })

  test('is a note where the picture is the whole page', async () => {
    expect(await warningsOf(page(`${TEXT} q 595 0 0 842 0 0 cm /I Do Q`))).toMatchObject([
      { code: 'picture-over-page', severity: 'note', page: 1 },
    ])
  })
})

test('a stamp over text is a warning, a highlighted text is none', async () => {
  const stamp = (subtype: string) =>
    page(TEXT, { entries: `/Annots [<< /Type /Annot /Subtype /${subtype} /Rect [90 690 290 740] >>]` })
  expect(await warningsOf(stamp('Stamp'))).toMatchObject([{ code: 'annotation-over-text', page: 1, detail: 'Stamp' }])
  expect(await warningsOf(stamp('Highlight'))).toEqual([])
})

describe('form fields', () => {
  const field = (name: string, rect: string, more = '') =>
    `<< /Type /Annot /Subtype /Widget /FT /Tx /T (${name}) /Rect [${rect}] /P 3 0 R ${more} >>`
  const form = (...fields: string[]) =>
    page('', {
      catalog: `/AcroForm << /Fields [${fields.map((_, index) => `${6 + index} 0 R`).join(' ')}] >>`,
      more: fields,
    })

  test('on top of each other are a warning that names both', async () => {
    const found = await warningsOf(form(field('So tien', '100 100 200 120'), field('Khac', '105 100 200 120')))
    expect(found).toMatchObject([{ code: 'fields-overlap', page: 1, object: 7, detail: 'So tien, Khac' }])
  })

  test('are told of a few times with short names however many overlap, and that there are more', async () => {
    const many = Array.from({ length: 400 }, (_, index) => field(`${'x'.repeat(200)}${index}`, '0 0 99 99'))
    const found = await warningsOf(form(...many))
    expect(codes(found)).toEqual([...Array<string>(5).fill('fields-overlap'), 'more-alike'])
    expect(found.at(-1)).toMatchObject({ severity: 'warning' })
    expect(found[0]?.detail).toHaveLength(2 * 81 + 2)
  })

  test('side by side, hidden, or two signatures of which one is the seal, are none', async () => {
    const one = field('So tien', '100 100 200 120')
    const seal = field('Dau', '105 100 200 120').replace('/Tx', '/Sig')
    expect(await warningsOf(form(one, field('Ngay', '198 100 300 120')))).toEqual([])
    expect(await warningsOf(form(one, field('An', '100 100 200 120', '/F 2')))).toEqual([])
    expect(await warningsOf(form(one.replace('/Tx', '/Sig'), seal))).toEqual([])
  })

  test('that show something else than they hold are a warning', async () => {
    const shows = (text: string) =>
      page('', {
        catalog: '/AcroForm << /Fields [6 0 R] >>',
        more: [
          field('So tien', '100 100 200 120', '/V (1000) /AP << /N 7 0 R >>'),
          stream(
            `BT /F 10 Tf 2 2 Td (${text}) Tj ET`,
            '/Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F << /Type /Font /Subtype /Type3 >> >> >>',
          ),
        ],
      })
    expect(await warningsOf(shows('9999'))).toMatchObject([{ code: 'field-shows-other-value', detail: 'So tien' }])
    expect(await warningsOf(shows('1000'))).toEqual([])
  })

  test('of XFA are explained', async () => {
    const bytes = page('', { catalog: '/AcroForm << /Fields [] /XFA [(template) 5 0 R] >>' })
    expect(codes(await warningsOf(bytes))).toEqual(['xfa-form'])
  })
})

describe('a layer that is switched off', () => {
  const layered = (state: string, entries: string) =>
    page('', {
      catalog: `/OCProperties << /OCGs [6 0 R] /D << ${state} >> >>`,
      entries,
      more: ['<< /Type /OCG /Name (Phuong an B) >>'],
    })
  const annotation = '/Annots [<< /Subtype /Link /Rect [0 0 1 1] /OC 6 0 R >>]'

  test('is a warning with its name where something of a page belongs to it', async () => {
    const expected = [{ code: 'hidden-layer', page: 1, object: 6, detail: 'Phuong an B' }]
    expect(await warningsOf(layered('/OFF [6 0 R]', annotation))).toMatchObject(expected)
    expect(await warningsOf(layered('/BaseState /OFF', annotation))).toMatchObject(expected)
  })

  test('is nothing where it is empty or on', async () => {
    expect(await warningsOf(layered('/OFF [6 0 R]', ''))).toEqual([])
    expect(await warningsOf(layered('/BaseState /OFF /ON [6 0 R]', annotation))).toEqual([])
  })
})

describe('what nothing leads to', () => {
  const other = [
    '<< /Type /Catalog /Pages 7 0 R >>',
    '<< /Type /Pages /Kids [8 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 7 0 R /Contents 4 0 R >>',
  ]

  test('is a warning where it is a page or another document', async () => {
    expect(await warningsOf(page('', { more: other }))).toMatchObject([
      { code: 'unused-page', object: 6 },
      { code: 'unused-page', object: 8 },
    ])
  })

  test('is a note where it is a drawing', async () => {
    expect(await warningsOf(page('', { more: [stream(TEXT)] }))).toMatchObject([
      { code: 'unused-content', severity: 'note', object: 6 },
    ])
  })

  test('is told in no time where its text was made to hold the reader up', async () => {
    const content = deflateSync(Buffer.from(' BT T'.repeat(800))).toString('latin1')
    const bytes = page('', { more: [stream(content, '/Filter /FlateDecode')] })
    const start = performance.now()
    expect(await warningsOf(bytes)).toEqual([])
    expect(performance.now() - start).toBeLessThan(1000)
  })

  test('is nothing where an earlier revision showed it', async () => {
    const replaced = append(page(TEXT, { more: [stream('0 0 m')] }), {
      3: '<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Resources << >> >>',
    })
    expect(await warningsOf(replaced)).toEqual([])
  })
})

test('scripts that run by themselves are a warning', async () => {
  const script = '<< /S /JavaScript /JS (app.alert(1)) >>'
  expect(codes(await warningsOf(page('', { catalog: `/OpenAction ${script}` })))).toEqual(['script'])
  expect(codes(await warningsOf(page('', { entries: `/AA << /O ${script} >>` })))).toEqual(['script'])
  expect(await warningsOf(page('', { catalog: '/OpenAction [3 0 R /Fit]' }))).toEqual([])
})

test('fonts that are not embedded are warnings; the standard ones are one note', async () => {
  const font = (name: string) => `<< /Type /Font /Subtype /TrueType /BaseFont /${name} >>`
  const bytes = page('', {
    resources: `/Resources << /Font << /A ${font('TimesNewRomanPSMT')} /B ${font('Helvetica-Bold')} /C ${font('VNI-Times')} >> >>`,
  })
  expect(await warningsOf(bytes)).toMatchObject([
    { code: 'font-not-embedded', severity: 'warning', detail: 'VNI-Times', page: 1 },
    { code: 'standard-font-not-embedded', severity: 'note', detail: 'TimesNewRomanPSMT, Helvetica-Bold' },
  ])
})

test('a first table with gaps is a warning', async () => {
  const without = (pattern: RegExp, replacement: string) =>
    Buffer.from(withTable(TWO_PAGES).toString('latin1').replace(pattern, replacement), 'latin1')
  expect(await warningsOf(without(/xref\n0 6\n.{20}/s, 'xref\n1 5\n'))).toMatchObject([
    { code: 'first-table-gaps', object: 0 },
  ])
  const inTwoParts = without(/xref\n0 6\n(.{20})/s, 'xref\n0 1\n$11 5\n')
  expect(await warningsOf(inTwoParts)).toEqual([])
})

test('a path of very many points is read like any other', async () => {
  expect(await warningsOf(page(`0 0 m ${'1 1 l '.repeat(200_000)} W n ${TEXT}`))).toEqual([])
})

test('work that is cut short says so', async () => {
  const limits = { objects: 1000, pages: 1, bytes: 1 << 20, marks: 1000, comparisons: 1000 }
  expect(codes(await shadowWarnings(bytesInMemory(withTable(TWO_PAGES)), limits))).toEqual(['not-all-examined'])
  const few = { ...limits, pages: 10, objects: 2 }
  expect(codes(await shadowWarnings(bytesInMemory(withTable(TWO_PAGES)), few))).toEqual(['not-all-examined'])
  const beside = page(`${TEXT.repeat(100)} ${'/I Do '.repeat(100)}`)
  const compared = { ...limits, pages: 10 }
  expect(codes(await shadowWarnings(bytesInMemory(beside), compared))).toEqual(['not-all-examined'])
})

test('the office’s own letters, prepared and signed, warn of nothing', async () => {
  const plain = await aLetter()
  const prepared = await aLetter({ number: '' }, { fields: true })
  for (const { bytes } of [plain, prepared]) {
    expect(await warningsOf(bytes)).toEqual([])
    const look = { lines: ['Nguyễn Văn Mẫu'], font: tinosRegular() }
    const place = { page: -1, x: 300, y: 200, width: 150, height: 60 }
    const { bytes: signed } = await signBytes(bytes, await testKey('leader'), { place, appearance: look })
    expect(await warningsOf(signed)).toEqual([])
  }
})
