import { describe, expect, test } from 'vitest'
import { AppError, type FileReport } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { verifyPdf } from '#core/verification/verify-pdf'
import { TEST_NOW, testAnchors } from '#test/support/pki'
import type { AttackVariant } from './variant.ts'

/** What our verifier makes of a file: a report, or the code by which it refuses to read it. */
export type Judged = { report: FileReport | undefined; refused: string | undefined }

export async function judgeFile(
  bytes: Uint8Array,
  { anchors = [], at = TEST_NOW }: Pick<AttackVariant, 'anchors' | 'at'> = {},
): Promise<Judged> {
  try {
    const all = [...(await testAnchors()), ...anchors]
    const report = await verifyPdf(bytesInMemory(bytes), { anchors: all, at, file: 'a.pdf' })
    return { report, refused: undefined }
  } catch (error) {
    if (error instanceof AppError) return { report: undefined, refused: error.code }
    throw error
  }
}

/** In a line: what the file got, and each of its signatures. */
export function summaryOf({ report, refused }: Judged): string {
  if (!report) return `refused: ${refused ?? ''}`
  const signatures = report.signatures.map(({ indication, subIndication, modification, findings, changesAfter }) =>
    [
      ...[indication, subIndication ?? '-', modification, findings.join(',')],
      changesAfter.map(({ kind, detail, judgement }) => `${kind}(${detail})=${judgement}`).join(' '),
    ].join(' '),
  )
  return [report.verdict, ...signatures].join('\n  ')
}

const isBad = ({ indication, modification }: FileReport['signatures'][number]): boolean =>
  indication === 'TOTAL-FAILED' || (modification !== 'none' && modification !== 'permitted')

/** Whether an attacked file was found to be one; a file that cannot be read at all is not shown as signed either. */
export function isFound({ report }: Judged, { undecided }: Pick<AttackVariant, 'undecided'>): boolean {
  if (!report) return true
  if (report.verdict === 'TOTAL-PASSED') return false
  return undecided !== undefined || report.verdict === 'NO-SIGNATURE' || report.signatures.some(isBad)
}

/** Whether every signature of a file holds, is trusted, and nothing but what is permitted came after it. */
export function isHonest({ report }: Judged): boolean {
  return report?.verdict === 'TOTAL-PASSED' && !report.signatures.some(isBad)
}

/**
 * Two tests for each variant: the attack is found, its honest twin passes.
 *
 * @param gaps Attacks that are known not to be found yet, by name: their tests are expected to fail, and fail once they do not.
 */
export function describeAttacks(
  title: string,
  variants: readonly AttackVariant[],
  gaps: { missed?: readonly string[]; refused?: readonly string[] } = {},
): void {
  describe(title, () => {
    for (const variant of variants) {
      const findTest = gaps.missed?.includes(variant.name) === true ? test.fails : test
      findTest(`found: ${variant.name}`, async () => {
        const judged = await judgeFile(variant.attacked, variant)
        expect(isFound(judged, variant), summaryOf(judged)).toBe(true)
      })
      const passTest = gaps.refused?.includes(variant.name) === true ? test.fails : test
      passTest(`honest twin passes: ${variant.name}`, async () => {
        const judged = await judgeFile(variant.honest, variant)
        expect(isHonest(judged), summaryOf(judged)).toBe(true)
      })
    }
  })
}
