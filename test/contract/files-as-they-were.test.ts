import { expect, test } from 'vitest'
import { aPdf } from '#test/support/core'
import { PEOPLE } from '#test/support/core-data'
import { enterDoor, openDoor, runtimeForTest } from '#test/support/doors'

test('a file is read as it was at a revision: the first bytes, and by range no byte after them', async () => {
  const browser = await enterDoor(await openDoor(await runtimeForTest('office')))
  await browser.client.office.session.open({ personId: PEOPLE.clerk.id })
  const pdf = aPdf()
  const staged = await browser.fetch('/files', {
    method: 'POST',
    headers: { 'content-type': 'application/pdf' },
    body: new Uint8Array(pdf),
  })
  const { sha256 } = (await staged.json()) as { sha256: string }
  const then = pdf.length - 100
  const at = (end: number | string) => `/files/${sha256}?upTo=${String(end)}`

  const whole = await browser.fetch(at(then))
  expect([whole.status, whole.headers.get('content-length')]).toEqual([200, String(then)])
  expect(Buffer.from(await whole.arrayBuffer()).equals(pdf.subarray(0, then))).toBe(true)

  const end = await browser.fetch(at(then), { headers: { range: `bytes=${String(then - 10)}-${String(then + 50)}` } })
  const said = `bytes ${String(then - 10)}-${String(then - 1)}/${String(then)}`
  expect([end.status, end.headers.get('content-range')]).toEqual([206, said])
  expect(Buffer.from(await end.arrayBuffer()).equals(pdf.subarray(then - 10, then))).toBe(true)

  const last = await browser.fetch(at(then), { headers: { range: 'bytes=-6' } })
  expect(Buffer.from(await last.arrayBuffer()).equals(pdf.subarray(then - 6, then))).toBe(true)
  const beyond = await browser.fetch(at(then), { headers: { range: `bytes=${String(then)}-` } })
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${String(then)}`])

  expect((await browser.fetch(at(pdf.length))).status).toBe(200)
  for (const wrong of [pdf.length + 1, 0, -1, '1e2', '', '9'.repeat(40)]) {
    expect([wrong, (await browser.fetch(at(wrong))).status]).toEqual([wrong, 404])
  }
})
