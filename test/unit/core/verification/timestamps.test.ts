import { beforeAll, describe, expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { contentInMemory } from '#core/verification/covered-content'
import { verifyTimestamp } from '#core/verification/timestamp'
import { verifyPdf } from '#core/verification/verify-pdf'
import { TEST_NOW, testAnchors, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { timestampToken, withTimestamp } from '#test/support/timestamps'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

const STAMPED_AT = new Date('2026-07-01T02:00:05.000Z')
const content = Buffer.from('giá trị chữ ký')

const check = (token: Uint8Array, over: Uint8Array = content) => verifyTimestamp(token, contentInMemory(over), [])

describe('a timestamp token', () => {
  test('of a time-stamping authority holds and says its time', async () => {
    const result = await check(await timestampToken(content, STAMPED_AT))
    expect(result).toMatchObject({ intact: true, isByAuthority: true, time: STAMPED_AT })
  })

  test('over other content does not hold', async () => {
    expect(await check(await timestampToken(content, STAMPED_AT), Buffer.from('khác'))).toMatchObject({ intact: false })
  })

  test('by a certificate that is not for time stamping is of no authority', async () => {
    const result = await check(await timestampToken(content, STAMPED_AT, 'leader'))
    expect(result).toMatchObject({ intact: true, isByAuthority: false })
  })

  test('whose time was changed does not hold', async () => {
    const token = Buffer.from(await timestampToken(content, STAMPED_AT))
    token.write('2020', token.indexOf('20260701020005'), 'latin1')
    expect(await check(token)).toMatchObject({ intact: false })
  })

  test('that is rubbish does not hold', async () => {
    expect(await check(Buffer.from('3003020101', 'hex'))).toMatchObject({ intact: false, time: undefined })
  })
})

describe('a signature with a timestamp', () => {
  let signed: Buffer
  beforeAll(async () => {
    signed = (await signBytes(withTable(TWO_PAGES), await testKey('leader'))).bytes
  })

  const report = async (bytes: Uint8Array, at: Date = TEST_NOW, trusted?: readonly Uint8Array[]) => {
    const anchors = trusted ?? (await testAnchors())
    const { signatures } = await verifyPdf(bytesInMemory(bytes), { anchors, at, file: 'a.pdf' })
    return signatures[0]
  }

  test('is of level B-T and says the proved time', async () => {
    expect(await report(await withTimestamp(signed, STAMPED_AT))).toMatchObject({
      indication: 'TOTAL-PASSED',
      level: 'B-T',
      timestamp: STAMPED_AT.toISOString(),
    })
  })

  test('by an authority that is not for time stamping proves no time, and says so', async () => {
    expect(await report(await withTimestamp(signed, STAMPED_AT, 'leader'))).toMatchObject({
      findings: ['timestamp-untrusted', 'revocation-not-checked'],
    })
  })

  test('from before its authority’s certificate began proves nothing', async () => {
    const stamped = await withTimestamp(signed, new Date('2024-06-01T00:00:00Z'))
    expect(await report(stamped)).toMatchObject({
      indication: 'TOTAL-PASSED',
      level: 'B-B',
      provedBy: 'time-of-checking',
      findings: ['timestamp-untrusted', 'revocation-not-checked'],
    })
  })

  test('of an authority that is not trusted stays at B-B; with nobody to trust, it is what the bytes say', async () => {
    const stamped = await withTimestamp(signed, STAMPED_AT, 'leader')
    expect(await report(stamped)).toMatchObject({
      level: 'B-B',
      findings: expect.arrayContaining(['timestamp-untrusted']) as string[],
    })
    expect(await report(stamped, TEST_NOW, [])).toMatchObject({ level: 'B-T' })
  })
})
