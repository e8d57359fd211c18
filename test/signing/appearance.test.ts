import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { describe, expect, test } from 'vitest'
import { tinosRegular } from '#main/adapters/fonts/tinos'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'
import { testKey } from '#test/support/pki'
import { type SignedBytes, signBytes } from '#test/support/sign-bytes'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

const LINES = ['Nguyễn Đường Ắt Ẩn', '2026-07-01T09:00:00+07:00']
const FIELD = '<< /Type /Annot /Subtype /Widget /FT /Sig /T (LeaderSignature) /Rect [300 200 480 290] /P 3 0 R >>'
const WITH_FIELD = [
  '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>',
  ...TWO_PAGES.slice(1, 2),
  '<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << >> /Annots [6 0 R] >>',
  ...TWO_PAGES.slice(3),
  FIELD,
]

async function textOf({ bytes }: SignedBytes, page: number): Promise<string> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'signed.pdf')
    await writeFile(path, bytes)
    const { output } = await judge('pdftotext', ['-f', String(page), '-l', String(page), '-layout', path, '-'])
    return output
  })
}

describe('a visible signature', () => {
  test('shows its text with every Vietnamese letter, on the page asked for', async () => {
    const place = { page: 1, x: 100, y: 100, width: 200, height: 60 }
    const signed = await signBytes(withTable(TWO_PAGES), await testKey('leader'), {
      place,
      appearance: { lines: LINES, font: tinosRegular() },
    })

    expect(await textOf(signed, 1)).toMatch(/Nguyễn Đường Ắt Ẩn\s+2026-07-01T09:00:00\+07:00/)
    expect(await textOf(signed, 2)).not.toContain('Nguyễn')
  })

  test('keeps the rectangle of an empty field made for it', async () => {
    const signed = await signBytes(withTable(WITH_FIELD), await testKey('leader'), {
      field: 'LeaderSignature',
      place: { page: 2, x: 0, y: 0, width: 10, height: 10 },
      appearance: { lines: LINES, font: tinosRegular() },
    })
    const rectangle = (await PDFDocument.load(signed.bytes))
      .getForm()
      .getSignature('LeaderSignature')
      .acroField.getWidgets()[0]
      ?.getRectangle()

    expect(signed.field).toBe('LeaderSignature')
    expect(rectangle).toEqual({ x: 300, y: 200, width: 180, height: 90 })
    expect(await textOf(signed, 1)).toContain('Nguyễn Đường')
  })

  test('a field that has its signature is refused, so is a name with a dot', async () => {
    const key = await testKey('leader')
    const once = await signBytes(withTable(WITH_FIELD), key, { field: 'LeaderSignature' })

    await expect(signBytes(once.bytes, key, { field: 'LeaderSignature' })).rejects.toMatchObject({
      code: 'field-already-signed',
    })
    await expect(signBytes(once.bytes, key, { field: 'a.b' })).rejects.toMatchObject({ code: 'field-not-found' })
  })

  test('an image that is no PNG is refused before the key is asked', async () => {
    const key = await testKey('leader')
    const asked = { ...key, sign: () => Promise.reject(new Error('the key was asked')) }
    const place = { page: 1, x: 0, y: 0, width: 100, height: 50 }

    await expect(
      signBytes(withTable(TWO_PAGES), asked, { place, appearance: { imagePng: Buffer.from('GIF89a') } }),
    ).rejects.toMatchObject({ code: 'image-unreadable' })
  })
})

test.each([
  ['expired', 'certificate-expired'],
  ['notYetValid', 'certificate-not-yet-valid'],
  ['notForSigning', 'certificate-not-for-signing'],
] as const)('a certificate that is %s signs nothing (TT 15/2025/TT-BKHCN, Điều 5.1.a)', async (who, code) => {
  await expect(signBytes(withTable(TWO_PAGES), await testKey(who))).rejects.toMatchObject({ code })
})
