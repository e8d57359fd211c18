import { expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { type SignRequest, signPdf } from '#core/signing/sign-pdf'
import { type LeafName, TEST_NOW, testKey } from '#test/support/pki'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

/** Bytes of /Contents, and those of them that the CMS fills. */
async function roomOf(name: LeafName, more: Partial<SignRequest> = {}): Promise<{ room: number; used: number }> {
  const parts: Uint8Array[] = []
  const request = { source: bytesInMemory(withTable(TWO_PAGES)), key: await testKey(name), signedAt: TEST_NOW, ...more }
  await signPdf(request, { write: (chunk) => void parts.push(Uint8Array.from(chunk)) })
  const [, digits = ''] = /\/Contents <?<([0-9a-f]+)>/.exec(Buffer.concat(parts).toString('latin1')) ?? []
  // SEQUENCE with a length of two bytes.
  expect(digits).toMatch(/^3082/)
  return { room: digits.length / 2, used: Number.parseInt(digits.slice(4, 8), 16) + 4 }
}

test.each<LeafName>(['leader', 'curve'])('the CMS of %s has the room it needs, and hardly more', async (name) => {
  const { room, used } = await roomOf(name)
  expect(room).toBeGreaterThanOrEqual(used)
  expect(room - used).toBeLessThan(16)
})

test('where an authority is asked, its token has room that is known before the key is used', async () => {
  const stamp = () => Promise.resolve(undefined)
  expect((await roomOf('leader', { timestamp: { digest: 'sha256', tokenSize: 0, stamp } })).room).toBe(16_384)
  const { room } = await roomOf('leader', { timestamp: { digest: 'sha256', tokenSize: 20_000, stamp } })
  expect(room).toBeGreaterThan(20_000)
})
