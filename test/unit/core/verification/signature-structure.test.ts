import { beforeAll, expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { findCoverage, listSignatures } from '#core/verification/signature-dictionary'
import { verifyPdf } from '#core/verification/verify-pdf'
import { openSignature } from '#test/support/appended'
import { TEST_NOW, testAnchors, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

let signed: Buffer

beforeAll(async () => {
  signed = (await signBytes(withTable(TWO_PAGES), await testKey('curve'))).bytes
})

const reportOf = async (bytes: Uint8Array) =>
  (await verifyPdf(bytesInMemory(bytes), { anchors: await testAnchors(), at: TEST_NOW, file: 'a.pdf' })).signatures[0]

/** A file of one signature, or of several fields with the same one; each number of its range may be given otherwise. */
function coverageOf(signature: string, { fields = ['/V 6 0 R'], more = [] as string[], contents = '<00>' } = {}) {
  const numbers = fields.map((_field, index) => `${String(7 + index)} 0 R`).join(' ')
  const file = withTable([
    `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${numbers}] >> >>`,
    ...TWO_PAGES.slice(1),
    signature.replace('<00>', contents),
    ...fields.map((value, index) => `<< /FT /Sig /T (s${String(index)}) ${value} >>`),
    ...more,
  ]).toString('latin1')
  const start = file.indexOf(contents)
  const values = [start, start + contents.length, file.length - start - contents.length]
  const text = ['AAAAAAAAAA', 'BBBBBBBBBB', 'CCCCCCCCCC'].reduce(
    (all, open, index) => all.replace(open, String(values[index]).padEnd(10)),
    file,
  )
  const view = openPdf(bytesInMemory(Buffer.from(text, 'latin1')))
  return listSignatures(view).map((one) => {
    const found = findCoverage(view, one)
    return typeof found === 'string' ? found : 'covered'
  })
}

const SIGNATURE = openSignature('/Type /Sig /SubFilter /ETSI.CAdES.detached')

test('a range around its own contents is a signature’s coverage', () => {
  expect(coverageOf(SIGNATURE)).toEqual(['covered'])
})

test.each([
  [
    'a range that another object has',
    SIGNATURE.replace(/\[0 .*?\]/, '8 0 R'),
    { more: ['[0 1 2 3]'] },
    'byte-range-malformed',
  ],
  [
    'a number of the range that another object has',
    SIGNATURE.replace('[0 ', '[8 0 R '),
    { more: ['0'] },
    'byte-range-malformed',
  ],
  ['a range of five numbers', SIGNATURE.replace('[0 ', '[0 0 '), {}, 'byte-range-malformed'],
  ['contents that another object has', SIGNATURE.replace('<00>', '8 0 R '), { more: ['<00>'] }, 'contents-not-in-gap'],
  ['contents in words', SIGNATURE, { contents: '(00)' }, 'contents-not-in-gap'],
  ['contents with an odd digit', SIGNATURE, { contents: '<00 >' }, 'contents-not-in-gap'],
  ['contents with lines between the digits', SIGNATURE, { contents: '<00\n00>' }, 'contents-not-in-gap'],
  ['contents that stand twice', SIGNATURE.replace('/Contents', '/Contents <11> /Contents'), {}, 'signature-ambiguous'],
  [
    'a range that stands twice',
    SIGNATURE.replace('/ByteRange', '/Byte#52ange [0 1 2 3] /ByteRange'),
    {},
    'signature-ambiguous',
  ],
])('%s is none', (_what, signature, how, finding) => {
  expect(coverageOf(signature, how)).toEqual([finding])
})

test('one signature that two fields have is worth nothing to either', () => {
  expect(coverageOf(SIGNATURE, { fields: ['/V 6 0 R', '/V 6 0 R'] })).toEqual([
    'signature-ambiguous',
    'signature-ambiguous',
  ])
})

test('white space and zeros behind the document are no content, anything else is named', async () => {
  expect(await reportOf(Buffer.concat([signed, Buffer.alloc(500)]))).toMatchObject({ modification: 'none' })
  expect(await reportOf(Buffer.concat([signed, Buffer.from('\n5 0 obj\n(x)\nendobj\n')]))).toMatchObject({
    indication: 'INDETERMINATE',
    modification: 'forbidden',
    changesAfter: [{ kind: 'unreadable', detail: `bytes@${String(signed.length)}`, judgement: 'forbidden' }],
  })
})
