import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PadesLevel } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { verifyPdf } from '#core/verification/verify-pdf'
import { pdfsig } from '#test/support/judged-signature'
import { partsFor, signBytesAt } from '#test/support/leveled'
import { PIN, type SoftTokens, softTokens } from '#test/support/softhsm'
import { TWO_PAGES, withStreams } from '#test/support/tiny-pdf'
import { tokenStoreForTest } from '#test/support/token-store'
import { startTrustServices, type TrustServicesForTest } from '#test/support/trust-services'

const KEYS = { 'RSA 2048': 'rsa-2048', 'RSA 3072': 'rsa-3072', 'P-256': 'p-256', 'P-384': 'p-384' } as const

let pki: TrustServicesForTest
let tokens: SoftTokens

beforeAll(async () => {
  pki = await startTrustServices()
  tokens = await softTokens()
  for (const [index, [name, key]] of Object.entries(KEYS).entries()) {
    const leaf = await pki.issue({ serial: 3000 + index, key })
    await tokens.add(name, [{ label: 'key', id: '01', ...leaf }])
  }
})
afterAll(async () => {
  await tokens.remove()
  await pki.close()
})

/** The token has the signer's certificate only: its issuers are fetched from where the certificate says. */
describe.each(Object.keys(KEYS))('a %s key on a token', (name) => {
  test.each(PadesLevel.options)('reaches level %s with one PIN; pdfsig and ours accept it', async (level) => {
    const store = tokenStoreForTest()
    const key = await store.open((await store.key(name)).id, PIN)
    const { bytes, ...signed } = await signBytesAt(withStreams(TWO_PAGES), key, { ...partsFor(pki), level })
    expect(signed).toMatchObject({ level, shortfall: undefined })
    expect(await pdfsig(bytes)).toMatchObject({ valid: 1 })
    const anchors = [pki.root.certificate, pki.policy.certificate, pki.issuing.certificate]
    const { verdict, signatures } = await verifyPdf(bytesInMemory(bytes), { anchors, at: new Date(), file: 'a.pdf' })
    expect({ verdict, level: signatures[0]?.level }).toEqual({ verdict: 'TOTAL-PASSED', level })
  })
})
