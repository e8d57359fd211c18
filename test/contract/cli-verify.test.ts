import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createOutput } from '#main/cli/output'
import { runVerify, type VerifyFlags } from '#main/cli/verify'
import { judge } from '#test/support/outside-judges'
import { TEST_NOW, testAnchors, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

const NOW = TEST_NOW.toISOString()
let signed: Buffer
let twice: Buffer
beforeAll(async () => {
  signed = (await signBytes(withTable(TWO_PAGES), await testKey('leader'))).bytes
  twice = (await signBytes(signed, await testKey('agency'))).bytes
})

let folder: string
const at = (name: string) => join(folder, name)
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-verify-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const [root = new Uint8Array()] = await testAnchors()
  writeFileSync(at('root.cer'), root)
})

type Ran = { code: number; out: string; err: string }

/** Runs the command in this process; of the test's certificates nobody outside knows anything. */
async function verify(
  paths: string[],
  flags: VerifyFlags,
  { asJson = false, language = 'vi' as const } = {},
): Promise<Ran> {
  const said = { out: '', err: '' }
  const streams = {
    out: { write: (text: string) => (said.out += text) },
    err: { write: (text: string) => (said.err += text) },
  }
  const output = createOutput(streams, { language, asJson })
  const code = await runVerify(output, paths, { trust: [at('root.cer')], at: NOW, workspace: at('none'), ...flags })
  return { ...said, code }
}

describe('vanthu verify', () => {
  test('a folder is verified with its subfolders, in the order of names', async () => {
    mkdirSync(at('in/inner'), { recursive: true })
    writeFileSync(at('in/b.pdf'), signed)
    writeFileSync(at('in/inner/c.PDF'), twice)
    writeFileSync(at('in/a.txt'), 'no PDF')
    const { code, out } = await verify([at('in')], { offline: true }, { asJson: true })
    const { files } = JSON.parse(out) as { files: { file: string; signatures: unknown[]; offline: boolean }[] }
    expect(files.map(({ file, signatures }) => [file, signatures.length])).toEqual([
      [at('in/b.pdf'), 1],
      [at('in/inner/c.PDF'), 2],
    ])
    expect(files.every(({ offline }) => offline)).toBe(true)
    expect(code).toBe(0)
  })

  test('a folder without a PDF is wrong usage', async () => {
    mkdirSync(at('empty'))
    await expect(verify([at('empty')], {})).rejects.toMatchObject({
      words: { en: expect.stringContaining('no PDF') as string },
    })
  })

  test('says what later revisions did: which, on which page, by whom, and whether it was permitted', async () => {
    writeFileSync(at('twice.pdf'), twice)
    const { out } = await verify([at('twice.pdf')], { offline: true }, { asJson: true })
    const [first] =
      (JSON.parse(out) as { files: { signatures: { modification: string; changesAfter: object[] }[] }[] }).files[0]
        ?.signatures ?? []
    expect(first?.modification).toBe('permitted')
    expect(first?.changesAfter.length).toBeGreaterThan(0)
    for (const change of first?.changesAfter ?? []) {
      expect(Object.keys(change).sort()).toEqual(['by', 'detail', 'judgement', 'kind', 'page', 'revision'])
    }
  })

  test('on a terminal: the verdict and what to do, then each signature in words', async () => {
    writeFileSync(at('twice.pdf'), twice)
    const { code, out } = await verify([at('twice.pdf')], { offline: true })
    expect(code).toBe(0)
    expect(out).toContain(`✓ ${at('twice.pdf')}: TOTAL-PASSED\n`)
    expect(out).toContain('Chữ ký 1/2: Nguyễn Văn Mẫu – Hợp lệ (TOTAL-PASSED)')
    expect(out).toContain('  Cơ quan quản lý: Văn Thư demo – dữ liệu mô phỏng\n')
    expect(out).toContain('Điều chưa kiểm tra được\n  - Kiểm tra ngoại tuyến')
  })

  test('at an instant before the certificate nothing passes', async () => {
    writeFileSync(at('a.pdf'), signed)
    const { code, out } = await verify([at('a.pdf')], { offline: true, at: '2024-06-30' }, { asJson: true })
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      files: [{ checkedAt: '2024-06-30T16:59:59.999Z', verdict: expect.not.stringMatching('TOTAL-PASSED') as string }],
    })
  })
})

describe('vanthu verify --report', () => {
  test('writes a PDF with the facts of every file, those that cannot be read too', async () => {
    writeFileSync(at('a.pdf'), signed)
    writeFileSync(at('hỏng.pdf'), '%PDF-1.7\nnothing more')
    const report = at('kết quả/report.pdf')
    const { code, err } = await verify([at('a.pdf'), at('hỏng.pdf')], { offline: true, report })
    expect(code).toBe(1)
    expect(err).toContain(`Đã ghi báo cáo: ${report}`)
    expect((await judge('qpdf', ['--check', report])).code).toBe(0)
    const text = (await judge('pdftotext', ['-raw', report, '-'])).output.replace(/\s+/g, ' ')
    expect(text).toContain('Người ký Nguyễn Văn Mẫu')
    expect(text).toContain('Xét cho thời điểm 09:00 01/07/2026')
    expect(text).toContain('hỏng.pdf Không kiểm tra được')
    expect(text).toMatch(/SHA-256 [0-9a-f]{64}/)
  })

  test('never overwrites a file, an input least of all, and verifies nothing then', async () => {
    writeFileSync(at('a.pdf'), signed)
    await expect(verify([at('a.pdf')], { report: at('a.pdf') })).rejects.toMatchObject({ code: 'output-exists' })
    expect(readFileSync(at('a.pdf')).equals(signed)).toBe(true)
    expect(readdirSync(folder).sort()).toEqual(['a.pdf', 'root.cer'])
  })
})

test('who reads the output may leave early: the work goes on, the exit code stays true', async () => {
  for (let copy = 0; copy < 3; copy += 1) writeFileSync(at(`${String(copy)}.pdf`), twice)
  const args = [
    'main/cli/index.ts',
    '--workspace',
    at('none'),
    'verify',
    folder,
    '--offline',
    '--report',
    at('r/r.pdf'),
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let err = ''
  child.stderr.on('data', (part: Buffer) => (err += part.toString()))
  child.stdout.once('data', () => child.stdout.destroy())
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  expect([code, err]).toEqual([1, `Đã ghi báo cáo: ${at('r/r.pdf')}\n`])
})
