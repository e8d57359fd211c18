import { beforeAll, describe, expect, test } from 'vitest'
import type { SignatureReport } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { listFields } from '#core/pdf/form-fields'
import { analyseRevisions } from '#core/verification/later-revisions'
import { verifyPdf } from '#core/verification/verify-pdf'
import { append, objectText } from '#test/support/appended'
import { TEST_NOW, testAnchors, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { type TinyObjects, withStreams, withTable } from '#test/support/tiny-pdf'

/** Two pages, a text field, a picture that the page names but that does not exist. */
const OBJECTS: TinyObjects = [
  '<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R >>',
  '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] >>',
  '<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /XObject << /Im1 90 0 R >> >> /Annots [7 0 R] >>',
  '<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << >> >>',
  '<< /Length 9 >>\nstream\n0 0 m S Q\nendstream',
  '<< /Fields [7 0 R] >>',
  '<< /Type /Annot /Subtype /Widget /FT /Tx /T (number) /Rect [10 10 90 30] /P 3 0 R >>',
]
const PLACE = { page: 1, x: 100, y: 100, width: 120, height: 60 }
const STREAM = '<< /Length 9 >>\nstream\n9 9 m S Q\nendstream'
const NOTE = '<< /Type /Annot /Subtype /FreeText /Rect [0 0 300 300] /Contents (100.000.000) >>'

let signed: Buffer
let anchors: Uint8Array[]

beforeAll(async () => {
  anchors = await testAnchors()
  signed = (await signBytes(withTable(OBJECTS), await testKey('leader'), { place: PLACE })).bytes
})

async function afterwards(bytes: Uint8Array): Promise<SignatureReport> {
  const { signatures } = await verifyPdf(bytesInMemory(bytes), { anchors, at: TEST_NOW, file: 'a.pdf' })
  const [first] = signatures
  if (first === undefined) throw new Error('no signature')
  return first
}

const kindsOf = ({ changesAfter }: SignatureReport) => changesAfter.map(({ kind }) => kind)

/** The object's last text with one replacement made in it. */
const edited = (num: number, from: string | RegExp, to: string) => {
  const text = objectText(signed, num)
  const changed = text.replace(from, to)
  if (changed === text) throw new Error(`object ${String(num)} has no ${String(from)}: ${text}`)
  return { [num]: changed }
}

describe('after a signature, a revision may', () => {
  test('sign again, in a file of tables and in one of streams', async () => {
    for (const file of [withTable(OBJECTS), withStreams(OBJECTS)]) {
      const once = await signBytes(file, await testKey('leader'), { place: PLACE })
      const twice = await signBytes(once.bytes, await testKey('clerk'), { place: { ...PLACE, page: 2 } })
      const thrice = await signBytes(twice.bytes, await testKey('agency'))
      const report = await afterwards(thrice.bytes)
      expect(report).toMatchObject({ indication: 'TOTAL-PASSED', modification: 'permitted', revision: 2, revisions: 4 })
      expect(report.changesAfter).toMatchObject([
        { revision: 3, kind: 'signature-added', detail: twice.field },
        { revision: 4, kind: 'signature-added', detail: thrice.field },
      ])
    }
  })

  test('fill a field that was there', async () => {
    const report = await afterwards(append(signed, edited(7, '/T (number)', '/T (number) /V (12)')))
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', modification: 'permitted' })
    expect(report.changesAfter).toMatchObject([{ revision: 3, kind: 'field-filled', detail: 'number' }])
  })

  test('update the information dictionary', async () => {
    const report = await afterwards(append(signed, { 95: '<< /Producer (x) >>' }, { entries: '/Info 95 0 R' }))
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', modification: 'permitted' })
    expect(kindsOf(report)).toEqual(['metadata-updated'])
  })

  test('add a security store', async () => {
    const report = await afterwards(append(signed, edited(1, '/Type /Catalog', '/Type /Catalog /DSS << /Certs [] >>')))
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', modification: 'permitted' })
    expect(kindsOf(report)).toEqual(['validation-data-added'])
  })

  test('write an object anew as it was, or one that nothing uses', async () => {
    const report = await afterwards(append(signed, { 5: objectText(signed, 5), 96: '(unused)' }))
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', modification: 'permitted' })
    expect(kindsOf(report)).toEqual(['nothing-visible'])
  })
})

describe('after a signature, it fails the document to', () => {
  const failed = {
    indication: 'TOTAL-FAILED',
    subIndication: 'FORMAT_FAILURE',
    modification: 'forbidden',
    intact: true,
  }

  test('change what stands on a page', async () => {
    const report = await afterwards(append(signed, { 5: STREAM }))
    expect(report).toMatchObject(failed)
    expect(report.findings[0]).toBe('document-changed')
    expect(kindsOf(report)).toContain('page-changed')
  })

  test('give a page other contents', async () => {
    expect(await afterwards(append(signed, { ...edited(3, '5 0 R', '91 0 R'), 91: STREAM }))).toMatchObject(failed)
  })

  test('add a page, or take one away', async () => {
    const fewer = append(signed, { 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>' })
    const more = append(signed, {
      2: '<< /Type /Pages /Kids [3 0 R 4 0 R 92 0 R] /Count 3 /MediaBox [0 0 595 842] >>',
      92: '<< /Type /Page /Parent 2 0 R >>',
    })
    for (const bytes of [fewer, more]) {
      const report = await afterwards(bytes)
      expect(report).toMatchObject(failed)
      expect(kindsOf(report)).toContain('pages-changed')
    }
  })

  test('supply an object that the page named but that was not there when it was signed', async () => {
    const image = '<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 0 >>\nstream\n\nendstream'
    expect(await afterwards(append(signed, { 90: image }))).toMatchObject(failed)
  })

  test('free a page’s contents', async () => {
    expect(await afterwards(append(signed, { 5: null }))).toMatchObject(failed)
  })

  test('change the page and sign over it', async () => {
    const changed = append(signed, { 5: STREAM })
    const { bytes } = await signBytes(changed, await testKey('agency'), { place: PLACE })
    const { signatures, verdict } = await verifyPdf(bytesInMemory(bytes), { anchors, at: TEST_NOW, file: 'a.pdf' })
    expect(verdict).toBe('TOTAL-FAILED')
    expect(signatures.map(({ indication }) => indication)).toEqual(['TOTAL-FAILED', 'TOTAL-PASSED'])
  })
})

describe('what the signatures so far allow', () => {
  const CERTIFYING = (level: number) =>
    `<< /Type /Sig /SubFilter /ETSI.CAdES.detached /Reference [<< /TransformMethod /DocMDP /TransformParams << /P ${String(level)} >> >>] >>`
  const field = '<< /FT /Sig /T (leader) /V 9 0 R >>'
  const certified = (level: number) =>
    withTable([...OBJECTS.slice(0, 5), '<< /Fields [7 0 R 8 0 R] >>', ...OBJECTS.slice(6), field, CERTIFYING(level)])
  const after = (bytes: Uint8Array) => analyseRevisions(openPdf(bytesInMemory(bytes)))(0)
  const filled = { 7: (OBJECTS[6] ?? '').replace('/T (number)', '/T (number) /V (12)') }

  test('a document certified at level 2 lets fields be filled', () => {
    expect(after(append(certified(2), filled))).toMatchObject({ modification: 'permitted', findings: [] })
  })

  test('a document certified at level 1 does not', () => {
    expect(after(append(certified(1), filled))).toMatchObject({
      modification: 'forbidden',
      findings: ['certification-broken'],
    })
  })

  test('a document certified at level 1 still takes validation data', () => {
    const catalog = { 1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /DSS << /Certs [] >> >>' }
    expect(after(append(certified(1), catalog))).toMatchObject({ modification: 'permitted' })
  })

  const locking = (lock: string) =>
    withTable([
      ...[...OBJECTS.slice(0, 5), '<< /Fields [7 0 R 8 0 R] >>', ...OBJECTS.slice(6)],
      `<< /FT /Sig /T (leader) /V 9 0 R /Lock << ${lock} >> >>`,
      '<< /Type /Sig /SubFilter /ETSI.CAdES.detached >>',
    ])

  test.each(['/Action /All', '/Action /Include /Fields [(number)]', '/Action /Exclude /Fields [(other)]'])(
    'where a signature locks a field by "%s", a filled one fails it',
    (lock) => {
      expect(after(append(locking(lock), filled))).toMatchObject({
        modification: 'forbidden',
        findings: expect.arrayContaining(['locked-field-changed']) as unknown,
      })
    },
  )

  test('a field that the lock does not name may be filled', () => {
    const others = '/Action /Include /Fields [(other) (num)]'
    expect(after(append(locking(others), filled))).toMatchObject({ modification: 'permitted', findings: [] })
  })

  test('a locked field may not get another look either, nor go', () => {
    const looked = { 7: (OBJECTS[6] ?? '').replace('/T (number)', '/T (number) /MK << /BG [1] >>') }
    for (const change of [looked, { 7: null }]) {
      expect(after(append(locking('/Action /All'), change)).findings).toContain('locked-field-changed')
    }
  })

  test('a lock that ends all changes (P 1) bars filling another field, too', () => {
    const closing = '/Action /Include /Fields [(other)] /P 1'
    expect(after(append(locking(closing), filled)).findings).toEqual(['certification-broken'])
  })

  test('a document certified at level 2 takes no note, one certified at level 3 does', () => {
    const noted = { 3: (OBJECTS[2] ?? '').replace('/Annots [', '/Annots [93 0 R '), 93: NOTE }
    expect(after(append(certified(2), noted))).toMatchObject({
      modification: 'forbidden',
      findings: ['certification-broken'],
    })
    expect(after(append(certified(3), noted))).toMatchObject({
      modification: 'permitted',
      changesAfter: [{ kind: 'annotation-added', detail: 'FreeText', page: 1, by: null, judgement: 'permitted' }],
    })
  })
})

describe('after a signature, what no rule explains fails it:', () => {
  const widgetNum = () => {
    const field = listFields(openPdf(bytesInMemory(signed))).find(({ fieldType }) => fieldType === 'Sig')
    return field?.ref?.num ?? 0
  }
  const failed = {
    indication: 'TOTAL-FAILED',
    subIndication: 'FORMAT_FAILURE',
    modification: 'forbidden',
    intact: true,
  }

  test('a note over the page', async () => {
    const annots = edited(3, /\/Annots \[/, '/Annots [93 0 R ')
    expect(await afterwards(append(signed, { ...annots, 93: NOTE }))).toMatchObject(failed)
  })

  test('a note that comes along with a new signature', async () => {
    const { bytes } = await signBytes(signed, await testKey('agency'), { place: { ...PLACE, x: 300 } })
    const page = objectText(bytes, 3).replace('/Annots [', '/Annots [93 0 R ')
    expect(await afterwards(append(bytes, { 3: page, 93: NOTE }))).toMatchObject(failed)
  })

  test('a new signature field that shows something but is signed by nobody', async () => {
    const widget =
      '<< /Type /Annot /Subtype /Widget /FT /Sig /T (x) /Rect [0 0 500 800] /P 3 0 R /AP << /N 94 0 R >> >>'
    const objects = {
      3: objectText(signed, 3).replace('/Annots [', '/Annots [93 0 R '),
      6: objectText(signed, 6).replace('/Fields [', '/Fields [93 0 R '),
      93: widget,
      94: '<< /Type /XObject /Subtype /Form /BBox [0 0 500 800] /Length 0 >>\nstream\n\nendstream',
    }
    expect(await afterwards(append(signed, objects))).toMatchObject(failed)
    const blank = append(signed, { ...objects, 93: widget.replace(/\/AP.*>> >>/, '>>') })
    expect(await afterwards(blank)).toMatchObject({ indication: 'TOTAL-PASSED', modification: 'permitted' })
  })

  test('an action of the document', async () => {
    const catalog = edited(
      1,
      '/Type /Catalog',
      '/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>',
    )
    expect(await afterwards(append(signed, catalog))).toMatchObject(failed)
  })

  test('another look of the signature itself', async () => {
    const num = widgetNum()
    const text = objectText(signed, num)
    const changed = /\/Rect \[[^\]]*\]/.exec(text) ? text.replace(/\/Rect \[[^\]]*\]/, '/Rect [0 0 500 500]') : ''
    expect(changed).not.toBe('')
    expect(await afterwards(append(signed, { [num]: changed }))).toMatchObject(failed)
  })

  test('a field that is not there any more', async () => {
    const report = await afterwards(append(signed, { 7: null }))
    expect(report.indication).not.toBe('TOTAL-PASSED')
  })

  test('a page whose object cannot be read leaves it undecided, and is never permitted', async () => {
    expect(await afterwards(append(signed, { 4: '<< /Type /Page /Parent' }))).toMatchObject({
      indication: 'INDETERMINATE',
      modification: 'forbidden',
      findings: expect.arrayContaining(['changes-not-analysed']) as unknown,
    })
  })
})
