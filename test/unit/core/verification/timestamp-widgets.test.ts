import { describe, expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { analyseRevisions } from '#core/verification/later-revisions'
import { append, covering, openSignature } from '#test/support/appended'
import { withTable } from '#test/support/tiny-pdf'

const page = (annotations: string) =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [${annotations}] >>`
const catalog = (fields: string) => `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fields}] /SigFlags 3 >> >>`
const widget = (name: string, more: string) =>
  `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /P 3 0 R ${more} >>`
const WHOLE_PAGE = '/Rect [0 0 595 842]'

/** A signature that allows so much and locks every field, and an empty field as large as the page. */
const signed = (level: number, lock = '<< /TransformMethod /FieldMDP /TransformParams << /Action /All >> >>') =>
  withTable([
    catalog('5 0 R 6 0 R'),
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    page('5 0 R 6 0 R'),
    '<< /Length 0 >>\nstream\n\nendstream',
    widget('leader', '/Rect [0 0 10 10] /V 7 0 R'),
    widget('empty', WHOLE_PAGE),
    `<< /Type /Sig /SubFilter /ETSI.CAdES.detached /Reference [<< /TransformMethod /DocMDP /TransformParams << /P ${String(level)} >> >> ${lock}] >>`,
  ])

const WHITE = '1 g 0 0 595 842 re f'
const LOOK = `<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length ${String(WHITE.length)} >>\nstream\n${WHITE}\nendstream`
const TIMESTAMP = openSignature('/Type /DocTimeStamp /SubFilter /ETSI.RFC3161')
const SIGNATURE = openSignature('/Type /Sig /SubFilter /ETSI.CAdES.detached')
const SHOWN = '/AP << /N 21 0 R >>'

const inNewField = (look: string) => ({
  1: catalog('5 0 R 6 0 R 22 0 R'),
  3: page('5 0 R 6 0 R 22 0 R'),
  20: TIMESTAMP,
  21: LOOK,
  22: widget('Timestamp1', `/V 20 0 R ${look}`),
})
const inEmptyField = (look: string, value = TIMESTAMP) => ({
  6: widget('empty', `/V 20 0 R ${look}`),
  20: value,
  21: LOOK,
})
const after = (file: Buffer, objects: Record<number, string>) =>
  analyseRevisions(openPdf(bytesInMemory(covering(append(file, objects)))))(0)

describe.each([1, 2])('after a signature of level %i that locks every field, a document timestamp', (level) => {
  test.each([
    ['without an area', '/Rect [0 0 0 0] /F 132'],
    ['without an area, with an appearance', `/Rect [9 9 9 9] ${SHOWN}`],
    ['that is hidden', `${WHOLE_PAGE} /F 38 ${SHOWN}`],
    ['that has nothing to show', '/Rect [0 0 50 50] /F 132'],
  ])('in a new field %s is permitted', (_what, look) => {
    expect(after(signed(level), inNewField(look))).toMatchObject({
      modification: 'permitted',
      changesAfter: [{ kind: 'document-timestamp-added', detail: 'Timestamp1' }],
    })
  })

  test.each([
    ['a new field', inNewField(`${WHOLE_PAGE} ${SHOWN}`)],
    ['a new field with a background', inNewField(`${WHOLE_PAGE} /MK << /BG [1] >>`)],
    ['the empty field', inEmptyField(`${WHOLE_PAGE} ${SHOWN}`)],
    ['the empty field, moved', inEmptyField(`/Rect [0 0 300 300] ${SHOWN}`)],
  ])('in %s that shows something is forbidden', (_what, objects) => {
    const { modification, changesAfter, findings } = after(signed(level), objects)
    expect(modification).toBe('forbidden')
    expect(changesAfter.map(({ kind }) => kind)).toContain('visible-timestamp-added')
    expect(findings).toContain('document-changed')
  })

  test('in the empty field, which stays as it is, is permitted', () => {
    expect(after(signed(level), inEmptyField(WHOLE_PAGE)).modification).toBe('permitted')
  })
})

describe('after a signature that lets sign', () => {
  test('an empty field takes a signature with its look, but not another place', () => {
    expect(after(signed(2, ''), inEmptyField(`${WHOLE_PAGE} ${SHOWN}`, SIGNATURE)).modification).toBe('permitted')
    expect(after(signed(2, ''), inEmptyField(`/Rect [0 0 300 300] ${SHOWN}`, SIGNATURE)).modification).not.toBe(
      'permitted',
    )
  })

  test('a new field whose parts are no widgets is not explained', () => {
    const objects = {
      1: catalog('5 0 R 6 0 R 22 0 R'),
      3: page('5 0 R 6 0 R 23 0 R'),
      22: '<< /FT /Sig /T (x) /Kids [23 0 R] >>',
      23: `<< /Type /Annot /Subtype /Square /Parent 22 0 R /P 3 0 R ${WHOLE_PAGE} /IC [1 1 1] >>`,
    }
    expect(after(signed(2), objects).modification).not.toBe('permitted')
  })

  test('at level 1 no signature and no signature field', () => {
    const field = { ...inNewField('/Rect [0 0 0 0]'), 22: widget('x', '/Rect [0 0 0 0]') }
    for (const objects of [
      field,
      { ...inNewField('/Rect [0 0 0 0]'), 20: SIGNATURE },
      inEmptyField(WHOLE_PAGE, SIGNATURE),
    ]) {
      expect(after(signed(1), objects)).toMatchObject({ modification: 'forbidden' })
    }
  })
})
