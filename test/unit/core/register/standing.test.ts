import { describe, expect, test } from 'vitest'
import type { SignatureReport } from '#contract'
import { checkedSignature } from '#core/register/checks'
import { isUnfinished, isWorse, standingOf } from '#core/register/standing'
import { passedReport } from '#test/support/core'
import { revocation, revokedAt } from '#test/support/rechecked'

const [passed] = passedReport('a.pdf', null).signatures
if (!passed) throw new Error('no signature')
const found = (more: Partial<SignatureReport>): SignatureReport => ({ ...passed, ...more })

const JUNE = '2026-06-15T00:00:00.000Z'
const JULY = '2026-07-15T00:00:00.000Z'

const onHold = (since: string): Partial<SignatureReport> => ({
  revocation: revocation({ status: 'revoked', revokedAt: since, reason: 'certificateHold' }),
})

describe('what a signature counts as', () => {
  const CASES: [string, SignatureReport | undefined, string | null, string][] = [
    ['it passes', found({}), null, 'good'],
    ['it is not in the file any more', undefined, JUNE, 'bad'],
    ['revoked after the register held it', found(revokedAt(JULY)), JUNE, 'good'],
    ['revoked before the register held it', found(revokedAt(JUNE)), JULY, 'bad'],
    ['revoked at the very instant', found(revokedAt(JUNE)), JUNE, 'bad'],
    ['revoked, and nobody knows since when it is held', found(revokedAt(JULY)), null, 'bad'],
    [
      'revoked after a trusted timestamp over it',
      found({ ...revokedAt(JULY), bestSignatureTime: JUNE, provedBy: 'signature-timestamp' }),
      null,
      'good',
    ],
    [
      'revoked, and only the time of checking is known',
      found({ ...revokedAt(JULY), bestSignatureTime: JUNE, provedBy: 'time-of-checking' }),
      null,
      'bad',
    ],
    ['revoked later, but its chain leads nowhere now', found({ ...revokedAt(JULY), trusted: false }), JUNE, 'open'],
    ['revoked later, but the bytes were changed', found({ ...revokedAt(JULY), intact: false }), JUNE, 'bad'],
    [
      'changed in a way that is forbidden',
      found({ indication: 'TOTAL-FAILED', modification: 'forbidden' }),
      JUNE,
      'bad',
    ],
    ...(
      [
        'weak-algorithm',
        'certificate-not-for-signing',
        'signed-outside-validity',
        'field-covers-text',
        'issuer-revoked',
      ] as const
    ).map((code): [string, SignatureReport, string, string] => [
      `revoked later, but never valid: ${code}`,
      found({ ...revokedAt(JULY), findings: ['revoked-without-proof', code] }),
      JUNE,
      'open',
    ]),
    [
      'revoked later, and what else was found is only to be known',
      found({
        ...revokedAt(JULY),
        findings: ['revoked-without-proof', 'legacy-signature-type', 'timestamp-untrusted'],
      }),
      JUNE,
      'good',
    ],
    [
      'revoked later, but made after the certificate’s end',
      found({ ...revokedAt(JULY), indication: 'TOTAL-FAILED', findings: ['signed-after-validity'] }),
      JUNE,
      'bad',
    ],
    [
      'on hold since before the register held it',
      found({ ...onHold(JUNE), indication: 'INDETERMINATE', findings: ['certificate-on-hold'] }),
      JULY,
      'open',
    ],
    [
      'on hold since after the register held it',
      found({ ...onHold(JULY), indication: 'INDETERMINATE', findings: ['certificate-on-hold'] }),
      JUNE,
      'open',
    ],
    ['no anchor leads to it now', found({ indication: 'INDETERMINATE', trusted: false }), JUNE, 'open'],
  ]
  test.each(CASES)('%s', (_name, signature, heldSince, expected) => {
    expect(standingOf(signature, heldSince)).toBe(expected)
  })
})

describe('a check is unfinished', () => {
  const told = (more: Partial<SignatureReport>) => [checkedSignature(found(more))]
  const silent = {
    ...{ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' },
    findings: ['revocation-unavailable'],
  } satisfies Partial<SignatureReport>

  test('where a signature is less only because nobody answered', () => {
    expect(isUnfinished(told(silent), told({}))).toBe(true)
    expect(isUnfinished(told(silent), told(silent))).toBe(false)
  })

  test('not where somebody answered that the certificate is on hold', () => {
    expect(isUnfinished(told({ ...silent, findings: ['certificate-on-hold'] }), told({}))).toBe(false)
  })

  test('where a known revocation is not heard of any more; not where a service says that it is good now', () => {
    expect(isUnfinished(told({ revocation: null }), told(revokedAt(JUNE)))).toBe(true)
    expect(isUnfinished(told({ revocation: revocation({ status: 'good' }) }), told(revokedAt(JUNE)))).toBe(false)
  })

  test('where only an answer from before the revocation says that the certificate is good; a hold may end so', () => {
    for (const source of ['kept', 'file'] as const) {
      const older = told({ revocation: revocation({ status: 'good', source }) })
      expect(isUnfinished(older, told(revokedAt(JUNE)))).toBe(true)
      expect(isUnfinished(older, told(onHold(JUNE)))).toBe(false)
    }
  })

  test('not where the signature itself is broken: that needs no service', () => {
    const broken = { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', intact: false } as const
    expect(isUnfinished(told(broken), told({}))).toBe(false)
  })
})

test('verdicts are ordered from failed to passed', () => {
  expect(isWorse('INDETERMINATE', 'TOTAL-PASSED')).toBe(true)
  expect(isWorse('TOTAL-FAILED', 'INDETERMINATE')).toBe(true)
  expect(isWorse('TOTAL-PASSED', 'TOTAL-FAILED')).toBe(false)
})
