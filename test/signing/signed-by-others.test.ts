import { existsSync, readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AppError } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { readDssCertificates } from '#core/verification/dss-certificates'
import { verifyPdf } from '#core/verification/verify-pdf'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'
import { TEST_NOW, testAnchors, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'

/** Files of Adobe Reader, pyHanko, @signpdf, iText and others; they are not part of the product. */
const folder = process.env.VANTHU_PDFS ?? join(import.meta.dirname, '../../../shared/pdfs')
const listed = (name: string) =>
  existsSync(join(folder, name)) ? readdirSync(join(folder, name)).filter((file) => file.endsWith('.pdf')) : []
const signed = listed('signed').map((file) => join('signed', file))
const official = listed('vietnam').map((file) => join('vietnam', file))

const verify = async (bytes: Uint8Array, anchors?: readonly Uint8Array[]) => {
  const trusted = anchors ?? (await testAnchors())
  return (await verifyPdf(bytesInMemory(bytes), { anchors: trusted, at: TEST_NOW, file: 'a.pdf' })).signatures
}

/** The certificates of authorities in a file's security store. */
const authoritiesIn = (bytes: Uint8Array) =>
  readDssCertificates(openPdf(bytesInMemory(bytes)))
    .filter(({ extensions }) => extensions.basicConstraints?.ca === true)
    .map(({ der }) => der)

/** pdfsig's count, which knows neither Ed448 nor key identifiers: a lower bound. */
const countValid = (bytes: Uint8Array) =>
  inTemporaryFolder(async (temporary) => {
    await writeFile(join(temporary, 'a.pdf'), bytes)
    const { output } = await judge('pdfsig', ['-nocert', join(temporary, 'a.pdf')])
    return output.match(/Signature is Valid/g)?.length ?? 0
  })

describe.skipIf(signed.length === 0)(
  'files of other software (skipped where the folder VANTHU_PDFS is not present)',
  () => {
    test.each([...signed, ...official])(
      '%s: every signature is intact, nothing forbidden came after it',
      async (file) => {
        const reports = await verify(await readFile(join(folder, file)))
        expect(reports.length).toBeGreaterThan(0)
        for (const report of reports) {
          expect(report, report.field).toMatchObject({ intact: true, trusted: false, indication: 'INDETERMINATE' })
          expect(['none', 'permitted']).toContain(report.modification)
        }
        expect(reports.at(-1)?.kind === 'signature' || file.includes('lta') || file.includes('LTA')).toBe(true)
      },
    )

    test('every signature is counted as untouched or as followed by permitted changes only', async () => {
      const count = { files: 0, signatures: 0, none: 0, permitted: 0, forbidden: 0 }
      for (const file of [...signed, ...official]) {
        count.files += 1
        for (const { modification } of await verify(await readFile(join(folder, file)))) {
          count.signatures += 1
          count[modification] += 1
        }
      }
      expect(count).toEqual({ files: 36, signatures: 62, none: 33, permitted: 29, forbidden: 0 })
    })

    test('with nobody to trust, the levels are those in the files’ names', async () => {
      const levelOf = async (name: string) => (await verify(await readFile(join(folder, 'signed', name)), []))[0]?.level
      expect(await levelOf('testPAdES_BB.pdf')).toBe('B-B')
      expect(await levelOf('testPAdES_BT.pdf')).toBe('B-T')
      expect(await levelOf('testPAdES_BLT.pdf')).toBe('B-LT')
      expect(await levelOf('testPAdES_BLTA.pdf')).toBe('B-LTA')
      expect(await levelOf('signed.pdf')).toBe('CMS')
    })

    test.each([
      ['testPAdES_BLT.pdf', 'B-LT'],
      ['testPAdES_BLTA.pdf', 'B-LTA'],
      ['pades-lta-dss-indirect-arrs-test.pdf', 'B-LTA'],
    ])('%s passes years later with what it carries itself, its own authorities trusted', async (name, level) => {
      const bytes = await readFile(join(folder, 'signed', name))
      const [first] = await verify(bytes, authoritiesIn(bytes))
      expect(first).toMatchObject({
        ...{ indication: 'TOTAL-PASSED', level, provedBy: 'signature-timestamp', findings: [] },
        revocation: { status: 'good', source: 'file' },
      })
    })

    test.each(signed)('%s: our signature after it leaves every other one as it was', async (file) => {
      const input = await readFile(join(folder, file))
      const before = await verify(input)
      const result = await signBytes(input, await testKey('leader')).catch((error: unknown) => error)
      if (result instanceof Error) {
        expect(result).toBeInstanceOf(AppError)
        expect(result).toMatchObject({ code: expect.stringMatching(REFUSALS) as string })
        return
      }
      const { bytes } = await signBytes(input, await testKey('leader'))
      const after = await verify(bytes)
      expect(after).toHaveLength(before.length + 1)
      expect(after.at(-1)).toMatchObject({ indication: 'TOTAL-PASSED', coversWholeDocument: true })
      for (const report of after.slice(0, -1)) {
        expect(report, report.field).toMatchObject({ intact: true, modification: 'permitted' })
      }
      expect(await countValid(bytes)).toBe((await countValid(input)) + 1)
    })
  },
)

/** Why we may decline to sign a file that others signed: it is encrypted, or its certification closes it. */
const REFUSALS = /^(pdf-encrypted|signing-forbidden-by-document)$/

describe.skipIf(official.length === 0)('the two official documents (skipped where VANTHU_PDFS is not present)', () => {
  test('the letter has six signatures: who, when, what came after', async () => {
    const reports = await verify(await readFile(join(folder, 'vietnam/ministry-letter-six-signatures.pdf')))
    expect(reports.map(({ signer, revision, docMdp }) => [signer, revision, docMdp])).toEqual([
      ['Hoàng Thanh Nam', 2, 2],
      ['Nguyễn Danh Huy', 3, null],
      ['PHÒNG VĂN THƯ', 4, null],
      ['PHÒNG VĂN THƯ', 5, null],
      ['PHÒNG VĂN THƯ', 6, null],
      ['BỘ XÂY DỰNG', 7, null],
    ])
    expect(reports.map(({ coversWholeDocument }) => coversWholeDocument)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ])
    expect(reports[0]).toMatchObject({ revisions: 7, timestamp: '2026-07-21T16:55:38.000Z', page: 3 })
  })

  test('what came after the first of them is told change by change: where it shows, and who answers for it', async () => {
    const [first] = await verify(await readFile(join(folder, 'vietnam/ministry-letter-six-signatures.pdf')))
    const added = first?.changesAfter.filter(({ kind }) => kind !== 'metadata-updated')
    expect(added?.map(({ revision, kind, page, by, judgement }) => [revision, kind, page, by, judgement])).toEqual([
      [3, 'signature-added', 3, 'Signature2', 'permitted'],
      [4, 'signature-added', 1, 'Signature3', 'permitted'],
      [5, 'signature-added', 1, 'Signature4', 'permitted'],
      [6, 'signature-added', 1, 'Signature5', 'permitted'],
      [7, 'signature-added', 3, 'Signature6', 'permitted'],
    ])
  })

  test('its appendix has four, all by the agency', async () => {
    const reports = await verify(await readFile(join(folder, 'vietnam/ministry-appendix-four-signatures.pdf')))
    expect(reports.map(({ signer }) => signer)).toEqual(Array.from({ length: 4 }, () => 'BỘ XÂY DỰNG'))
  })
})
