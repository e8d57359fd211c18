import { X509Certificate } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { AppError, type FileReport } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { verifyPdf } from '#core/verification/verify-pdf'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'
import { type LeafName, TEST_NOW, testAnchors, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { partsOfLastSignature } from '#test/support/signed-parts'
import { TWO_PAGES, withStreams, withTable } from '#test/support/tiny-pdf'

/** Every so many bytes of the CMS are changed. */
const STEP = Number(process.env.VANTHU_FLIP_STEP ?? 7)
const KEYS: LeafName[] = ['leader', 'agency', 'strong', 'curve', 'curve384']

async function opensslVerifies({ cms, content }: { cms: Uint8Array; content: Uint8Array }, options: string[] = []) {
  return inTemporaryFolder(async (folder) => {
    const path = (name: string) => join(folder, name)
    const [root] = await testAnchors()
    await writeFile(path('root.pem'), new X509Certificate(root ?? '').toString())
    await writeFile(path('signature.der'), cms)
    await writeFile(path('content'), content)
    return judge('openssl', [
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', path('signature.der'), '-content', path('content')],
      ...['-CAfile', path('root.pem'), '-purpose', 'any', '-out', path('out')],
      ...['-attime', String(TEST_NOW.getTime() / 1000), ...options],
    ])
  })
}

const pdfsig = (bytes: Uint8Array) =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'signed.pdf')
    await writeFile(path, bytes)
    const { output } = await judge('pdfsig', ['-nocert', path])
    return {
      valid: output.match(/Signature is Valid/g)?.length ?? 0,
      covered: output.match(/- Total document signed/g)?.length ?? 0,
    }
  })

/** Our own verdict; a file too broken to be read is not valid either. */
async function ours(bytes: Uint8Array): Promise<FileReport['verdict'] | 'unreadable'> {
  try {
    const options = { anchors: await testAnchors(), at: TEST_NOW, file: 'a.pdf' }
    return (await verifyPdf(bytesInMemory(bytes), options)).verdict
  } catch (error) {
    if (error instanceof AppError) return 'unreadable'
    throw error
  }
}

describe.each(KEYS)('a file signed with the %s key', (name) => {
  let bytes: Buffer
  beforeAll(async () => {
    bytes = (await signBytes(withStreams(TWO_PAGES), await testKey(name))).bytes
  })

  test('is accepted by OpenSSL as CMS and as CAdES, up to our root', async () => {
    expect(await opensslVerifies(partsOfLastSignature(bytes), ['-cades'])).toMatchObject({ code: 0 })
  })

  test('is accepted by pdfsig as covering the whole file, and by ours', async () => {
    expect(await pdfsig(bytes)).toEqual({ valid: 1, covered: 1 })
    expect(await ours(bytes)).toBe('TOTAL-PASSED')
  })
})

describe('a file that was tampered with', () => {
  let bytes: Buffer
  beforeAll(async () => {
    bytes = (await signBytes(withTable(TWO_PAGES), await testKey('leader'))).bytes
  })

  const flipped = (at: number) => {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 0x01
    return changed
  }

  test('in its content is rejected by OpenSSL, pdfsig and ours', async () => {
    const at = bytes.indexOf('0 0 m')
    const { cms } = partsOfLastSignature(bytes)
    const { content } = partsOfLastSignature(flipped(at))
    expect((await opensslVerifies({ cms, content })).code).not.toBe(0)
    expect(await pdfsig(flipped(at))).toMatchObject({ valid: 0 })
    expect(await ours(flipped(at))).toBe('TOTAL-FAILED')
  })

  test('in its CMS is rejected by OpenSSL, pdfsig and ours', async () => {
    const { cms, content, gap } = partsOfLastSignature(bytes)
    const at = cms.length - 40
    const changed = Buffer.from(cms)
    changed[at] = (changed[at] ?? 0) ^ 0x01
    const file = Buffer.from(bytes)
    file.write(changed.toString('hex'), gap.start + 1, 'latin1')
    expect((await opensslVerifies({ cms: changed, content })).code).not.toBe(0)
    expect(await pdfsig(file)).toMatchObject({ valid: 0 })
    expect(await ours(file)).toBe('TOTAL-FAILED')
  })

  test('anywhere in the covered bytes never passes', async () => {
    const { gap } = partsOfLastSignature(bytes)
    const covered = [...bytes.keys()].filter((at) => at < gap.start || at >= gap.end)
    const verdicts = new Set<string>()
    for (const at of covered) verdicts.add(await ours(flipped(at)))
    expect(verdicts).not.toContain('TOTAL-PASSED')
    expect(verdicts).toContain('TOTAL-FAILED')
  })

  test('anywhere in its CMS never passes', async () => {
    const { cms, gap } = partsOfLastSignature(bytes)
    const verdicts = new Set<string>()
    for (let at = 0; at < cms.length; at += STEP) {
      const changed = Buffer.from(cms)
      changed[at] = (changed[at] ?? 0) ^ 0x21
      const file = Buffer.from(bytes)
      file.write(changed.toString('hex'), gap.start + 1, 'latin1')
      verdicts.add(await ours(file))
    }
    expect([...verdicts].sort()).toEqual(['INDETERMINATE', 'TOTAL-FAILED'])
  })

  test('by a signature of someone whose authority is not ours never passes', async () => {
    const { certificate } = await testKey('agency')
    const options = { anchors: [certificate], at: TEST_NOW, file: 'a.pdf' }
    expect((await verifyPdf(bytesInMemory(bytes), options)).verdict).toBe('INDETERMINATE')
  })
})
