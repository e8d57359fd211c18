import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { bytesInMemory, withPassword } from '#core/pdf/bytes'
import type { SigningKey } from '#core/ports'
import { verifyPdf } from '#core/verification/verify-pdf'
import { tinosRegular } from '#main/adapters/fonts/tinos'
import { encodePng } from '#seeds/images/png'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'
import { VARIANTS, type Variant } from '#test/support/pdf-variants'
import { TEST_NOW, testAnchors, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

/** A signature's number and after which ones others judge the file. */
const SIGNATURES = 5
const JUDGED = [1, 2, 5]

let key: SigningKey
let look: { lines: string[]; font: Uint8Array; imagePng: Uint8Array }
beforeAll(async () => {
  key = await testKey('leader')
  const seal = { width: 4, height: 4, cover: new Float32Array(16).fill(0.5) }
  look = { lines: ['Nguyễn Văn Mẫu'], font: tinosRegular(), imagePng: encodePng(seal, [200, 0, 0]) }
})

async function judged(bytes: Uint8Array, password = '') {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'a.pdf')
    await writeFile(path, bytes)
    const { output } = await judge('pdfsig', ['-nocert', '-upw', password, path])
    const { code } = await judge('qpdf', ['--check', `--password=${password}`, path])
    return { valid: output.match(/Signature is Valid/g)?.length ?? 0, qpdf: code }
  })
}

async function requireSound(bytes: Uint8Array, count: number, { password }: Variant, qpdfBefore: number) {
  const { valid, qpdf } = await judged(bytes, password)
  expect([valid, qpdf <= qpdfBefore]).toEqual([count, true])
  const options = { anchors: await testAnchors(), at: TEST_NOW, file: 'a.pdf' }
  const report = await verifyPdf(withPassword(bytesInMemory(bytes), password), options)
  expect(report.verdict).toBe('TOTAL-PASSED')
  const changes = report.signatures.map(({ modification }) => modification)
  expect(changes).toEqual([...Array.from({ length: count - 1 }, () => 'permitted'), 'none'])
  expect(report.signatures.at(-1)?.coversWholeDocument).toBe(true)
}

describe(`${VARIANTS.length} kinds of PDF, each signed ${SIGNATURES} times`, () => {
  test.each(VARIANTS)(
    `$name: after signature ${JUDGED.join(', ')} all are valid for pdfsig and ours, the input is untouched, qpdf finds nothing new`,
    async (variant) => {
      let bytes: Buffer = await variant.make()
      const { qpdf } = await judged(bytes, variant.password)
      for (let count = 1; count <= SIGNATURES; count += 1) {
        const place = { page: count % 2 === 0 ? 1 : -1, x: 60, y: 60 * count, width: 150, height: 50 }
        const field = count === 1 && variant.field !== undefined ? { field: variant.field } : {}
        const password = variant.password === undefined ? {} : { password: variant.password }
        const signed = await signBytes(bytes, key, { place, appearance: look, ...field, ...password })
        expect(signed.bytes.subarray(0, bytes.length).equals(bytes)).toBe(true)
        bytes = signed.bytes
        if (JUDGED.includes(count)) await requireSound(bytes, count, variant, qpdf)
      }
    },
  )
})

test('a first table with a gap is told with the signature; a whole one has nothing to tell', async () => {
  const late = withTable(TWO_PAGES)
    .toString('latin1')
    .replace(/xref\n0 6\n.{20}/s, 'xref\n1 5\n')
  expect((await signBytes(Buffer.from(late, 'latin1'), key)).warnings).toMatchObject([{ code: 'first-table-gaps' }])
  expect((await signBytes(withTable(TWO_PAGES), key)).warnings).toEqual([])
})

test('a form that a program has to draw first is refused with the reason', async () => {
  const [catalog = '', ...others] = TWO_PAGES
  const dynamic = withTable([catalog.replace(/>>$/, '/NeedsRendering true >>'), ...others])
  await expect(signBytes(dynamic, key)).rejects.toMatchObject({ code: 'pdf-form-without-pages' })
})
