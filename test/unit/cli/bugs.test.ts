import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError, type FileReport } from '#contract'
import type { VerifyPdf } from '#core/office-ports'
import { signPdf } from '#core/signing/sign-pdf'
import { createOutput } from '#main/cli/output'
import { runSign } from '#main/cli/sign'
import { runVerify } from '#main/cli/verify'

const verifyPdf = vi.hoisted(() => vi.fn<VerifyPdf>())
vi.mock('#main/adapters/verifier/verifier', () => ({
  createVerifier: () => ({ verifyPdf, warm: () => undefined, close: () => Promise.resolve() }),
}))
const withinTime = vi.hoisted(() => vi.fn((services: unknown, _ms: number) => ({ limited: services })))
vi.mock('#core/revocation/asking-limit', async (original) => ({ ...(await original<object>()), withinTime }))
vi.mock('#core/signing/sign-pdf', () => ({ signPdf: vi.fn() }))
vi.mock('#core/certificates/usable', () => ({ requireUsableForSigning: () => undefined }))
vi.mock('#main/cli/check-certificate', () => ({ checkCertificate: async () => undefined }))
vi.mock('#core/shadow/shadow-warnings', () => ({ shadowWarnings: async () => [] }))
vi.mock('#main/cli/sign-look', () => ({
  createSignLooks: () => ({ of: async () => ({}), close: async () => undefined }),
}))
vi.mock('#main/adapters/keys/pkcs12', () => ({
  openPkcs12: async () => ({ share: () => ({}), close: () => undefined }),
}))

let folder: string
let printed: { out: string; err: string }
const at = (name: string) => join(folder, name)
const bug = () => Promise.reject(new TypeError('undefined is not a function'))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-bugs-'))
  for (const name of ['a.pdf', 'b.pdf', 'c.pdf', 'k.p12', 'password']) writeFileSync(at(name), name)
  mkdirSync(at('signed'))
  printed = { out: '', err: '' }
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const output = () =>
  createOutput(
    { out: { write: (text) => (printed.out += text) }, err: { write: (text) => (printed.err += text) } },
    { language: 'vi', asJson: true },
  )
const files = () => ['a.pdf', 'b.pdf', 'c.pdf'].map(at)

test('all questions about one file have one end of time, each file its own', async () => {
  const report = { signatures: [], verdict: 'TOTAL-PASSED' } as unknown as FileReport
  verifyPdf.mockResolvedValue(report)
  await runVerify(output(), files(), { trust: [], workspace: folder })
  expect(withinTime.mock.calls.map(([, ms]) => ms)).toEqual([60_000, 60_000, 60_000])
  expect(verifyPdf.mock.calls.slice(-3).map(([, { services }]) => services)).toMatchObject(
    Array.from({ length: 3 }, () => ({ limited: { evidence: expect.any(Function) as unknown } })),
  )
  verifyPdf.mockReset()
})

describe('a bug in one file leaves the others their turn', () => {
  test('when verifying', async () => {
    const report = { signatures: [], verdict: 'TOTAL-PASSED' } as unknown as FileReport
    verifyPdf.mockResolvedValueOnce(report).mockImplementationOnce(bug).mockResolvedValueOnce(report)
    const code = await runVerify(output(), files(), { trust: [], workspace: undefined })
    expect([code, JSON.parse(printed.out)]).toMatchObject([
      1,
      {
        files: [
          { verdict: 'TOTAL-PASSED' },
          { verdict: null, error: { code: 'internal', message: expect.stringMatching(/^[^{}]+\.$/) as string } },
          { verdict: 'TOTAL-PASSED' },
        ],
      },
    ])
    expect(printed.err).toContain('TypeError')
  })

  test('when signing', async () => {
    const signed = { field: 'Signature1', sha256: 'ab', size: 2 }
    // By the file, not by its turn: they are under way together.
    vi.mocked(signPdf).mockImplementation(async ({ source }) => {
      const name = Buffer.from(source.read(0, source.size)).toString()
      if (name === 'a.pdf') return bug()
      if (name === 'b.pdf') throw new AppError('not-a-pdf')
      return signed as Awaited<ReturnType<typeof signPdf>>
    })
    const code = await runSign(output(), files(), {
      outDir: at('signed'),
      p12: at('k.p12'),
      passwordFile: at('password'),
      role: 'plain',
      level: 'B-B',
    })
    expect([code, JSON.parse(printed.out)]).toMatchObject([
      1,
      {
        files: [{ error: { code: 'internal' } }, { error: { code: 'not-a-pdf' } }, { field: 'Signature1' }],
        signed: 1,
        failed: 2,
      },
    ])
  })
})
