import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { bitString, integer, sequence, utf8String } from '#core/der/write'
import { readTimestampResponse } from '#core/timestamps/messages'
import { findTokenProblem } from '#core/timestamps/verify-token'
import { type LeafName, TEST_NOW } from '#test/support/pki'
import { timestampToken } from '#test/support/timestamps'

const content = Buffer.from('giá trị chữ ký')
const imprint = createHash('sha256').update(content).digest()
const NONCE = '0123456789ABCDEF'
const question = { imprint, digest: 'sha256', nonce: NONCE, now: TEST_NOW }
const token = (more: { authority?: LeafName; nonce?: string; names?: 'none' | 'v1' } = {}, at = TEST_NOW) =>
  timestampToken(content, at, more.authority ?? 'timestamper', { nonce: NONCE, ...more })

describe('a token', () => {
  test('that answers this question, by an authority for time stamping, has no problem', async () => {
    expect(await findTokenProblem(await token(), question)).toBeUndefined()
  })

  test('that names its certificate by SHA-1 (version 1), as older authorities do, has none either', async () => {
    expect(await findTokenProblem(await token({ names: 'v1' }), question)).toBeUndefined()
  })

  test.each([
    ['repeats another nonce', { nonce: '0123456789ABCDEE' }, {}, 'nonce'],
    ['repeats none', { nonce: '' }, {}, 'nonce'],
    ['does not name its certificate', { names: 'none' as const }, {}, 'signingCertificate'],
    ['is by a certificate for signing documents', { authority: 'leader' as const }, {}, 'extKeyUsage'],
    ['is over another digest', {}, { imprint: createHash('sha256').update('khác').digest() }, 'messageImprint'],
    ['is by another algorithm', {}, { digest: 'sha384' }, 'messageImprint'],
    ['is of another day', {}, { now: new Date(TEST_NOW.getTime() + 25 * 3_600_000) }, 'genTime'],
  ])('that %s is not embedded', async (_what, made, asked, problem) => {
    expect(await findTokenProblem(await token(made), { ...question, ...asked })).toBe(problem)
  })

  test('that was made when its authority’s certificate was not in force is not embedded', async () => {
    const early = new Date('2024-06-01T00:00:00Z')
    expect(await findTokenProblem(await token({}, early), { ...question, now: early })).toBe('certificate')
  })
})

describe('an authority that refuses', () => {
  test('says why, in the standard’s words and its own', () => {
    const status = sequence(integer(2), sequence(utf8String('chỉ nhận SHA-256')), bitString(Uint8Array.of(0x80), 7))
    expect(readTimestampResponse(sequence(status))).toEqual({ refusal: 'rejection, badAlg, chỉ nhận SHA-256' })
  })

  test('and grants a token that is not there is malformed', () => {
    expect(() => readTimestampResponse(sequence(sequence(integer(0))))).toThrow('no token')
  })
})
