import { beforeAll, describe, expect, test } from 'vitest'
import { issueUnder } from '#seeds/pki'
import { keyFrom } from '#test/support/leveled'
import {
  AFTER_END,
  after,
  day,
  firstJudged,
  HOUR_MS,
  judged,
  type PastScene,
  pastScene,
  SIGNED,
  STAMPED,
} from '#test/support/past-scene'
import { signBytes } from '#test/support/sign-bytes'
import { withTimestamp } from '#test/support/timestamps'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'
import { withAdditions, withDocumentTimestamp } from '#test/support/validation-material'

let { ca, signer, tsa, plain, stamped } = {} as PastScene
beforeAll(async () => {
  ;({ ca, signer, tsa, plain, stamped } = await pastScene())
}, 60_000)

describe('the time at which a signature is proved to have existed', () => {
  test('without a timestamp an expired certificate leaves it undecided', async () => {
    expect(await firstJudged(plain)).toMatchObject({
      ...{ indication: 'INDETERMINATE', subIndication: 'OUT_OF_BOUNDS_NO_POE', provedBy: 'time-of-checking' },
      bestSignatureTime: AFTER_END.toISOString(),
    })
  })

  test('with a timestamp from its validity an expired certificate passes', async () => {
    expect(await firstJudged(stamped)).toMatchObject({
      ...{ indication: 'TOTAL-PASSED', provedBy: 'signature-timestamp', level: 'B-T' },
      bestSignatureTime: STAMPED.toISOString(),
      findings: ['revocation-not-checked'],
    })
  })

  test('a document timestamp proves it as well', async () => {
    const archived = await withDocumentTimestamp(plain, day('2025-03-01'), tsa.late)
    expect(await firstJudged(archived)).toMatchObject({
      ...{ indication: 'TOTAL-PASSED', provedBy: 'document-timestamp', level: 'B-T' },
      bestSignatureTime: day('2025-03-01').toISOString(),
    })
  })

  test('an authority that has expired since proves nothing, unless an archive timestamp lends it its time', async () => {
    const early = await withTimestamp(plain, STAMPED, tsa.early)
    expect(await firstJudged(early)).toMatchObject({
      ...{ indication: 'INDETERMINATE', subIndication: 'OUT_OF_BOUNDS_NO_POE', level: 'B-B' },
      findings: ['certificate-expired', 'timestamp-expired', 'revocation-not-checked'],
    })
    const archived = await withDocumentTimestamp(early, day('2025-11-01'), tsa.late)
    expect(await firstJudged(archived)).toMatchObject({
      ...{ indication: 'TOTAL-PASSED', provedBy: 'signature-timestamp', level: 'B-T' },
      bestSignatureTime: STAMPED.toISOString(),
    })
    const tooLate = await withDocumentTimestamp(early, day('2026-02-01'), tsa.late)
    expect(await firstJudged(tooLate)).toMatchObject({ subIndication: 'OUT_OF_BOUNDS_NO_POE' })
  })

  test('document timestamps lend their time along a chain', async () => {
    const inner = await withDocumentTimestamp(plain, day('2025-03-01'), tsa.early)
    expect(await firstJudged(inner)).toMatchObject({ subIndication: 'OUT_OF_BOUNDS_NO_POE' })
    const [signature, one, two] = await judged(await withDocumentTimestamp(inner, day('2025-11-01'), tsa.late))
    expect(signature).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: day('2025-03-01').toISOString() })
    expect(one).toMatchObject({ indication: 'TOTAL-PASSED', provedBy: 'document-timestamp' })
    expect(two).toMatchObject({ indication: 'TOTAL-PASSED', provedBy: 'time-of-checking' })
  })

  test('of several tokens the earliest that counts is taken', async () => {
    const tokens = [
      { at: day('2024-06-11'), authority: tsa.strange },
      { at: day('2024-06-20'), authority: tsa.late },
      { at: day('2024-06-15'), authority: tsa.late },
    ]
    expect(await firstJudged(await withAdditions(plain, { tokens }))).toMatchObject({
      ...{ indication: 'TOTAL-PASSED', bestSignatureTime: day('2024-06-15').toISOString() },
      findings: ['timestamp-untrusted', 'revocation-not-checked'],
    })
  })

  test('as of an instant before the timestamp, the timestamp proves nothing', async () => {
    const at = after(STAMPED, -24 * HOUR_MS)
    expect(await firstJudged(stamped, { at })).toMatchObject({
      ...{ indication: 'TOTAL-PASSED', provedBy: 'time-of-checking', level: 'B-B' },
      bestSignatureTime: at.toISOString(),
      findings: ['timestamp-after-checking', 'revocation-not-checked'],
    })
  })

  test('a signature older than its certificate fails', async () => {
    const younger = await issueUnder(ca, {
      ...{ serial: 64, commonName: 'Sau', key: 'p-256', notBefore: day('2024-09-01'), notAfter: day('2027-01-01') },
    })
    const { bytes } = await signBytes(withTable(TWO_PAGES), keyFrom(younger, { chain: [ca.certificate] }), {
      signedAt: day('2024-10-01'),
    })
    expect(await firstJudged(await withTimestamp(bytes, STAMPED, tsa.late))).toMatchObject({
      ...{ indication: 'TOTAL-FAILED', subIndication: 'NOT_YET_VALID' },
    })
  })

  test('a signature over a timestamp from after the certificate’s end was made after it', async () => {
    const over = await withDocumentTimestamp(withTable(TWO_PAGES), day('2026-01-20'), tsa.late)
    const { bytes } = await signBytes(over, signer, { signedAt: SIGNED })
    expect((await judged(bytes)).at(-1)).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'EXPIRED' })
  })
})
