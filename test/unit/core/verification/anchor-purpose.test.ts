import { describe, expect, test } from 'vitest'
import { judged, type PastScene, pastScene } from '#test/support/past-scene'

const rootFor = async (purpose: 'signatures' | 'timestamps' | 'both') => {
  const { pki, stamped }: PastScene = await pastScene()
  const [report] = await judged(stamped, { anchors: [{ der: pki.root.certificate, purpose }] })
  return report
}

describe('an anchor counts for what it is trusted for', () => {
  test('for timestamps alone it vouches for no signer', async () => {
    expect(await rootFor('timestamps')).toMatchObject({
      ...{ indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND', trusted: false },
      provedBy: 'signature-timestamp',
    })
  })

  test('for signatures alone it vouches for no time: the certificate that expired since stays undecided', async () => {
    const report = await rootFor('signatures')
    expect(report).toMatchObject({
      ...{ indication: 'INDETERMINATE', subIndication: 'OUT_OF_BOUNDS_NO_POE', trusted: true },
      provedBy: 'time-of-checking',
    })
    expect(report?.findings).toContain('timestamp-untrusted')
  })

  test('for both it vouches for both', async () => {
    expect(await rootFor('both')).toMatchObject({ indication: 'TOTAL-PASSED', provedBy: 'signature-timestamp' })
  })
})
