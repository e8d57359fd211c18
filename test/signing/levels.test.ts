import { X509Certificate } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PadesLevel, PadesLevel as PadesLevels } from '#contract'
import { upgradePdf } from '#core/levels/raise-level'
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
  { name: 'RSA 3072, PSS', key: 'rsa-3072', pss: true },
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

describe('a file of several signatures', () => {
  const signer = async (serial: number) => keyFrom(await pki.issue({ serial, key: 'p-256' }), { chain: chain() })

  test('certified by the leader, locked by the agency, reaches B-LTA for both; pdfsig keeps both valid', async () => {
    const wanted = { ...partsFor(pki), level: 'B-T' as const }
    const first = await signBytesAt(withTable(TWO_PAGES), await signer(2001), { ...wanted, request: { certify: 2 } })
    const request = { lock: { action: 'All', permissions: 1 } as const }
    const { bytes } = await signBytesAt(first.bytes, await signer(2002), { ...wanted, level: 'B-LTA', request })
    expect(bytes.subarray(0, first.bytes.length).equals(first.bytes)).toBe(true)
    expect(await pdfsig(bytes)).toBe(2)
    const { verdict, signatures } = await reportOf(bytes)
    expect(verdict).toBe('TOTAL-PASSED')
    expect(signatures.map(({ level, modification }) => [level, modification])).toEqual([
      ['B-LTA', 'permitted'],
      ['B-LTA', 'permitted'],
      ['unknown', 'none'],
    ])
  })

  test('is raised again and again: each time the earlier bytes stay, the store grows, and all stay valid', async () => {
    let bytes: Buffer = withStreams(TWO_PAGES)
    for (const serial of [2011, 2012, 2013]) {
      const before = bytes
      bytes = (await signBytesAt(before, await signer(serial), { ...partsFor(pki), level: 'B-LTA' })).bytes
      expect(bytes.subarray(0, before.length).equals(before)).toBe(true)
    }
    expect(await pdfsig(bytes)).toBe(3)
    expect(await qpdfAccepts(bytes)).toBe(true)
    const { verdict, signatures } = await reportOf(bytes)
    expect(verdict).toBe('TOTAL-PASSED')
    expect(signatures.map(({ level }) => level)).toEqual(['B-LTA', 'unknown', 'B-LTA', 'unknown', 'B-LTA', 'unknown'])
  })

  test('that is certified to allow no change at all is not raised: readers would call it broken', async () => {
    const wanted = { ...partsFor(pki), level: 'B-B' as const }
    const { bytes } = await signBytesAt(withTable(TWO_PAGES), await signer(2021), {
      ...wanted,
      request: { certify: 1 },
    })
    const raising = upgradePdf(bytesInMemory(bytes), { ...wanted, level: 'B-LTA' }, { write: () => undefined })
    await expect(raising).rejects.toMatchObject({ code: 'signing-forbidden-by-document' })
  })
})

describe('an existing file is raised', () => {
  test.each([
    ['B-B', 'B-T', 1],
    ['B-B', 'B-LT', 1],
    ['B-B', 'B-LTA', 2],
    ['B-T', 'B-LT', 0],
    ['B-T', 'B-LTA', 1],
    ['B-LT', 'B-LTA', 1],
  ] as const)(
    'from %s to %s with %i document timestamps, and nothing that was there changes',
    async (from, to, stamps) => {
      const key = keyFrom(await pki.issue({ serial: 2100, key: 'p-384' }), { chain: chain() })
      const { bytes } = await signBytesAt(withStreams(TWO_PAGES), key, { ...partsFor(pki), level: from })
      const parts: Buffer[] = []
      const sink = { write: (chunk: Uint8Array) => void parts.push(Buffer.from(chunk)) }
      const raised = await upgradePdf(bytesInMemory(bytes), { ...partsFor(pki), level: to }, sink)
      const after = Buffer.concat(parts)
      expect(raised).toMatchObject({ level: to, shortfall: undefined, size: after.length })
      expect(after.subarray(0, bytes.length).equals(bytes)).toBe(true)
      expect(await pdfsig(after)).toBe(1)
      const { verdict, signatures } = await reportOf(after)
      expect([verdict, signatures[0]?.level, signatures.length - 1]).toEqual(['TOTAL-PASSED', to, stamps])
    },
  )
})
