import { beforeAll, describe, expect, test } from 'vitest'
import type { SignatureReport } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { verifyPdf } from '#core/verification/verify-pdf'
import { TEST_NOW, testAnchors, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { TWO_PAGES, withStreams, withTable } from '#test/support/tiny-pdf'

const PLACE = { page: 1, x: 100, y: 100, width: 120, height: 60 }

let once: Buffer
let twice: Buffer
let anchors: Uint8Array[]

beforeAll(async () => {
  anchors = await testAnchors()
  once = (await signBytes(withTable(TWO_PAGES), await testKey('leader'), { place: PLACE, reason: 'Phê duyệt' })).bytes
  twice = (await signBytes(once, await testKey('agency'), { place: { ...PLACE, x: 300 } })).bytes
})

const verify = (bytes: Uint8Array, options: { anchors?: Uint8Array[]; at?: Date } = {}) =>
  verifyPdf(bytesInMemory(bytes), { anchors, at: TEST_NOW, file: 'a.pdf', ...options })

async function only(bytes: Uint8Array, options: { anchors?: Uint8Array[]; at?: Date } = {}): Promise<SignatureReport> {
  const { signatures } = await verify(bytes, options)
  const [signature] = signatures
  if (signature === undefined || signatures.length > 1) throw new Error(`${String(signatures.length)} signatures`)
  return signature
}

describe('a file that we signed', () => {
  test('passes with the root as anchor, and says who, when, what it covers', async () => {
    expect(await only(once)).toMatchObject({
      indication: 'TOTAL-PASSED',
      subIndication: null,
      intact: true,
      trusted: true,
      signer: 'Nguyễn Văn Mẫu',
      signedAt: TEST_NOW.toISOString(),
      timestamp: null,
      level: 'B-B',
      coversWholeDocument: true,
      revision: 2,
      revisions: 2,
      fileLength: once.length,
      modification: 'none',
      subFilter: 'ETSI.CAdES.detached',
      digestAlgorithm: 'sha256',
      reason: 'Phê duyệt',
      page: 1,
      findings: ['revocation-not-checked'],
    })
  })

  test.each(['curve', 'curve384'] as const)('passes with the %s key, in a file of streams', async (name) => {
    const { bytes } = await signBytes(withStreams(TWO_PAGES), await testKey(name))
    expect(await only(bytes)).toMatchObject({ indication: 'TOTAL-PASSED', level: 'B-B', page: 1 })
  })

  test('with no anchors it is never passed', async () => {
    expect(await only(once, { anchors: [] })).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
      intact: true,
      trusted: false,
      findings: ['no-trust-anchors', 'revocation-not-checked'],
    })
  })

  test('with another authority as anchor it is undecided', async () => {
    const { certificate } = await testKey('curve')
    expect(await only(once, { anchors: [certificate] })).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
      findings: ['no-chain', 'revocation-not-checked'],
    })
  })

  test('after the certificate ran out nothing proves when it was signed', async () => {
    expect(await only(once, { at: new Date('2029-01-01T00:00:00Z') })).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'OUT_OF_BOUNDS_NO_POE',
      intact: true,
      trusted: true,
    })
  })

  test('both of two signatures pass; the first says what came after it', async () => {
    const { signatures, verdict } = await verify(twice)
    expect(verdict).toBe('TOTAL-PASSED')
    expect(signatures).toMatchObject([
      { signer: 'Nguyễn Văn Mẫu', revision: 2, revisions: 3, coversWholeDocument: false, modification: 'permitted' },
      { signer: 'UBND tỉnh', revision: 3, revisions: 3, coversWholeDocument: true, modification: 'none' },
    ])
    expect(signatures[0]?.changesAfter).toMatchObject([{ revision: 3, kind: 'signature-added' }])
  })
})

test('a file without signatures is not a valid one', async () => {
  expect(await verify(withTable(TWO_PAGES))).toMatchObject({ file: 'a.pdf', signatures: [], verdict: 'NO-SIGNATURE' })
})

describe('a file that was tampered with', () => {
  test('a changed byte on the page is found', async () => {
    const changed = Buffer.from(once)
    changed.write('9 9 m', changed.indexOf('0 0 m'), 'latin1')
    expect(await only(changed)).toMatchObject({
      indication: 'TOTAL-FAILED',
      subIndication: 'HASH_FAILURE',
      intact: false,
      findings: ['digest-mismatch', 'revocation-not-checked'],
    })
  })

  test('the signing time cannot be changed', async () => {
    const changed = Buffer.from(once)
    changed.write('D:2025', changed.indexOf('D:2026'), 'latin1')
    expect(await only(changed)).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' })
  })

  test('no byte of the signature value can be changed', async () => {
    const end = signedDataEnd(once)
    for (const back of [2, 100, 300, 500]) {
      const changed = Buffer.from(once)
      changed[end - back] = changed[end - back] === 0x30 ? 0x31 : 0x30
      expect(await only(changed)).toMatchObject({ indication: 'TOTAL-FAILED', intact: false })
    }
  })

  test('bytes after the signed data, where zeros must stand, are refused', async () => {
    const changed = Buffer.from(once)
    changed.write('abcd', signedDataEnd(once) + 400, 'latin1')
    expect(await only(changed)).toMatchObject({
      indication: 'TOTAL-FAILED',
      subIndication: 'FORMAT_FAILURE',
      findings: ['signed-data-malformed'],
    })
  })

  test.each([
    ['starts later', (numbers: number[]) => [1, ...numbers.slice(1)], 'byte-range-malformed'],
    ['has a wider gap', ([a = 0, b = 0, c = 0, d = 0]) => [a, b - 10, c, d], 'contents-not-in-gap'],
    ['has a gap that ends later', ([a = 0, b = 0, c = 0, d = 0]) => [a, b, c + 10, d - 10], 'contents-not-in-gap'],
    ['overlaps', ([a = 0, , c = 0, d = 0]) => [a, c + 5, c, d], 'byte-range-malformed'],
    ['passes the end', ([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, d + 1], 'byte-range-malformed'],
    ['ends before the trailer', ([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, d - 60], 'covers-no-revision'],
  ])('a /ByteRange that %s fails', async (_what, change, finding) => {
    const report = await only(withByteRange(once, change))
    expect(report).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' })
    expect(report.findings).toContain(finding)
  })

  test('bytes put behind the file leave the whole not covered', async () => {
    const report = await only(Buffer.concat([once, Buffer.from('% thêm vào sau\n'.repeat(10))]))
    expect(report).toMatchObject({ coversWholeDocument: false, intact: true, modification: 'forbidden' })
    expect(report.indication).toBe('INDETERMINATE')
  })
})

/** Offset of the byte after the last digit that is not padding. */
function signedDataEnd(bytes: Buffer): number {
  const start = bytes.indexOf('/Contents <') + '/Contents <'.length
  const end = bytes.indexOf('>', start)
  const digits = bytes.subarray(start, end).toString('latin1')
  return start + digits.replace(/0+$/, '').length
}

function withByteRange(bytes: Buffer, change: (numbers: number[]) => number[]): Buffer {
  const start = bytes.indexOf('[', bytes.indexOf('/ByteRange'))
  const end = bytes.indexOf(']', start) + 1
  const numbers = bytes
    .subarray(start + 1, end - 1)
    .toString('latin1')
    .trim()
    .split(/\s+/)
    .map(Number)
  const text = `[${change(numbers).join(' ')}`.padEnd(end - start - 1)
  const changed = Buffer.from(bytes)
  changed.write(`${text}]`, start, 'latin1')
  return changed
}
