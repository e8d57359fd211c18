import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { SENTENCES } from '#contract/sentences'
import { toPfx } from '#seeds/pfx'
import { createPki, type Pki } from '#seeds/pki'
import { judge } from '#test/support/outside-judges'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

const PASSWORD = 'a password hard to guess'
const DAY_MS = 86_400_000

let pki: Pki
let keys: string
let folder: string

/** Keys are valid around the real day: the command line asks the real clock. */
async function makeKey(name: string, notBefore: Date, purpose: 'signatures' | 'encryption', notAfter?: Date) {
  const spec = { serial: readdirSync(keys).length + 10, commonName: name, notBefore, key: 'rsa-2048', purpose } as const
  const leaf = await pki.issue(notAfter === undefined ? spec : { ...spec, notAfter })
  await writeFile(join(keys, `${name}.p12`), toPfx(leaf, [pki.issuing.certificate], PASSWORD))
}

beforeAll(async () => {
  keys = await mkdtemp(join(tmpdir(), 'vanthu-cli-keys-'))
  pki = await createPki()
  const now = Date.now()
  await makeKey('leader', new Date(now - DAY_MS), 'signatures')
  await makeKey('expired', new Date(now - 9 * DAY_MS), 'signatures', new Date(now - DAY_MS))
  await makeKey('early', new Date(now + DAY_MS), 'signatures')
  await makeKey('encryption', new Date(now - DAY_MS), 'encryption')
  await writeFile(join(keys, 'root.cer'), pki.root.certificate)
  await writeFile(join(keys, 'password'), `${PASSWORD}\n`)
  await writeFile(join(keys, 'wrong'), 'sai\n')
})
afterAll(() => rm(keys, { recursive: true, force: true }))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
})

type Ran = { code: number; out: string; err: string }

/** Runs `vanthu` as a process, without a terminal. */
function vanthu(...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, ['main/cli/index.ts', '--workspace', join(folder, 'workspace'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ran: Ran = { code: -1, out: '', err: '' }
  child.stdout.on('data', (part: Buffer) => (ran.out += part.toString()))
  child.stderr.on('data', (part: Buffer) => (ran.err += part.toString()))
  return new Promise((resolve) => {
    child.once('close', (code) => {
      resolve({ ...ran, code: code ?? -1 })
    })
  })
}

const key = (name = 'leader') => ['--p12', join(keys, `${name}.p12`), '--password-file', join(keys, 'password')]
const at = (name: string) => join(folder, name)

async function aPdf(name = 'in.pdf'): Promise<Buffer> {
  const bytes = withTable(TWO_PAGES)
  await writeFile(at(name), bytes)
  return bytes
}

describe('vanthu sign', () => {
  test('writes a new file that begins with the input and that others call valid', async () => {
    const input = await aPdf()
    const { code, out } = await vanthu('sign', at('in.pdf'), '--out', at('out.pdf'), ...key())
    expect([code, out]).toEqual([0, expect.stringContaining('out.pdf')])
    expect(readFileSync(at('out.pdf')).subarray(0, input.length).equals(input)).toBe(true)
    expect(readFileSync(at('in.pdf')).equals(input)).toBe(true)
    expect((await judge('pdfsig', [at('out.pdf')])).output).toContain('Signature is Valid')
    expect((await judge('qpdf', ['--check', at('out.pdf')])).code).toBe(0)
  })

  test('with --json one document on stdout says what happened to each file, and the others go on', async () => {
    await aPdf('a.pdf')
    await aPdf('c.pdf')
    await writeFile(at('b.pdf'), 'Kính gửi')
    await mkdir(at('signed'))
    const files = ['a.pdf', 'b.pdf', 'missing.pdf', 'c.pdf'].map(at)
    const { code, out } = await vanthu('--json', 'sign', ...files, '--out-dir', at('signed'), ...key())
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      files: [
        { file: at('a.pdf'), out: at('signed/a.pdf'), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
        { file: at('b.pdf'), error: { code: 'not-a-pdf' } },
        { file: at('missing.pdf'), error: { code: 'file-missing' } },
        { file: at('c.pdf'), out: at('signed/c.pdf') },
      ],
      signed: 2,
      failed: 2,
    })
    expect(readdirSync(at('signed')).sort()).toEqual(['a.pdf', 'c.pdf'])
  })

  test('a folder is signed with its subfolders; what was signed before is no input', async () => {
    await mkdir(at('papers/inner'), { recursive: true })
    await mkdir(at('papers/signed'))
    await aPdf('papers/one.pdf')
    await aPdf('papers/inner/two.PDF')
    await writeFile(at('papers/note.txt'), 'no PDF')
    await aPdf('papers/signed/earlier.pdf')
    const { code, out } = await vanthu('sign', at('papers'), '--out-dir', at('papers/signed'), ...key())
    expect([code, out.trim().split('\n')]).toEqual([0, [expect.anything(), expect.anything()]])
    expect(readdirSync(at('papers/signed'), { recursive: true }).sort()).toEqual(
      ['earlier.pdf', 'inner', join('inner', 'two.PDF'), 'one.pdf'].sort(),
    )
    expect((await vanthu('sign', at('papers'), '--out', at('x.pdf'), ...key())).code).toBe(2)
  })

  test.each([
    [['leader'], '2', /Ký bởi: leader[\s\S]*Thời gian ký: \d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00/],
    [['appendix', '--document-code', '05/UBND-VP'], '1', /^05\/UBND-VP\s+\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00/],
  ])('the signature of --role %j is seen on page %s', async (role, page, shown) => {
    await aPdf()
    expect((await vanthu('sign', at('in.pdf'), '--out', at('out.pdf'), '--role', ...role, ...key())).code).toBe(0)
    expect((await judge('pdftotext', ['-f', page, '-l', page, at('out.pdf'), '-'])).output).toMatch(shown)
  })

  test.each([
    ['the input itself', 'in.pdf'],
    ['another file', 'other.pdf'],
  ])('never overwrites %s', async (_what, name) => {
    const input = await aPdf()
    await writeFile(at('other.pdf'), 'quan trọng')
    const before = readFileSync(at(name))
    const { code, err } = await vanthu('sign', at('in.pdf'), '--out', at(name), ...key())
    expect([code, err]).toEqual([1, expect.stringContaining(SENTENCES['output-exists'].vi)])
    expect(readFileSync(at(name)).equals(before)).toBe(true)
    expect(readFileSync(at('in.pdf')).equals(input)).toBe(true)
    expect(readdirSync(folder).filter((file) => file.includes('.tmp'))).toEqual([])
  })

  test.each([
    ['expired', 'certificate-expired', 'Điều 5.1.a Thông tư 15/2025/TT-BKHCN'],
    ['early', 'certificate-not-yet-valid', 'Điều 5.1.a Thông tư 15/2025/TT-BKHCN'],
    ['encryption', 'certificate-not-for-signing', 'Điều 5.1.a Thông tư 15/2025/TT-BKHCN'],
  ])('a key that is %s is refused before anything is written, and the clause is named', async (name, code, clause) => {
    await aPdf()
    const ran = await vanthu('--json', 'sign', at('in.pdf'), '--out', at('out.pdf'), ...key(name))
    expect(ran.code).toBe(1)
    expect(JSON.parse(ran.out)).toMatchObject({ error: { code, message: expect.stringContaining(clause) as string } })
    expect(readdirSync(folder)).toEqual(['in.pdf'])
  })

  test('a wrong password is said in the asked language; the password is nowhere in the output', async () => {
    await aPdf()
    const args = ['--p12', join(keys, 'leader.p12'), '--password-file', join(keys, 'wrong')]
    const ran = await vanthu('--lang', 'en', 'sign', at('in.pdf'), '--out', at('out.pdf'), ...args)
    expect([ran.code, ran.err.trim()]).toEqual([1, SENTENCES['wrong-key-password'].en])
  })

  test.each([
    [['sign']],
    [['sign', 'in.pdf']],
    [['sign', 'in.pdf', '--out', 'o.pdf']],
    [['sign', 'a.pdf', 'b.pdf', '--out', 'o.pdf', '--p12', 'k.p12']],
    [['sign', 'in.pdf', '--out', 'o.pdf', '--p12', 'k.p12', '--rect', '1,2,x,4']],
    [['sign', 'in.pdf', '--out', 'o.pdf', '--p12', 'k.p12', '--role', 'king']],
    [['no-such-command']],
    [['--lang', 'fr', 'check']],
    [['stats', '--period', '2022-H3']],
    [['stats', '--from', '2022-02-30', '--to', '2022-03-01']],
    [['demo', '--scale', 'big']],
    [['serve']],
  ])('%j is wrong usage', async (args) => {
    const ran = await vanthu(...args)
    expect([ran.code, ran.out]).toEqual([2, ''])
    expect(ran.err).not.toMatch(/\n\s+at /)
  })

  test('without a terminal and without a password file nothing waits for ever', async () => {
    await aPdf()
    const ran = await vanthu('sign', at('in.pdf'), '--out', at('out.pdf'), '--p12', join(keys, 'leader.p12'))
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('--password-file')])
  })
})

describe('vanthu verify', () => {
  const FIELDS = [
    'changesAfter',
    'coversWholeDocument',
    'field',
    'indication',
    'level',
    'modification',
    'signedAt',
    'signer',
    'subIndication',
    'timestamp',
  ]

  test('prints the agreed document; 0 only where every signature passes', async () => {
    await aPdf()
    await vanthu('sign', at('in.pdf'), '--out', at('out.pdf'), ...key())
    const ran = await vanthu('--json', 'verify', at('out.pdf'), '--trust', join(keys, 'root.cer'))
    const { files } = JSON.parse(ran.out) as { files: { signatures: Record<string, unknown>[]; verdict: string }[] }
    expect(files).toMatchObject([{ file: at('out.pdf'), verdict: 'TOTAL-PASSED' }])
    expect(Object.keys(files[0]?.signatures[0] ?? {})).toEqual(expect.arrayContaining(FIELDS))
    expect(files[0]?.signatures).toMatchObject([{ signer: 'leader', level: 'B-B', coversWholeDocument: true }])
    expect(ran.code).toBe(0)
  })

  test('without trust anchors nothing is valid', async () => {
    await aPdf()
    await vanthu('sign', at('in.pdf'), '--out', at('out.pdf'), ...key())
    const ran = await vanthu('--json', 'verify', at('out.pdf'))
    expect(JSON.parse(ran.out)).toMatchObject({ files: [{ verdict: 'INDETERMINATE' }] })
    expect(ran.code).toBe(1)
  })

  test('a changed file fails, an unsigned one has no signature, a broken one is an error of its own', async () => {
    const input = await aPdf()
    await vanthu('sign', at('in.pdf'), '--out', at('out.pdf'), ...key())
    const changed = readFileSync(at('out.pdf'))
    const offset = input.indexOf('BT')
    changed[offset < 0 ? 20 : offset] = 0x42 ^ 1
    await writeFile(at('changed.pdf'), changed)
    await writeFile(at('broken.pdf'), '%PDF-1.7\nnothing more')
    const ran = await vanthu('--json', 'verify', at('changed.pdf'), at('in.pdf'), at('broken.pdf'))
    expect(JSON.parse(ran.out)).toMatchObject({
      files: [
        { verdict: 'TOTAL-FAILED' },
        { verdict: 'NO-SIGNATURE', signatures: [] },
        { verdict: null, error: { code: 'pdf-damaged' } },
      ],
    })
    expect(ran.code).toBe(1)
  })
})

describe('a workspace', () => {
  test('without an office has no statistics, and says what to do', async () => {
    const ran = await vanthu('--json', 'stats')
    expect([ran.code, JSON.parse(ran.out)]).toMatchObject([1, { error: { code: 'workspace-not-ready' } }])
  })

  test('that is fresh passes its check', async () => {
    const ran = await vanthu('--json', 'check')
    expect([ran.code, JSON.parse(ran.out)]).toMatchObject([0, { ok: true }])
  })

  test('that is in use is not opened by a second program', async () => {
    const first = spawn(
      process.execPath,
      ['main/cli/index.ts', '--workspace', join(folder, 'workspace'), 'open', '--no-browser'],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    )
    const ended = new Promise<number | null>((resolve) => first.once('close', resolve))
    onTestFinished(() => void first.kill('SIGKILL'))
    const printed = await new Promise<string>((resolve) => {
      let text = ''
      first.stdout.on('data', (part: Buffer) => {
        text += part.toString()
        if (text.includes('Ctrl+C')) resolve(text)
      })
    })
    expect(printed).toMatch(/http:\/\/127\.0\.0\.1:\d+\/enter\/\S{43}/)
    const second = await vanthu('--json', 'check')
    expect([second.code, JSON.parse(second.out)]).toMatchObject([1, { error: { code: 'workspace-in-use' } }])
    first.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect((await vanthu('check')).code).toBe(0)
  })

  test.runIf(process.platform === 'linux')('is opened in the browser without its address in any argument', async () => {
    await mkdir(at('bin'))
    await writeFile(
      at('bin/xdg-open'),
      `#!/bin/sh\nprintf '%s' "$*" > '${at('asked.part')}'\n/bin/mv '${at('asked.part')}' '${at('asked')}'\n`,
      { mode: 0o755 },
    )
    const opened = spawn(process.execPath, ['main/cli/index.ts', '--workspace', join(folder, 'workspace'), 'open'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, PATH: at('bin') },
    })
    const ended = new Promise<number | null>((resolve) => opened.once('close', resolve))
    onTestFinished(() => void opened.kill('SIGKILL'))
    let printed = ''
    opened.stdout.on('data', (part: Buffer) => (printed += part.toString()))
    await vi.waitUntil(() => existsSync(at('asked')), { timeout: 20_000 })
    const asked = readFileSync(at('asked'), 'utf8')
    const address = /http:\S+/.exec(printed)?.[0] ?? 'none'
    expect(asked).toMatch(/^file:\/\/\S+\.html$/)
    expect(asked).not.toContain('/enter/')
    expect(readFileSync(new URL(asked), 'utf8')).toContain(address)
    await fetch(address)
    await vi.waitUntil(() => !existsSync(new URL(asked)))
    opened.kill('SIGTERM')
    expect(await ended).toBe(0)
  })
})
