import { beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '#contract'
import { readCertificate } from '#core/certificates/certificate'
import type { OutsideEvidence, TrustServices, ValidationServices } from '#core/ports'
import { createRevocationChecker } from '#core/revocation/check-revocation'
import { createValidationServices } from '#core/revocation/validation-services'
import { type Issued, issueUnder, type LeafSpec } from '#seeds/pki'
import { after, day, firstJudged, HOUR_MS, listsAt, type PastScene, pastScene, STAMPED } from '#test/support/past-scene'
import { listOf, responseOf, withDocumentTimestamp, withStore } from '#test/support/validation-material'

const NOW = day('2025-06-01')
const RESPONDER_LIST = 'http://crl.example/ca.crl'

let { pki, ca, signer, tsa, plain, stamped } = {} as PastScene
let toBeAsked: Issued
let marked: Issued
beforeAll(async () => {
  ;({ pki, ca, signer, tsa, plain, stamped } = await pastScene())
  const spec: Omit<LeafSpec, 'serial' | 'purpose'> = {
    ...{ commonName: 'OCSP mô phỏng', key: 'rsa-2048', notBefore: day('2024-01-01') },
    services: { crl: RESPONDER_LIST },
  }
  toBeAsked = await issueUnder(ca, { ...spec, serial: 70, purpose: 'ocsp-signing-to-be-asked-about' })
  marked = await issueUnder(ca, { ...spec, serial: 71, purpose: 'ocsp-signing' })
}, 60_000)

/** The root's list is good; of the signer is said what a test says. */
const saying = (answers: OutsideEvidence[]): ValidationServices => ({
  evidence: (certificate) => {
    const ofRoot: OutsideEvidence = { kind: 'crl', kept: false, der: listOf(pki.root, NOW) }
    const isSigner = Buffer.compare(certificate, signer.certificate) === 0
    return Promise.resolve({ answers: isSigner ? answers : [ofRoot], problems: [] })
  },
  issuers: () => Promise.resolve([]),
})

const ocsp = (more: Partial<Parameters<typeof responseOf>[2]>): OutsideEvidence => ({
  ...{ kind: 'ocsp', kept: false, der: responseOf(ca, signer.certificate, { thisUpdate: NOW, ...more }) },
})

/** Real services of the signer's certificate: what stands at an address; the responder answers what it is given. */
function world(at: Record<string, Uint8Array>): TrustServices & { asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    call: ({ url }) => {
      asked.push(url)
      const found = at[url]
      const nobody = new AppError('service-unreachable', { host: 'example', status: null })
      return found ? Promise.resolve(found) : Promise.reject(nobody)
    },
  }
}

const WEAK = {
  ...{ indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' },
  findings: ['revocation-weak'],
  revocation: { status: 'unknown', problems: ['weak-algorithm'] },
}

describe('an answer that is signed over SHA-1', () => {
  test('says nothing good today, be it an OCSP answer or a list', async () => {
    const list: OutsideEvidence = { kind: 'crl', kept: false, der: listOf(ca, NOW, { digest: 'sha1' }) }
    for (const answer of [ocsp({ digest: 'sha1' }), list]) {
      expect(await firstJudged(plain, { at: NOW, services: saying([answer]) })).toMatchObject(WEAK)
    }
    const strong = await firstJudged(plain, { at: NOW, services: saying([ocsp({})]) })
    expect(strong).toMatchObject({ indication: 'TOTAL-PASSED', findings: [] })
  })

  test('still tells of a revocation', async () => {
    const revoked = ocsp({ digest: 'sha1', revokedAt: day('2024-05-01') })
    expect(await firstJudged(plain, { at: NOW, services: saying([revoked]) })).toMatchObject({
      revocation: { status: 'revoked' },
    })
  })

  test('in the file counts as none: it is open, and held against nobody', async () => {
    const made = after(STAMPED, HOUR_MS)
    const weak = withStore(stamped, { crls: [listOf(ca, made, { digest: 'sha1' }), listOf(pki.root, made)] })
    expect(await firstJudged(weak)).toMatchObject({
      ...{ indication: 'TOTAL-PASSED', findings: expect.arrayContaining(['revocation-not-checked']) as string[] },
      revocation: { status: 'unknown', problems: ['weak-algorithm'] },
    })
  })

  test('is passed over where services are asked: the list says it strongly', async () => {
    const services = world({
      'http://ocsp.example': ocsp({ digest: 'sha1' }).der,
      [RESPONDER_LIST]: listOf(ca, NOW),
    })
    const checker = createRevocationChecker({ services, clock: { now: () => NOW } })
    const answer = await checker.check(readCertificate(signer.certificate), readCertificate(ca.certificate))
    expect(answer).toMatchObject({ kind: 'good', evidence: { kind: 'crl' } })
  })
})

describe('a responder that the issuer has delegated', () => {
  const revoked = (serial: number) => listOf(ca, NOW, { revoked: [{ serial, at: day('2025-05-01'), reason: 1 }] })
  const evidence = async (responder: Issued, list: Uint8Array) => {
    const services = world({ 'http://ocsp.example': ocsp({ responder }).der, [RESPONDER_LIST]: list })
    const outside = createValidationServices({ services, clock: { now: () => NOW } })
    const { answers, problems } = await outside.evidence(signer.certificate, ca.certificate)
    return { kinds: answers.map(({ kind }) => kind), problems, asked: services.asked }
  }

  test('and that is on the issuer’s list says nothing good; the list is asked about the certificate instead', async () => {
    const { kinds, asked } = await evidence(toBeAsked, revoked(70))
    expect(kinds).toEqual(['crl'])
    expect(asked).toEqual(['http://ocsp.example', RESPONDER_LIST])
  })

  test('and that is not on it is believed; so is one whose list nobody has', async () => {
    expect((await evidence(toBeAsked, listOf(ca, NOW))).kinds).toEqual(['ocsp'])
    expect((await evidence(toBeAsked, Buffer.from('nothing'))).kinds).toEqual(['ocsp'])
  })

  test('and need not be asked about, as the issuer says, is not', async () => {
    const { kinds, asked } = await evidence(marked, revoked(71))
    expect([kinds, asked]).toEqual([['ocsp'], ['http://ocsp.example']])
  })

  test('counts in a file until its revocation, as far as that is proved', async () => {
    const made = after(STAMPED, HOUR_MS)
    const own = ocsp({ responder: toBeAsked, thisUpdate: made }).der
    const ofResponder = responseOf(ca, toBeAsked.certificate, { thisUpdate: NOW, revokedAt: day('2025-05-01') })
    const bytes = withStore(stamped, { ocsps: [own], crls: [listOf(pki.root, made)] })
    expect((await firstJudged(bytes, { at: NOW })).revocation).toMatchObject({ status: 'good', source: 'file' })

    const told = withStore(bytes, { ocsps: [ofResponder] })
    const expected = { status: 'unknown', problems: ['responder-revoked'] }
    expect((await firstJudged(told, { at: NOW })).revocation).toMatchObject(expected)

    const proved = await withDocumentTimestamp(bytes, day('2024-07-01'), tsa.late)
    const afterwards = withStore(proved, { ocsps: [ofResponder] })
    expect((await firstJudged(afterwards, { at: NOW })).revocation).toMatchObject({ status: 'good', source: 'file' })
  })
})

test('a list of the security store that is longer than is read is told: more answers leave it undecided, more certificates do not', async () => {
  const [own, ofRoot] = await listsAt(after(STAMPED, HOUR_MS))
  const more = <T>(one: T, other: (index: number) => T) => [one, ...Array.from({ length: 200 }, (_, at) => other(at))]
  const numbered = (at: number) => Uint8Array.of(0x30, 0x02, 0x05, 0x00, at)
  if (!own || !ofRoot) throw new Error('no lists')
  const answers = withStore(stamped, { crls: more(own, numbered).concat(ofRoot) })
  expect(await firstJudged(answers, { at: NOW })).toMatchObject({
    ...{ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' },
    findings: expect.arrayContaining(['revocation-unavailable', 'validation-data-too-large']) as string[],
  })
  const certificates = withStore(stamped, { crls: [own, ofRoot], certificates: more(ca.certificate, numbered) })
  expect(await firstJudged(certificates, { at: NOW })).toMatchObject({
    ...{ indication: 'TOTAL-PASSED', findings: ['validation-data-too-large'] },
    revocation: { status: 'good' },
  })
  const whole = withStore(stamped, { crls: [own, ofRoot], certificates: [ca.certificate] })
  expect(await firstJudged(whole, { at: NOW })).toMatchObject({ indication: 'TOTAL-PASSED', findings: [] })
})
