import { expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { analyseRevisions } from '#core/verification/later-revisions'
import { append, covering, openSignature } from '#test/support/appended'
import { withTable } from '#test/support/tiny-pdf'

const root = (entries: string) => `<< /Type /StructTreeRoot ${entries} >>`
const document = (kids: string) => `<< /Type /StructElem /S /Document /P 5 0 R /K [${kids}] >>`
const page = (more: string) =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /StructParents 0 ${more} >>`
const catalog = (fields: string) =>
  `<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 5 0 R /MarkInfo << /Marked true >> /AcroForm << /Fields [${fields}] >> >>`
const PARAGRAPH = '<< /Type /StructElem /S /P /P 6 0 R /Pg 3 0 R /K 0 /ActualText (Pay 100) >>'

const TAGGED = withTable([
  catalog(''),
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  page(''),
  '<< /Length 9 >>\nstream\n0 0 m S Q\nendstream',
  root('/K 6 0 R /ParentTree << /Nums [0 [7 0 R]] >> /ParentTreeNextKey 1'),
  document('7 0 R'),
  PARAGRAPH,
])

/** A new signature field with its element in the structure, as PDF/UA asks for it. */
const GROWN = {
  1: catalog('20 0 R'),
  3: page('/Annots [20 0 R]'),
  5: root('/K 6 0 R /ParentTree << /Nums [0 [7 0 R] 1 22 0 R] >> /ParentTreeNextKey 2'),
  6: document('7 0 R 22 0 R'),
  20: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (clerk) /P 3 0 R /F 4 /Rect [0 0 0 0] /V 21 0 R /StructParent 1 >>',
  21: openSignature('/Type /Sig /SubFilter /ETSI.CAdES.detached'),
  22: '<< /Type /StructElem /S /Form /P 6 0 R /K << /Type /OBJR /Obj 20 0 R /Pg 3 0 R >> >>',
}

function after(objects: Record<number, string>) {
  const { modification, changesAfter } = analyseRevisions(openPdf(bytesInMemory(covering(append(TAGGED, objects)))))(0)
  return { modification, kinds: changesAfter.map(({ kind }) => kind) }
}

test('the structure may grow by the element of a new signature field', () => {
  expect(after(GROWN)).toEqual({ modification: 'permitted', kinds: ['signature-added', 'structure-grown'] })
})

test.each([
  ['an element that holds text of the page', { 22: '<< /Type /StructElem /S /P /P 6 0 R /Pg 3 0 R /K 0 >>' }],
  ['another text for what was there', { 7: PARAGRAPH.replace('100', '900') }],
  ['an element less', { 6: document('22 0 R') }],
  ['elements in another order and doubled', { 6: document('22 0 R 7 0 R 7 0 R') }],
  ['another owner of what stood on the page', { 5: root('/K 6 0 R /ParentTree << /Nums [0 [22 0 R] 1 22 0 R] >>') }],
  [
    'roles of its own',
    { 5: root('/K 6 0 R /ParentTree << /Nums [0 [7 0 R] 1 22 0 R] >> /RoleMap << /P /Artifact >>') },
  ],
  ['content that is marked otherwise', { 1: catalog('20 0 R').replace('/Marked true', '/Marked false') }],
])('it may not bring %s', (_what, change) => {
  const { modification, kinds } = after({ ...GROWN, ...change })
  expect(modification).toBe('forbidden')
  expect(kinds).toContain('structure-changed')
})
