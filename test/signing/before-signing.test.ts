import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { forbidsSigning } from '#contract'
import { readCertificate } from '#core/certificates/certificate'
import { checkBeforeSigning, createCertificateChecks, requireNotRevoked } from '#core/certificates/check-before-signing'
import type { LeafSpec } from '#seeds/pki'
import { bigCrl } from '#test/support/big-crl'
import { partsFor } from '#test/support/leveled'
import { startTrustServices, type TrustServicesForTest } from '#test/support/trust-services'

let pki: TrustServicesForTest
beforeAll(async () => {
  pki = await startTrustServices()
})
afterAll(() => pki.close())
afterEach(() => {
  for (const path of ['/ocsp', '/issuing.crl', '/policy.crl', '/issuing.cer']) pki.answer(path, undefined)
})

const DAY_MS = 86_400_000
/** The serial number of the issuing authority. */
const ISSUING = 12
const clock = { now: () => new Date() }
let serial = 300
const leaf = async (spec: Partial<LeafSpec> = {}) => pki.issue({ serial: (serial += 1), key: 'p-256', ...spec })
const check = async (spec: Partial<LeafSpec> = {}, { trusted = true, revoked = false } = {}) => {
  const { certificate } = await leaf(spec)
  if (revoked) pki.revoke(serial)
  const anchors = trusted ? [pki.root.certificate] : []
  return checkBeforeSigning({ ...partsFor(pki), clock }, { certificate, chain: [], anchors })
}
const codes = ({ findings }: Awaited<ReturnType<typeof check>>) => findings.map(({ code }) => code)
const since = (days: number) => new Date(Date.now() - days * DAY_MS)
const nobody = async () => ({ status: 404, body: '' })

describe('a certificate before it signs', () => {
  test('in force, for signing, trusted and not revoked, has nothing to be warned of; who said so is known', async () => {
    expect(await check()).toEqual({ findings: [], revocationBy: 'ocsp' })
  })

  test('is looked up in the issuer’s list where the responder is silent', async () => {
    pki.answer('/ocsp', nobody)
    expect(await check()).toEqual({ findings: [], revocationBy: 'crl' })
  })

  test.each([
    ['expired', { notBefore: since(9), notAfter: since(1) }, 'expired'],
    ['not in force yet', { notBefore: since(-2) }, 'not-yet-valid'],
    ['for encryption', { purpose: 'encryption' as const }, 'not-for-signing'],
  ])('that is %s is refused', async (_what, spec, code) => {
    expect(codes(await check(spec))).toContain(code)
  })

  test('that is revoked is refused, with the time of it', async () => {
    const found = await check({}, { revoked: true })
    expect(found.findings).toMatchObject([{ code: 'revoked', details: { revokedAt: expect.any(String) as string } }])
  })

  test('whose issuer is revoked is refused, with the issuer’s name and the time of it', async () => {
    pki.answer('/policy.crl', async () => bigCrl(pki.policy, { bytes: 40, revoked: [ISSUING] }))
    const found = await check()
    expect(found.findings).toMatchObject([{ code: 'issuer-revoked' }])
    expect(found.findings.every(({ code }) => forbidsSigning(code))).toBe(true)
    expect(() => {
      requireNotRevoked(found)
    }).toThrow(
      expect.objectContaining({
        code: 'issuer-revoked',
        details: {
          issuer: readCertificate(pki.issuing.certificate).facts.subject,
          revokedAt: expect.any(String) as string,
        },
      }),
    )
  })

  test.each([
    [6, 7],
    [29, 30],
    [59, 60],
    [89, 90],
  ])('that ends in %i days says so, at the step of %i days', async (days, step) => {
    const notAfter = new Date(Date.now() + days * DAY_MS + 3_600_000)
    expect((await check({ notAfter })).findings).toMatchObject([{ code: 'ends-soon', details: { days, step } }])
  })

  test('that nobody can vouch for is warned of, not passed in silence', async () => {
    pki.answer('/ocsp', nobody)
    pki.answer('/issuing.crl', nobody)
    expect(await check()).toMatchObject({ findings: [{ code: 'revocation-unknown' }], revocationBy: null })
    expect(codes(await check({ services: { issuer: pki.url('/issuing.cer') } }))).toEqual(['revocation-unknown'])
  })

  test('whose issuer the office does not know, or where it trusts nobody, is warned of', async () => {
    expect(codes(await check({}, { trusted: false }))).toEqual(['no-trust-anchors'])
    pki.answer('/issuing.cer', nobody)
    expect(codes(await check())).toEqual(['issuer-unknown', 'revocation-unknown'])
  })
})

test('what the sheet has shown is what the batch is told: one check a minute, a new one where trust changes', async () => {
  const { certificate } = await leaf()
  let anchors: Uint8Array[] = [pki.root.certificate]
  const checked = createCertificateChecks({ ...partsFor(pki), clock }, async () => anchors)
  const [first, second] = await Promise.all([checked({ certificate }), checked({ certificate })])
  expect(second).toBe(first)
  anchors = []
  expect(codes(await checked({ certificate }))).toEqual(['no-trust-anchors'])
})

test('a check is of a certificate with its chain: one that could not find the issuer is not that of one that can', async () => {
  const { certificate } = await leaf()
  pki.answer('/issuing.cer', nobody)
  const checked = createCertificateChecks({ ...partsFor(pki), clock }, async () => [pki.root.certificate])
  expect(codes(await checked({ certificate }))).toEqual(['issuer-unknown', 'revocation-unknown'])
  expect(codes(await checked({ certificate, chain: [pki.issuing.certificate, pki.policy.certificate] }))).toEqual([])
})

test('a check that broke is not remembered: the next one asks again', async () => {
  const { certificate } = await leaf()
  const { revocation, ...parts } = partsFor(pki)
  let isBroken = true
  const check = (...asked: Parameters<typeof revocation.check>) =>
    isBroken ? Promise.reject(new Error('broken')) : revocation.check(...asked)
  const checked = createCertificateChecks({ ...parts, revocation: { check }, clock }, async () => [
    pki.root.certificate,
  ])
  await expect(checked({ certificate })).rejects.toThrow('broken')
  isBroken = false
  expect(codes(await checked({ certificate }))).toEqual([])
})
