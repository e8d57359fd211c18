import { describe, expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { analyseRevisions } from '#core/verification/later-revisions'
import { createTextMemory } from '#core/verification/page-texts'
import { append, covering, openSignature } from '#test/support/appended'
import { withTable } from '#test/support/tiny-pdf'

const stream = (data: string, entries = '') =>
  `<< ${entries} /Length ${String(data.length)} >>\nstream\n${data}\nendstream`
const look = (data: string, entries = '/BBox [0 0 100 20]') =>
  stream(data, `/Type /XObject /Subtype /Form ${entries} /Resources << /Font << /F1 8 0 R >> >>`)
const widget = (kind: string, name: string, more: string) =>
  `<< /Type /Annot /Subtype /Widget /FT /${kind} /T (${name}) /P 3 0 R ${more} >>`
const catalog = (fields: string) => `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fields}] /SigFlags 3 >> >>`
const page = (annotations: string) =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> /Annots [${annotations}] >>`

const AT = '/Rect [100 700 200 720]'
const VALUE = 'BT /F1 12 Tf 2 5 Td (12/QD-UBND) Tj ET'

/** A page that says nothing itself, with a number in a field and the leader's signature, whose look has text. */
const signedFile = (number: string, numberLook = look(VALUE)) =>
  withTable([
    catalog('5 0 R 9 0 R'),
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    page('5 0 R 9 0 R'),
    stream('q Q'),
    widget('Sig', 'leader', '/F 4 /Rect [300 200 400 220] /V 7 0 R /AP << /N 11 0 R >>'),
    'null',
    '<< /Type /Sig /SubFilter /ETSI.CAdES.detached >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>',
    number,
    numberLook,
    look('BT /F1 12 Tf 2 5 Td (Nguyen Van An) Tj ET'),
  ])
const number = (more = '/F 4', at = AT) => widget('Tx', 'number', `/V (12/QD-UBND) ${at} /AP << /N 10 0 R >> ${more}`)
const FILE = signedFile(number())

/** Kinds and findings for the leader's signature, after another one that is a white area. */
function sealed(file: Uint8Array, rect: string, covered = 0) {
  const [left = 0, bottom = 0, right = 0, top = 0] = rect.split(' ').map(Number)
  const size = `${String(right - left)} ${String(top - bottom)}`
  const update = append(file, {
    1: catalog('5 0 R 9 0 R 20 0 R'),
    3: page('5 0 R 9 0 R 20 0 R'),
    20: widget('Sig', 'agency', `/F 4 /Rect [${rect}] /V 21 0 R /AP << /N 22 0 R >>`),
    21: openSignature('/Type /Sig /SubFilter /ETSI.CAdES.detached'),
    22: look(`1 g 0 0 ${size} re f`, `/BBox [0 0 ${size}]`),
  })
  const { findings, changesAfter } = analyseRevisions(openPdf(bytesInMemory(covering(update))))(covered)
  return { findings, kinds: changesAfter.map(({ kind }) => kind) }
}

const HIDES = { findings: ['signature-covers-text'], kinds: ['signature-added', 'signature-over-text'] }
const HIDES_NOTHING = { findings: [], kinds: ['signature-added'] }

describe('the number in a field counts as text of the page:', () => {
  test('a later signature that covers it is named, one beside it is not', () => {
    expect(sealed(FILE, '90 690 210 730')).toEqual(HIDES)
    expect(sealed(FILE, '110 700 125 715')).toEqual(HIDES)
    expect(sealed(FILE, '175 690 300 730')).toEqual(HIDES_NOTHING)
    expect(sealed(FILE, '90 650 210 699')).toEqual(HIDES_NOTHING)
  })

  test('where its look stands in the rectangle, turned and drawn larger', () => {
    const turned = look(VALUE, '/BBox [0 0 100 20] /Matrix [0 1 -1 0 0 0]')
    const file = signedFile(number('/F 4', '/Rect [100 600 140 800]'), turned)
    expect(sealed(file, '100 605 140 640')).toEqual(HIDES)
    expect(sealed(file, '100 760 140 800')).toEqual(HIDES_NOTHING)
  })

  test('also if the field was filled later than the leader signed', () => {
    const empty = signedFile(widget('Tx', 'number', `${AT} /F 4`))
    const filled = append(empty, { 9: number() })
    const { findings, kinds } = sealed(filled, '90 690 210 730')
    expect(findings).toEqual(['signature-covers-text'])
    expect(kinds).toEqual(['field-filled', 'signature-added', 'signature-over-text'])
  })

  test('all of its rectangle, where the look cannot be read', () => {
    const file = signedFile(number(), look(VALUE, '/BBox [0 0 100 20] /Filter /LZWDecode'))
    expect(sealed(file, '170 690 300 730')).toEqual(HIDES)
    expect(sealed(file, '202 690 300 730')).toEqual(HIDES_NOTHING)
  })
})

describe('what does not count:', () => {
  test.each([
    ['a field that is hidden', number('/F 2')],
    ['a field that is not shown on the screen', number('/F 32')],
  ])('%s', (_what, field) => {
    expect(sealed(signedFile(field), '90 690 210 730')).toEqual(HIDES_NOTHING)
  })

  test('the leader’s signature, over a third of which the seal stands', () => {
    expect(sealed(FILE, '290 190 335 230')).toEqual(HIDES_NOTHING)
  })

  test('what a field has shown itself, when it is filled anew upon a plain background', () => {
    const anew = append(FILE, {
      9: number().replace('10 0 R', '30 0 R').replace('12/QD', '13/QD'),
      30: look(`1 g 0 0 100 20 re f 0 g ${VALUE.replace('12/QD', '13/QD')}`),
    })
    const { changesAfter } = analyseRevisions(openPdf(bytesInMemory(anew)))(0)
    expect(changesAfter.map(({ kind }) => kind)).toEqual(['field-filled', 'field-overwritten'])
  })
})

test('the texts of a page are remembered by the places of its fields too', () => {
  const moved = openPdf(bytesInMemory(append(FILE, { 9: number('/F 4', '/Rect [100 500 200 520]') })))
  const textsOf = createTextMemory()
  const [before, after] = [textsOf(moved.atRevision(0), 1), textsOf(moved, 1)]
  expect(before.texts.map(({ at }) => at)).toEqual([[102, 705]])
  expect(after.texts.map(({ at }) => at)).toEqual([[102, 505]])
  expect(textsOf(moved, 1)).toEqual(after)
  expect(textsOf(moved, 1, 9).texts).toEqual([])
})
