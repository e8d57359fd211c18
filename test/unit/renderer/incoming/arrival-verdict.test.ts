import { describe, expect, test } from 'vitest'
import type { SignatureReport } from '#contract'
import { workingDaysAfter } from '#renderer/components/incoming/working-days.ts'
import { arrivalVerdict } from '#renderer/pages/incoming/arrival-verdict.ts'

function aSignature(signature: Partial<SignatureReport>): SignatureReport {
  return {
    indication: 'TOTAL-PASSED',
    intact: true,
    coversWholeDocument: true,
    modification: 'none',
    ...signature,
  } as SignatureReport
}

describe('checks on arrival', () => {
  test('a file without signatures is not called intact', () => {
    expect(arrivalVerdict({ signatures: [], verdict: 'NO-SIGNATURE' })).toMatchObject({
      count: 0,
      signatures: { tone: 'warning', words: 'signaturesNone' },
      integrity: { tone: 'open', words: 'integrityNone' },
    })
  })

  test('passed signatures over the whole file are good in both lines', () => {
    expect(arrivalVerdict({ signatures: [aSignature({})], verdict: 'TOTAL-PASSED' })).toMatchObject({
      count: 1,
      signatures: { tone: 'good' },
      integrity: { tone: 'good', words: 'integrityKept' },
    })
  })

  test('changed content is named broken, and only the failed signatures are counted', () => {
    const signatures = [
      aSignature({ indication: 'TOTAL-FAILED', intact: false }),
      aSignature({ indication: 'INDETERMINATE' }),
      aSignature({}),
    ]
    expect(arrivalVerdict({ signatures, verdict: 'TOTAL-FAILED' })).toMatchObject({
      count: 3,
      bad: 1,
      signatures: { tone: 'bad', words: 'signaturesFailed' },
      integrity: { tone: 'bad', words: 'integrityBroken' },
    })
  })

  test('an intact but untrusted signature is open, not good', () => {
    const report = {
      file: 'a.pdf',
      signatures: [aSignature({ indication: 'INDETERMINATE' })],
      verdict: 'INDETERMINATE',
    } as const
    expect(arrivalVerdict({ ...report, signatures: [...report.signatures] }).signatures).toEqual({
      tone: 'warning',
      words: 'signaturesOpen',
    })
  })

  test('revisions after a signature that could not be read leave integrity open', () => {
    const unread = {
      modification: 'forbidden',
      indication: 'INDETERMINATE',
      findings: ['changes-not-analysed'],
    } as const
    const signatures = [
      aSignature({ coversWholeDocument: false, ...unread, findings: [...unread.findings] }),
      aSignature({}),
    ]
    expect(arrivalVerdict({ signatures, verdict: 'INDETERMINATE' }).integrity.words).toBe('integrityUnknown')
    const forbidden = [
      aSignature({ modification: 'forbidden', indication: 'TOTAL-FAILED', coversWholeDocument: false }),
    ]
    expect(arrivalVerdict({ signatures: forbidden, verdict: 'TOTAL-FAILED' }).integrity.words).toBe('integrityChanged')
  })
})

describe('deadlines in working days', () => {
  test.each([
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-23', 5, '2026-11-30'],
    ['2026-12-31', 2, '2027-01-04'],
  ])('%s plus %d working days is %s', (day, count, due) => {
    expect(workingDaysAfter(day, count)).toBe(due)
  })
})
