import { expect, test } from 'vitest'
import type { SignatureReport } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { verifyPdf } from '#core/verification/verify-pdf'
import { append } from '#test/support/appended'
import { TEST_NOW, testAnchors, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { type TinyObjects, TWO_PAGES, withStreams, withTable } from '#test/support/tiny-pdf'

const CONTENTS = '<< /Length 9 >>\nstream\n9 9 m S Q\nendstream'

async function sign(file: Buffer): Promise<Buffer> {
  return (await signBytes(file, await testKey('leader'))).bytes
}

async function afterwards(bytes: Uint8Array): Promise<SignatureReport | undefined> {
  const { signatures } = await verifyPdf(bytesInMemory(bytes), {
    anchors: await testAnchors(),
    at: TEST_NOW,
    file: 'a.pdf',
  })
  return signatures[0]
}

/** An update that writes one object stream anew and another content; its section names only these two. */
function rewriteObjectStream(signed: Buffer, container: number): Buffer {
  const kept = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] >>',
  ]
  const page = '<< /Type /Page /Parent 2 0 R /Contents 50 0 R /Resources << >> >>'
  const bodies = [...kept, page, page]
  let at = 0
  const pairs = bodies.map((body, index) => {
    const pair = `${String(index + 1)} ${String(at)}`
    at += body.length + 1
    return pair
  })
  const first = `${pairs.join(' ')}\n`
  const data = `${first}${bodies.join('\n')}\n`
  const header = `<< /Type /ObjStm /N 4 /First ${String(first.length)} /Length ${String(data.length)} >>`
  return append(signed, { [container]: `${header}\nstream\n${data}\nendstream`, 50: CONTENTS })
}

test('an object stream written anew changes what is in it: it never passes', async () => {
  const signed = await sign(withStreams(TWO_PAGES))
  const report = await afterwards(rewriteObjectStream(signed, TWO_PAGES.length + 1))

  expect(report?.intact).toBe(true)
  expect(report?.indication).not.toBe('TOTAL-PASSED')
  expect(report?.modification).not.toBe('permitted')
})

test.each([
  ['of a generation that is not there', '/AAA 5 1 R'],
  ['of a generation beyond the highest', '/AAA 4 65536 R'],
])('a reference %s does not hide a change of the page', async (_what, bait) => {
  const [catalog = '', pages = '', page = '', ...rest] = TWO_PAGES
  const baited: TinyObjects = [catalog, pages, page.replace('/Type /Page', `/Type /Page ${bait}`), ...rest]
  const outcome = await sign(withTable(baited)).then(
    (signed) => afterwards(append(signed, { 5: CONTENTS })),
    (error: unknown) => error,
  )

  if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'pdf-damaged' })
  else expect(outcome).not.toMatchObject({ indication: 'TOTAL-PASSED' })
})

test('a field that shows something else with the same value is not cleared', async () => {
  const look = (text: string) =>
    `<< /Type /XObject /Subtype /Form /BBox [0 0 80 20] /Length ${String(text.length)} >>\nstream\n${text}\nendstream`
  const field =
    '<< /Type /Annot /Subtype /Widget /FT /Tx /T (sum) /V (100) /Rect [10 10 90 30] /P 3 0 R /AP << /N 8 0 R >> >>'
  const [, ...rest] = TWO_PAGES
  const signed = await sign(
    withTable([
      '<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R >>',
      ...rest,
      '<< /Fields [7 0 R] >>',
      field,
      look('(100) Tj'),
    ]),
  )
  const changed = append(signed, { 7: field.replace('8 0 R', '60 0 R'), 60: look('(900) Tj') })

  expect(await afterwards(signed)).toMatchObject({ indication: 'TOTAL-PASSED' })
  expect(await afterwards(changed)).toMatchObject({ indication: 'TOTAL-FAILED', modification: 'forbidden' })
})
