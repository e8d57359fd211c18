import { expect, test } from 'vitest'
import { Sha256 } from '#contract'
import { answerAppRequest } from '#main/electron/app-scheme'
import { aPdf } from '#test/support/core'
import { PEOPLE } from '#test/support/core-data'
import { overPort, runtimeForTest } from '#test/support/doors'

test('the desktop’s own scheme serves a file as it was at a revision, by range too', async () => {
  const { runtime, folder } = await runtimeForTest('office')
  await overPort(runtime).office.session.open({ personId: PEOPLE.clerk.id })
  const door = { runtime, clientId: 'window', pageFolder: folder }
  const ask = (address: string, init?: RequestInit) =>
    answerAppRequest(door, new Request(`app://vanthu${address}`, init))
  const pdf = aPdf()
  const staged = await ask('/files', { method: 'POST', body: new Uint8Array(pdf) })
  const sha256 = Sha256.parse(((await staged.json()) as { sha256: unknown }).sha256)

  const then = await ask(`/files/${sha256}?upTo=300`)
  expect(Buffer.from(await then.arrayBuffer()).equals(pdf.subarray(0, 300))).toBe(true)
  const part = await ask(`/files/${sha256}?upTo=300`, { headers: { range: 'bytes=290-999' } })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 290-299/300'])
  expect((await ask(`/files/${sha256}?upTo=${String(pdf.length + 1)}`)).status).toBe(404)
})
