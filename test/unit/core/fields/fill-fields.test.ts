import { expect, test } from 'vitest'
import { filled } from '#test/support/fields'
import { withTable } from '#test/support/tiny-pdf'

test('a default appearance made to hold its reader up is refused in no time', async () => {
  const bytes = withTable([
    '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
    '<< /Type /Page /Parent 2 0 R /Annots [4 0 R] >>',
    `<< /Type /Annot /Subtype /Widget /FT /Tx /T (DocumentNumber) /Rect [0 0 99 20] /P 3 0 R /DA (${'/'.repeat(100_000)}) >>`,
  ])
  const start = performance.now()
  await expect(filled(bytes)).rejects.toMatchObject({ code: 'field-not-fillable' })
  expect(performance.now() - start).toBeLessThan(1000)
})
