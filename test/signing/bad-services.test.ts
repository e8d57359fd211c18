import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readCertificate } from '#core/certificates/certificate'
import { upgradePdf } from '#core/levels/raise-level'
import { bytesInMemory } from '#core/pdf/bytes'
import { collectValidationData } from '#core/revocation/collect'
import { createPki } from '#seeds/pki'
import { bigCrl } from '#test/support/big-crl'
import { keyFrom, partsFor, signBytesAt } from '#test/support/leveled'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'
import { startTrustServices, type TrustServicesForTest } from '#test/support/trust-services'

let pki: TrustServicesForTest
beforeAll(async () => {
  pki = await startTrustServices()
})
afterAll(() => pki.close())
afterEach(() => {
  for (const path of ['/tsa', '/ocsp', '/issuing.crl', '/issuing.cer']) pki.answer(path, undefined)
})

let serial = 7000
const issueKey = async (spec: { unlisted?: boolean; services?: object } = {}) => {
  const leaf = await pki.issue({ serial: (serial += 1), key: 'p-256', ...spec })
  return keyFrom(leaf, { chain: [pki.issuing.certificate, pki.policy.certificate] })
}
const input = withTable(TWO_PAGES)

describe('a time-stamping authority that', () => {
  const signed = async (net = {}) =>
    signBytesAt(input, await issueKey(), { ...partsFor(pki, { net }), level: 'B-T', acceptLower: false })
  const swapped = (find: string, by: string) => async (query: Buffer) => {
    const at = query.toString('hex').indexOf(find)
    return pki.stamp(at < 0 ? query : Buffer.from(query.toString('hex').replace(find, by), 'hex'))
  }
  /** The nonce is the INTEGER of 8 octets before the BOOLEAN at the end. */
  const otherNonce = async (query: Buffer) => {
    const changed = Buffer.from(query)
    changed[query.length - 4] = (query[query.length - 4] ?? 0) ^ 1
    return pki.stamp(changed)
  }
  const otherImprint = async (query: Buffer) => {
    const changed = Buffer.from(query)
    const at = query.indexOf(Buffer.from('0420', 'hex')) + 2
    changed[at] = (query[at] ?? 0) ^ 1
    return pki.stamp(changed)
  }

  test.each([
    [
      'answers with a page of HTML',
      async () => ({ type: 'text/html', body: '<!DOCTYPE html><p>Đăng nhập' }),
      'tsa-answer-unreadable',
    ],
    ['answers with HTML that says to be a token', async () => ({ body: '<html>' }), 'tsa-answer-unreadable'],
    ['answers with nothing', async () => ({ body: '' }), 'tsa-answer-unreadable'],
    ['answers with garbage', async () => Buffer.from('3080deadbeef0102', 'hex'), 'tsa-answer-unreadable'],
    [
      'answers with a token that is cut off',
      async (query: Buffer) => (await pki.stamp(query)).subarray(0, 900),
      'tsa-answer-unreadable',
    ],
    ['answers without end', async () => ({ body: Buffer.alloc(2 << 20, 0x30) }), 'tsa-answer-unreadable'],
    ['repeats another nonce', otherNonce, 'tsa-answer-wrong'],
    ['stamps another digest', otherImprint, 'tsa-answer-wrong'],
    ['refuses the digest', swapped('608648016503040201', '608648016503040203'), 'tsa-refused'],
    ['is broken', async () => ({ status: 503, body: 'later' }), 'tsa-unreachable'],
    ['is gone', async () => ({ status: 404, body: 'nothing here' }), 'tsa-unreachable'],
  ])('%s makes no timestamp, and is named', async (_what, answer, code) => {
    pki.answer('/tsa', answer)
    const host = new URL(pki.url('/')).host
    await expect(signed()).rejects.toMatchObject({ code, details: { host } })
  })

  test('changes one octet of what it signed never gets it into a signature', async () => {
    for (const at of [70, 100, 130, 150, -10, -120, -250, -300, -340]) {
      pki.answer('/tsa', async (query) => {
        const token = await pki.stamp(query)
        const index = at < 0 ? token.length + at : at
        token[index] = (token[index] ?? 0) ^ 1
        return token
      })
      await expect(signed(), String(at)).rejects.toMatchObject({ code: expect.stringMatching(/^tsa-answer/) as string })
    }
  })

  test('does not answer in time is given up, after so many attempts', async () => {
    pki.answer('/tsa', () => new Promise(() => undefined))
    const before = pki.calls.get('/tsa') ?? 0
    const quick = { timeoutMs: 150, attempts: 3, firstPauseMs: 10 }
    await expect(signed(quick)).rejects.toMatchObject({ code: 'tsa-unreachable', details: { status: null } })
    expect(pki.calls.get('/tsa')).toBe(before + 3)
  })

  test('is waited for no longer than the program runs', async () => {
    pki.answer('/tsa', () => new Promise(() => undefined))
    const stop = new AbortController()
    const signing = signed({ stop: stop.signal })
    setTimeout(() => {
      stop.abort()
    }, 100)
    await expect(signing).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('fails once and then answers is tried again', async () => {
    let failed = false
    pki.answer('/tsa', (query) => {
      if (failed) return pki.stamp(query)
      failed = true
      return Promise.resolve({ status: 502, body: 'bad gateway' })
    })
    expect(await signed({ attempts: 2, firstPauseMs: 1 })).toMatchObject({ level: 'B-T' })
  })

  test('fails leaves a whole B-B signature where that is accepted, says why, and the file is raised later', async () => {
    pki.answer('/tsa', async () => ({ status: 503, body: '' }))
    const wanted = { ...partsFor(pki), level: 'B-LTA' as const }
    const { bytes, level, shortfall } = await signBytesAt(input, await issueKey(), { ...wanted, acceptLower: true })
    expect([level, shortfall?.code]).toEqual(['B-B', 'tsa-unreachable'])
    pki.answer('/tsa', undefined)
    const parts: Uint8Array[] = []
    const sink = { write: (chunk: Uint8Array) => void parts.push(Buffer.from(chunk)) }
    expect(await upgradePdf(bytesInMemory(bytes), wanted, sink)).toMatchObject({ level: 'B-LTA', shortfall: undefined })
    expect(Buffer.concat(parts).subarray(0, bytes.length).equals(bytes)).toBe(true)
  })
})

describe('a responder that', () => {
  const raisedWith = async (spec = {}) =>
    signBytesAt(input, await issueKey(spec), { ...partsFor(pki), level: 'B-LT', acceptLower: true })

  test('does not know the certificate is no proof; the issuer’s list is asked instead', async () => {
    const { level, bytes } = await raisedWith({ unlisted: true })
    expect(level).toBe('B-LT')
    expect(bytes.includes('/CRLs')).toBe(true)
  })

  test.each([
    ['does not know the certificate', async (query: Buffer) => pki.respond(query), { unlisted: true }],
    ['is a stranger', async (query: Buffer) => pki.respond(query, 'stranger'), {}],
    ['answers with HTML', async () => ({ type: 'text/html', body: '<html>' }), {}],
    ['answers with garbage', async () => Buffer.from('30030a0100ff', 'hex'), {}],
    ['says to try later', async () => Buffer.from('30030a0103', 'hex'), {}],
    ['is broken', async () => ({ status: 500, body: '' }), {}],
  ])('%s leaves the signature at B-T where there is no list either, and says so', async (_what, answer, spec) => {
    pki.answer('/ocsp', answer)
    pki.answer('/issuing.crl', async () => ({ status: 404, body: '' }))
    const { level, shortfall } = await raisedWith(spec)
    expect([level, shortfall?.code]).toEqual(['B-T', 'revocation-unavailable'])
  })

  test('answered two days ago is out of date', async () => {
    const leaf = readCertificate((await issueKey()).certificate)
    const later = { now: () => new Date(Date.now() + 2 * 86_400_000) }
    const { revocation } = partsFor(pki, { clock: later })
    const answer = await revocation.check(leaf, readCertificate(pki.issuing.certificate))
    expect(answer).toEqual({ kind: 'unknown', problems: ['outdated', 'outdated'] })
  })

  test('says that the certificate is revoked ends the signing with the time of it, also where a lower level is accepted', async () => {
    const key = await issueKey()
    pki.revoke(serial)
    const wanted = { ...partsFor(pki), level: 'B-LT' as const, acceptLower: true }
    await expect(signBytesAt(input, key, wanted)).rejects.toMatchObject({
      code: 'certificate-revoked',
      details: { revokedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string },
    })
  })

  test('is asked once for many documents of one certificate', async () => {
    const parts = partsFor(pki)
    const [leaf, issuer] = [(await issueKey()).certificate, pki.issuing.certificate].map(readCertificate)
    if (!leaf || !issuer) throw new Error('no certificates')
    const before = pki.calls.get('/ocsp') ?? 0
    await Promise.all([1, 2, 3].map(() => parts.revocation.check(leaf, issuer)))
    await parts.revocation.check(leaf, issuer)
    expect(pki.calls.get('/ocsp')).toBe(before + 1)
  })
})

describe('a revocation list of 50 MB', () => {
  test('is read without an object for each entry, is kept until its next update, and finds the one that is in it', async () => {
    const issuer = readCertificate(pki.issuing.certificate)
    const list = bigCrl(pki.issuing, { bytes: 50 << 20, revoked: [8001] })
    pki.answer('/issuing.crl', async () => list)
    const services = { crl: pki.url('/issuing.crl') }
    const { revocation } = partsFor(pki)
    const leaf = async (number: number) =>
      readCertificate((await pki.issue({ serial: number, key: 'p-256', services })).certificate)
    const before = process.memoryUsage().heapUsed
    expect(await revocation.check(await leaf(8001), issuer)).toMatchObject({ kind: 'revoked', reason: undefined })
    const started = performance.now()
    expect(await revocation.check(await leaf(8002), issuer)).toMatchObject({ kind: 'good' })
    expect(performance.now() - started).toBeLessThan(5000)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(40 << 20)
    expect(pki.calls.get('/issuing.crl')).toBeGreaterThan(0)
  })

  test('is too large to go into every document, and that is said', async () => {
    pki.answer('/issuing.crl', async () => bigCrl(pki.issuing, { bytes: 20 << 20, revoked: [] }))
    const key = await issueKey({ services: { crl: pki.url('/issuing.crl') } })
    const signed = await signBytesAt(input, key, { ...partsFor(pki), level: 'B-LT', acceptLower: true })
    expect([signed.level, signed.shortfall?.code]).toEqual(['B-T', 'validation-data-too-large'])
  })
})

test('an issuer that is nowhere at hand is fetched from where the certificate says; without it the data is incomplete', async () => {
  const leaf = readCertificate((await issueKey()).certificate)
  const { anchors, ...parts } = partsFor(pki)
  const question = { leaves: [leaf], pool: [], anchors }
  const { certificates } = await collectValidationData(parts, question)
  const found = certificates.map((der) => Buffer.from(der))
  expect(found).toContainEqual(Buffer.from(pki.issuing.certificate))
  expect(found).toContainEqual(Buffer.from(pki.policy.certificate))
  pki.answer('/issuing.cer', async () => ({ type: 'text/html', body: '<html>' }))
  await expect(collectValidationData(parts, question)).rejects.toMatchObject({
    code: 'issuer-not-found',
    details: { subject: 'Nguyễn Văn Mẫu', issuer: 'CA cấp phát mô phỏng' },
  })
})

test('of a certificate that chains to no anchor nobody is asked, unless it is that of the key that signs', async () => {
  const strangers = await createPki()
  const services = { ocsp: pki.url('/ocsp') }
  const issued = await strangers.issue({
    serial: 1,
    commonName: 'Người lạ',
    key: 'p-256',
    notBefore: new Date(),
    services,
  })
  const [leaf, ...pool] = [issued, strangers.issuing, strangers.root].map(({ certificate }) =>
    readCertificate(certificate),
  )
  if (!leaf) throw new Error('no certificate')
  const { anchors, ...parts } = partsFor(pki)
  const question = { leaves: [leaf], pool, anchors }
  const before = pki.calls.get('/ocsp') ?? 0
  await expect(collectValidationData(parts, question)).rejects.toMatchObject({ code: 'issuer-not-found' })
  expect(pki.calls.get('/ocsp') ?? 0).toBe(before)
  const asked = collectValidationData(parts, { ...question, own: leaf })
  await expect(asked).rejects.toMatchObject({ code: 'revocation-unavailable' })
  expect(pki.calls.get('/ocsp')).toBe(before + 1)
})

test('all that one document asks for together has one end of time', async () => {
  const leaf = readCertificate((await issueKey()).certificate)
  const { anchors, ...parts } = partsFor(pki)
  pki.answer('/ocsp', () => new Promise(() => undefined))
  const collected = collectValidationData({ ...parts, deadlineMs: 100 }, { leaves: [leaf], pool: [], anchors })
  await expect(collected).rejects.toMatchObject({ code: 'revocation-unavailable', details: { problem: 'deadline' } })
})
