import { X509Certificate } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PadesLevel, PadesLevel as PadesLevels } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { verifyPdf } from '#core/verification/verify-pdf'
import type { LeafSpec } from '#seeds/pki'
import { keyFrom, partsFor, signBytesAt } from '#test/support/leveled'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'
import { partsOfLastSignature, partsOfSignatures } from '#test/support/signed-parts'
import { TWO_PAGES, withStreams, withTable } from '#test/support/tiny-pdf'
import { startTrustServices, type TrustServicesForTest } from '#test/support/trust-services'

let pki: TrustServicesForTest
beforeAll(async () => {
  pki = await startTrustServices()
})
afterAll(() => pki.close())

/** Every kind of key and algorithm. */
const KEYS: { name: string; key: LeafSpec['key']; pss?: boolean }[] = [
  { name: 'RSA 2048, PKCS#1 v1.5', key: 'rsa-2048' },
  { name: 'RSA 2048, PSS', key: 'rsa-2048', pss: true },
  { name: 'RSA 3072, PKCS#1 v1.5', key: 'rsa-3072' },
  { name: 'RSA 4096, PKCS#1 v1.5', key: 'rsa-4096' },
  { name: 'RSA 4096, PSS', key: 'rsa-4096', pss: true },
  { name: 'P-256, ECDSA', key: 'p-256' },
  { name: 'P-384, ECDSA', key: 'p-384' },
]

const chain = () => [pki.issuing.certificate, pki.policy.certificate]

async function pdfsig(bytes: Uint8Array): Promise<number> {
  return inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'signed.pdf'), bytes)
    const { output } = await judge('pdfsig', ['-nocert', join(folder, 'signed.pdf')])
    return output.match(/Signature is Valid/g)?.length ?? 0
  })
}

async function qpdfAccepts(bytes: Uint8Array): Promise<boolean> {
  return inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'signed.pdf'), bytes)
    return (await judge('qpdf', ['--check', join(folder, 'signed.pdf')])).code === 0
  })
}

async function opensslAcceptsCms({ cms, content }: { cms: Uint8Array; content: Uint8Array }): Promise<number> {
  return inTemporaryFolder(async (folder) => {
    const path = (name: string) => join(folder, name)
    const chainPem = [pki.root, pki.policy].map(({ certificate }) => new X509Certificate(certificate).toString())
    await writeFile(path('trusted.pem'), chainPem.join(''))
    await writeFile(path('cms'), cms)
    await writeFile(path('content'), content)
    const { code } = await judge('openssl', [
      ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', path('cms'), '-content', path('content')],
      ...['-CAfile', path('trusted.pem'), '-purpose', 'any', '-out', path('out')],
    ])
    return code
  })
}

async function opensslAcceptsToken({ cms, content }: { cms: Uint8Array; content: Uint8Array }): Promise<number> {
  return inTemporaryFolder(async (folder) => {
    const path = (name: string) => join(folder, name)
    await writeFile(path('root.pem'), new X509Certificate(pki.root.certificate).toString())
    await writeFile(path('token'), cms)
    await writeFile(path('content'), content)
    const { code } = await judge('openssl', [
      ...['ts', '-verify', '-token_in', '-in', path('token'), '-data', path('content'), '-CAfile', path('root.pem')],
    ])
    return code
  })
}

const reportOf = (bytes: Uint8Array) =>
  verifyPdf(bytesInMemory(bytes), { anchors: [pki.root.certificate], at: new Date(), file: 'a.pdf' })

describe.each(KEYS)('with $name', ({ name, key: kind, pss = false }) => {
  const serial = 1000 + KEYS.findIndex((one) => one.name === name)
  const key = async () => keyFrom(await pki.issue({ serial, key: kind }), { chain: chain(), pss })

  test.each(PadesLevels.options)('level %s is reached; pdfsig, OpenSSL, qpdf and ours accept it', async (level) => {
    const input = level === 'B-LT' ? withStreams(TWO_PAGES) : withTable(TWO_PAGES)
    const { bytes, ...signed } = await signBytesAt(input, await key(), { ...partsFor(pki), level })
    expect(signed).toMatchObject({ level, shortfall: undefined, size: bytes.length })
    expect(bytes.subarray(0, input.length).equals(input)).toBe(true)
    const all = partsOfSignatures(bytes)
    expect(all).toHaveLength(level === 'B-LTA' ? 2 : 1)
    expect(await pdfsig(bytes)).toBe(1)
    expect(await opensslAcceptsCms(all[0] ?? partsOfLastSignature(bytes))).toBe(0)
    if (level === 'B-LTA') expect(await opensslAcceptsToken(partsOfLastSignature(bytes))).toBe(0)
    expect(await qpdfAccepts(bytes)).toBe(true)
    const { verdict, signatures } = await reportOf(bytes)
    expect(verdict).toBe('TOTAL-PASSED')
    expect(signatures[0]).toMatchObject({ level, modification: isExtended(level) ? 'permitted' : 'none' })
  })
})

const isExtended = (level: PadesLevel) => level === 'B-LT' || level === 'B-LTA'
