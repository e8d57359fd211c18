import { existsSync, readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AppError } from '#contract'
import type { SigningKey } from '#core/ports'
import { tinosRegular } from '#main/adapters/fonts/tinos'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'
import { testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { TWO_PAGES, withStreams, withTable } from '#test/support/tiny-pdf'

const place = { page: -1, x: 100, y: 100, width: 180, height: 60 }

async function signVisibly(input: Uint8Array, key: SigningKey) {
  const lines = ['Nguyễn Văn Mẫu', '2026-07-01T09:00:00+07:00']
  return signBytes(input, key, { place, reason: 'Phê duyệt (trailer)', appearance: { lines, font: tinosRegular() } })
}

/** How many of a file's signatures pdfsig finds valid. */
async function countValid(path: string): Promise<number> {
  const { output } = await judge('pdfsig', ['-nocert', path])
  return output.match(/Signature is Valid/g)?.length ?? 0
}

describe.each([
  ['a table', withTable(TWO_PAGES)],
  ['streams', withStreams(TWO_PAGES)],
  ['a header further on', Buffer.concat([Buffer.from('# from a printer\n'), withTable(TWO_PAGES)])],
])('a file with %s', (_form, input) => {
  test('signed three times in turn keeps every signature valid for pdfsig, and qpdf finds nothing', async () => {
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'signed.pdf')
      let bytes: Uint8Array = input
      for (const [index, who] of (['leader', 'agency', 'strong'] as const).entries()) {
        const before = bytes
        bytes = (await signVisibly(before, await testKey(who))).bytes
        expect(Buffer.from(bytes.subarray(0, before.length)).equals(before)).toBe(true)
        await writeFile(path, bytes)
        expect(await countValid(path)).toBe(index + 1)
      }
      const checked = await judge('qpdf', ['--check', path])
      expect(checked).toMatchObject({ code: 0 })
    })
  })
})

const folder = process.env.VANTHU_PDFS ?? join(import.meta.dirname, '../../../shared/pdfs')
const unsigned = join(folder, 'unsigned')
const inputs = existsSync(unsigned) ? readdirSync(unsigned).filter((file) => file.endsWith('.pdf')) : []

describe.skipIf(inputs.length === 0)(
  'files of other software (skipped where the folder VANTHU_PDFS is not present)',
  () => {
    test.each(inputs)(
      '%s is signed where qpdf has nothing to say, otherwise signed soundly or refused with a code',
      async (file) => {
        const key = await testKey('leader')
        const path = join(unsigned, file)
        const before = await judge('qpdf', ['--check', path])
        const input = await readFile(path)
        const signed = await signVisibly(input, key).catch((error: unknown) => error)
        if (signed instanceof Error) {
          expect(signed).toBeInstanceOf(AppError)
          expect(before.code, signed.message).not.toBe(0)
          return
        }
        await inTemporaryFolder(async (temporary) => {
          const target = join(temporary, file)
          const { bytes } = await signVisibly(input, key)
          await writeFile(target, bytes)
          expect(bytes.subarray(0, input.length).equals(input)).toBe(true)
          expect((await judge('qpdf', ['--check', target])).code).toBeLessThanOrEqual(before.code)
          expect(await countValid(target)).toBe((await countValid(path)) + 1)
        })
      },
    )
  },
)
