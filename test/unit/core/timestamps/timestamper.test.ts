import { expect, test } from 'vitest'
import { integer, octetString, sequence } from '#core/der/write'
import { signAtLevel } from '#core/levels/sign-at-level'
import { bytesInMemory } from '#core/pdf/bytes'
import type { Timestamper } from '#core/ports'
import { createTimestamper } from '#core/timestamps/timestamper'
import { TEST_NOW, testKey } from '#test/support/pki'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

const clock = { now: () => TEST_NOW }
const tokenOf = (size: number) => sequence(octetString(new Uint8Array(size)))

test('a token of more than 64 KB is refused, and no later signature keeps room for it', async () => {
  const answer = sequence(sequence(integer(0)), tokenOf(100_000))
  const services = { call: () => Promise.resolve(answer) }
  const timestamper = createTimestamper({ services, clock }, { url: 'http://tsa.test/' })
  const before = timestamper.tokenSize
  const refused = { code: 'tsa-answer-wrong', details: { host: 'tsa.test', reason: 'too-large' } }
  await expect(timestamper.stamp(new Uint8Array(32))).rejects.toMatchObject(refused)
  expect(timestamper.tokenSize).toBe(before)
})

test('a token larger than the room kept for it leaves the signature without, where a lower level is accepted', async () => {
  const timestamper: Timestamper = {
    digest: 'sha256',
    tokenSize: 12_000,
    stamp: () => Promise.resolve(tokenOf(20_000)),
  }
  const never = () => Promise.reject(new Error('nobody is asked'))
  const parts = { services: { call: never }, revocation: { check: never }, timestamper, anchors: [] }
  const request = { source: bytesInMemory(withTable(TWO_PAGES)), key: await testKey('leader'), signedAt: TEST_NOW }
  const sink = { write: () => Promise.resolve() }
  const signed = await signAtLevel(request, { ...parts, level: 'B-T', acceptLower: true }, sink)
  expect(signed).toMatchObject({ level: 'B-B', shortfall: { code: 'signature-too-large' } })
  const strict = signAtLevel(request, { ...parts, level: 'B-T', acceptLower: false }, sink)
  await expect(strict).rejects.toMatchObject({ code: 'signature-too-large' })
})
