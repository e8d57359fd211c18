import { beforeAll, describe, expect, test } from 'vitest'
import { readCertificate } from '#core/certificates/certificate'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import type { OutsideEvidence, ValidationServices } from '#core/ports'
import { judgeCertificate } from '#core/verification/past-validation'
import { revocationOf } from '#core/verification/revocation-of-signature'
import { addToPool, createValidationContext } from '#core/verification/validation-context'
import { createPki } from '#seeds/pki'
import {
  after,
  day,
  firstJudged,
  HOUR_MS,
  listsAt,
  type PastScene,
  pastScene,
  SIGNED,
  STAMPED,
} from '#test/support/past-scene'
import { signBytes } from '#test/support/sign-bytes'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'
import { listOf, responseOf, withAdditions, withDocumentTimestamp, withStore } from '#test/support/validation-material'

let { pki, ca, signer, tsa, plain, stamped } = {} as PastScene
beforeAll(async () => {
  ;({ pki, ca, signer, tsa, plain, stamped } = await pastScene())
}, 60_000)

/** Services that answer about the signer, and for its issuer with a fresh list of the root. */
const answering = (answers: OutsideEvidence[], problems: string[] = []): ValidationServices => ({
  evidence: (certificate) => {
    const ofRoot: OutsideEvidence = { kind: 'crl', kept: false, der: listOf(pki.root, day('2025-06-01')) }
    const isSigner = Buffer.compare(certificate, signer.certificate) === 0
    return Promise.resolve(isSigner ? { answers, problems } : { answers: [ofRoot], problems: [] })
  },
  issuers: () => Promise.resolve([]),
})

const NOW = day('2025-06-01')
const good = (at: Date, kept = false): OutsideEvidence => ({
  ...{ kind: 'ocsp', kept, der: responseOf(ca, signer.certificate, { thisUpdate: at }) },
})

describe('revocation that the file speaks of', () => {
  const stored = async (at: Date, revoked: Parameters<typeof listsAt>[1] = {}, input = stamped) =>
    withStore(input, { crls: await listsAt(at, revoked) })

  test('not revoked, it passes without reserve, and says from where that is known', async () => {
    const at = after(STAMPED, HOUR_MS)
    expect(await firstJudged(await stored(at))).toMatchObject({
      ...{ indication: 'TOTAL-PASSED', level: 'B-LT' },
      revocation: { status: 'good', source: 'file', kind: 'crl', producedAt: at.toISOString(), problems: [] },
    })
  })

  test('revoked after the proved time, it passes and says so', async () => {
    const since = day('2024-08-01')
    const bytes = await stored(day('2024-09-01'), { own: [{ serial: 60, at: since, reason: 1 }] })
    expect(await firstJudged(bytes)).toMatchObject({
      indication: 'TOTAL-PASSED',
      revocation: { status: 'revoked', revokedAt: since.toISOString(), reason: 'keyCompromise' },
    })
  })

  test('revoked before the signer says to have signed, it fails', async () => {
    const bytes = await stored(day('2024-09-01'), { own: [{ serial: 60, at: day('2024-06-01') }] })
    expect(await firstJudged(bytes)).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'REVOKED' })
  })

  test('revoked after the claimed time, but before any proof, it stays undecided', async () => {
    const revoked = { own: [{ serial: 60, at: day('2024-08-01') }] }
    expect(await firstJudged(await stored(day('2024-09-01'), revoked, plain), { at: day('2025-06-01') })).toMatchObject(
      {
        ...{ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' },
      },
    )
  })

  test('a revocation in an older list is not undone by a younger list without it; a hold is', async () => {
    const both = async (reason: number) =>
      withStore(stamped, {
        crls: [
          ...(await listsAt(day('2024-06-11'), { own: [{ serial: 60, at: day('2024-06-01'), reason }] })),
          ...(await listsAt(day('2024-07-01'))),
        ],
      })
    expect(await firstJudged(await both(1))).toMatchObject({ subIndication: 'REVOKED' })
    expect(await firstJudged(await both(6))).toMatchObject({ indication: 'TOTAL-PASSED' })
    const held = await stored(day('2024-06-11'), { own: [{ serial: 60, at: day('2024-06-01'), reason: 6 }] })
    expect(await firstJudged(held)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' })
  })

  test('a revoked issuer takes with it what is not proved to be from before', async () => {
    const ofCa = [{ serial: 50, at: day('2025-01-01') }]
    const bytes = await stored(day('2025-02-01'), { ofCa }, plain)
    expect(await firstJudged(bytes, { at: day('2025-06-01') })).toMatchObject({
      ...{ indication: 'INDETERMINATE', subIndication: 'REVOKED_CA_NO_POE' },
    })
  })

  test('what a revoked issuer says counts only if it is proved to be older than that', async () => {
    const good = withStore(plain, { crls: await listsAt(day('2024-07-01')) })
    const fromElsewhere = await withDocumentTimestamp(good, day('2024-07-02'), tsa.ofRoot)
    const revoked = withStore(fromElsewhere, {
      crls: [listOf(pki.root, day('2025-02-01'), { revoked: [{ serial: 50, at: day('2025-01-01') }] })],
    })
    expect(await firstJudged(revoked)).toMatchObject({
      ...{ indication: 'TOTAL-PASSED', provedBy: 'document-timestamp' },
      revocation: { status: 'good' },
    })
  })

  test('evidence from before that was in force no more is no evidence, and held against nobody', async () => {
    const bytes = await stored(day('2024-05-01'), {}, plain)
    expect(await firstJudged(bytes, { at: day('2025-06-01') })).toMatchObject({
      ...{ indication: 'TOTAL-PASSED', findings: ['revocation-not-checked'] },
      revocation: { status: 'unknown', problems: ['outdated'] },
    })
  })

  test('a list from after the end of the certificate says nothing of it', async () => {
    expect(await firstJudged(await stored(day('2026-02-01')))).toMatchObject({
      indication: 'TOTAL-PASSED',
      findings: ['revocation-not-checked'],
      revocation: { status: 'unknown', problems: ['after-expiry'] },
    })
  })

  test('a timestamp by an authority that was revoked before proves nothing', async () => {
    const bytes = await stored(day('2024-09-01'), { own: [{ serial: 62, at: day('2024-06-01') }] })
    expect(await firstJudged(bytes)).toMatchObject({
      ...{ subIndication: 'OUT_OF_BOUNDS_NO_POE', provedBy: 'time-of-checking' },
      findings: expect.arrayContaining(['timestamp-revoked']) as string[],
    })
  })

  test('evidence in the CMS itself counts too', async () => {
    const at = after(STAMPED, HOUR_MS)
    const additions = { tokens: [{ at: STAMPED, authority: tsa.late }], crls: await listsAt(at) }
    expect(await firstJudged(await withAdditions(plain, additions))).toMatchObject({
      ...{ indication: 'TOTAL-PASSED', findings: [] },
      revocation: { status: 'good', source: 'file', kind: 'crl' },
    })
  })
})

describe('services that may be asked', () => {
  test.each([
    ['asked now', false, 'fetched'],
    ['asked before', true, 'kept'],
  ])('say that it is not revoked: %s', async (_what, kept, source) => {
    const { revocation, indication } = await firstJudged(plain, { at: NOW, services: answering([good(NOW, kept)]) })
    expect(indication).toBe('TOTAL-PASSED')
    expect(revocation).toMatchObject({ status: 'good', source, kind: 'ocsp' })
  })

  test('are asked after older evidence in the file, which they may overrule', async () => {
    const bytes = withStore(plain, { crls: await listsAt(after(NOW, -24 * HOUR_MS)) })
    expect(await firstJudged(bytes, { at: NOW })).toMatchObject({ indication: 'TOTAL-PASSED' })
    const der = responseOf(ca, signer.certificate, { thisUpdate: NOW, revokedAt: after(NOW, -2 * HOUR_MS) })
    const services = answering([{ kind: 'ocsp', der, kept: false }])
    expect(await firstJudged(bytes, { at: NOW, services })).toMatchObject({ subIndication: 'REVOKED_NO_POE' })
  })

  test('are asked whether a hold that the file speaks of was lifted since', async () => {
    const held = await listsAt(SIGNED, { own: [{ serial: 60, at: day('2024-06-01'), reason: 6 }] })
    const bytes = withStore(plain, { crls: held })
    const onHold = { ...{ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' }, findings: ['certificate-on-hold'] }
    for (const services of [undefined, answering([], ['service-unreachable'])]) {
      const findings = expect.arrayContaining(onHold.findings) as string[]
      expect(await firstJudged(bytes, { at: NOW, ...(services ? { services } : {}) })).toMatchObject({
        ...onHold,
        findings,
      })
    }
    const still = listOf(ca, NOW, { revoked: [{ serial: 60, at: day('2024-06-01'), reason: 6 }] })
    const stillHeld = answering([{ kind: 'crl', der: still, kept: false }])
    expect(await firstJudged(bytes, { at: NOW, services: stillHeld })).toMatchObject(onHold)
    expect(await firstJudged(bytes, { at: NOW, services: answering([good(NOW)]) })).toMatchObject({
      ...{ indication: 'TOTAL-PASSED', findings: [] },
      revocation: { status: 'good', source: 'fetched' },
    })
  })

  test('that nobody reaches leave it open, and that is said', async () => {
    expect(await firstJudged(plain, { at: NOW, services: answering([], ['service-unreachable']) })).toMatchObject({
      ...{ indication: 'TOTAL-PASSED', findings: ['revocation-not-checked'] },
      revocation: { status: 'unknown', problems: ['service-unreachable'] },
    })
  })

  test('that give an old answer leave it undecided; that nobody reaches, not even with old evidence in the file', async () => {
    const stale = good(day('2024-05-01'))
    const old = { ...{ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' }, findings: ['revocation-outdated'] }
    for (const services of [answering([stale]), answering([], ['outdated', 'service-unreachable'])]) {
      expect(await firstJudged(plain, { at: NOW, services })).toMatchObject(old)
    }
    const bytes = withStore(plain, { ocsps: [stale.der], crls: await listsAt(day('2024-05-01')) })
    expect(await firstJudged(bytes, { at: NOW, services: answering([], ['service-unreachable']) })).toMatchObject({
      ...{ indication: 'TOTAL-PASSED', findings: ['revocation-not-checked'] },
      revocation: { status: 'unknown', problems: ['outdated', 'service-unreachable'] },
    })
  })

  test('whose answer cannot be relied on leave it undecided', async () => {
    expect(await firstJudged(plain, { at: NOW, services: answering([], ['unknown-certificate']) })).toMatchObject({
      ...{ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' },
    })
  })

  test('bring the issuer that is missing in the file; offline there is no chain', async () => {
    const alone = { ...signer, chain: [] }
    const { bytes } = await signBytes(withTable(TWO_PAGES), alone, { signedAt: SIGNED })
    expect(await firstJudged(bytes, { at: NOW })).toMatchObject({
      findings: expect.arrayContaining(['no-chain']) as string[],
    })
    const services: ValidationServices = { ...answering([good(NOW)]), issuers: () => Promise.resolve([ca.certificate]) }
    const report = await firstJudged(bytes, { at: NOW, services })
    expect(report.indication).toBe('TOTAL-PASSED')
    expect(report.chain.map(({ subject }) => subject.split(',')[0])).toEqual([
      'CN=Nguyễn Văn Mẫu',
      'CN=CA hai',
      'CN=CA gốc mô phỏng',
    ])
  })

  test('are never asked about a certificate that leads to no anchor', async () => {
    let asked = 0
    const count = <T>(value: T) => {
      asked += 1
      return Promise.resolve(value)
    }
    const services: ValidationServices = {
      evidence: () => count({ answers: [], problems: [] }),
      issuers: () => count([]),
    }
    expect(
      await firstJudged(plain, { at: NOW, services, anchors: [(await createPki()).root.certificate] }),
    ).toMatchObject({ trusted: false })
    expect(await firstJudged(plain, { at: NOW, services, anchors: [] })).toMatchObject({ trusted: false })
    expect(asked).toBe(0)
  })
})

describe('a file that asks or holds too much', () => {
  const contextOf = (services?: ValidationServices, bytes: Uint8Array = plain) =>
    createValidationContext(openPdf(bytesInMemory(bytes)), { anchors: [], at: NOW, services })
  const questionOfSigner = () => {
    const [certificate, issuer] = [readCertificate(signer.certificate), readCertificate(ca.certificate)]
    return { certificate, issuer, isUnderAnchor: false, freshAt: NOW, moment: NOW, until: NOW }
  }

  test('services that may not be asked any more leave it undecided', async () => {
    const context = contextOf(answering([good(NOW)]))
    context.left.questions = 0
    expect(await revocationOf(questionOfSigner(), context)).toMatchObject({ open: 'unavailable' })
    context.left.questions = 1
    const answer = { open: undefined, facts: { status: 'good' } }
    expect(await revocationOf(questionOfSigner(), context)).toMatchObject(answer)
  })

  test('services are listened to whatever the file holds; without them it stays undecided', async () => {
    const der = responseOf(ca, signer.certificate, { thisUpdate: NOW, revokedAt: after(NOW, -HOUR_MS) })
    const full = (services: ValidationServices | undefined, bytes: Uint8Array) => {
      const context = contextOf(services, bytes)
      context.memory.left.judged = 100
      return revocationOf(questionOfSigner(), context)
    }
    const bytes = withStore(plain, { crls: [listOf(ca, NOW)] })
    const revoked = answering([{ kind: 'ocsp', kept: false, der }])
    expect(await revocationOf(questionOfSigner(), contextOf(undefined, bytes))).toMatchObject({ open: undefined })
    expect(await full(revoked, bytes)).toMatchObject({
      isOnHold: false,
      facts: { status: 'revoked', source: 'fetched' },
    })
    expect(await full(answering([good(NOW)]), bytes)).toMatchObject({ open: undefined, facts: { status: 'good' } })
    for (const services of [undefined, answering([], ['service-unreachable'])]) {
      expect(await full(services, bytes)).toMatchObject({
        ...{ open: 'unavailable', facts: { problems: expect.arrayContaining(['too-much-evidence']) as string[] } },
      })
    }
  })

  test('a certificate that leads to no anchor costs nothing of what may be judged', async () => {
    const bytes = withStore(plain, { crls: await listsAt(NOW) })
    const context = contextOf(undefined, bytes)
    const { judged: before } = context.memory.left
    const leaf = readCertificate(signer.certificate)
    addToPool(context, [readCertificate(ca.certificate)])
    const moments = { moment: NOW, freshAt: NOW, isProved: false, madeAfter: undefined, claimedAt: undefined }
    expect(await judgeCertificate({ leaf, purpose: 'signing', digests: [], ...moments }, context)).toMatchObject({
      ...{ trusted: false, revocation: { status: 'unknown', problems: [] } },
      findings: ['no-trust-anchors', 'revocation-not-checked'],
    })
    expect(context.memory.left.judged).toBe(before)
  })
})
