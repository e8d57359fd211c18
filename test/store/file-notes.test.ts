import { expect, test } from 'vitest'
import { isNote } from '#contract'
import { checkIntegrity } from '#core/register/integrity-check'
import { officeForTest, stagedPdf } from '#test/support/core'

test('what a crash left between file and document is a note, no damage', async () => {
  const { office } = await officeForTest()
  const sha256 = await stagedPdf({ office })
  await office.files.keep(sha256)
  const problems = []
  for await (const event of checkIntegrity(office)) problems.push(...event.problems)
  expect(problems).toEqual([{ code: 'file-unclaimed', details: { sha256 } }])
  expect(problems.every(isNote)).toBe(true)
  expect(isNote({ code: 'file-missing', details: { sha256 } })).toBe(false)
})
