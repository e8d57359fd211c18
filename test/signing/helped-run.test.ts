import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openLocalFile } from '#main/adapters/files/local-file'
import { openPkcs12 } from '#main/adapters/keys/pkcs12'
import { createHands } from '#main/cli/hands'
import type { FileJob } from '#main/cli/jobs'
import { startSignWorker } from '#main/cli/sign'
import type { Signed } from '#main/cli/sign-file'
import { judge } from '#test/support/outside-judges'
import { TEST_PASSWORD, testPfx } from '#test/support/pki'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

const NO_ROLE = {
  role: 'plain',
  words: {},
  place: undefined,
  field: undefined,
  reason: 'Helped',
  location: undefined,
} as const

test('a thread that helps signs as this one does: whole files that others accept, a reason where one fails', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-helped-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const key = await openPkcs12(await testPfx('leader'), TEST_PASSWORD)
  const input = withTable(TWO_PAGES)
  writeFileSync(join(folder, 'in.pdf'), input)
  writeFileSync(join(folder, 'damaged.pdf'), 'no PDF at all')
  // Only what a helper does comes out: this thread gives nothing.
  const hands = createHands<FileJob, Signed | undefined>({
    total: 1e9,
    here: async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      return undefined
    },
    start: () =>
      startSignWorker({ signing: { options: NO_ROLE, image: undefined, password: undefined }, key: key.share() }),
    worthMs: 0,
    onFailure: (error) => {
      throw error
    },
  })
  onTestFinished(hands.end)

  const signed: { out: string; result: Signed }[] = []
  const refused = new Set<unknown>()
  for (let round = 0; signed.length < 20 || refused.size === 0; round += 1) {
    await Promise.all(
      Array.from({ length: 30 }, async (_, number) => {
        const out = join(folder, `out-${round}-${number}.pdf`)
        const result = await hands.run({ file: join(folder, 'in.pdf'), out })
        if (result) signed.push({ out, result })
      }),
    )
    const damaged = { file: join(folder, 'damaged.pdf'), out: join(folder, 'never.pdf') }
    await hands.run(damaged).catch((error: unknown) => refused.add((error as { code: string }).code))
  }

  expect([...refused]).toEqual(['not-a-pdf'])
  const [first] = signed
  expect(first?.result).toMatchObject({ field: 'Signature1', level: 'B-B' })
  const { output } = await judge('pdfsig', ['-nocert', first?.out ?? ''])
  expect(output).toContain('Signature is Valid')
  expect(output).toContain('Total document signed')
  for (const { out, result } of signed) {
    const file = openLocalFile(out)
    expect(file.size).toBe(result.size)
    expect(Buffer.from(file.read(0, input.length))).toEqual(input)
    file.close()
  }
})
