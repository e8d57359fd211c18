import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { incrementalSaving } from '#test/support/attacks/incremental-saving'
import { isFound, judgeFile } from '#test/support/attacks/judge-variant'
import { readerDifferences } from '#test/support/attacks/reader-differences'
import { shadowAttacks } from '#test/support/attacks/shadow'
import { sharedParts } from '#test/support/attacks/shared-parts'
import type { AttackVariant } from '#test/support/attacks/variant'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'

/** Of each class so many, to be quick: every process of pdfsig costs 20 ms. VANTHU_ATTACKS=all asks about all of them. */
const EACH = process.env.VANTHU_ATTACKS === 'all' ? Number.POSITIVE_INFINITY : 12

/** Whether pdfsig finds a signature and calls all of them valid. */
async function isAcceptedByPdfsig({ attacked }: AttackVariant, path: string): Promise<boolean> {
  await writeFile(path, attacked)
  const { output } = await judge('pdfsig', ['-nocert', path])
  const count = (of: RegExp) => output.match(of)?.length ?? 0
  const [all, valid] = [count(/Signature Validation: /g), count(/Signature is Valid/g)]
  return all > 0 && valid === all
}

test('of files that were attacked after they were signed, pdfsig calls many valid and we none', async () => {
  const classes = [await incrementalSaving(), await shadowAttacks(), await sharedParts(), await readerDifferences()]
  const variants = classes.flatMap((all) => all.slice(0, EACH))
  const accepted = await inTemporaryFolder(async (folder) => {
    const names: string[] = []
    for (const [index, variant] of variants.entries()) {
      if (await isAcceptedByPdfsig(variant, join(folder, `${String(index)}.pdf`))) names.push(variant.name)
    }
    return names
  })
  const missed: string[] = []
  for (const variant of variants)
    if (!isFound(await judgeFile(variant.attacked, variant), variant)) missed.push(variant.name)
  process.stdout.write(`pdfsig calls ${String(accepted.length)} of ${String(variants.length)} attacked files valid\n`)

  expect(missed).toEqual([])
  expect(accepted.length).toBeGreaterThan(variants.length / 2)
})
