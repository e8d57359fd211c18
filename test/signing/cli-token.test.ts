import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pdfsig } from '#test/support/judged-signature'
import { testLeaf } from '#test/support/pki'
import { PIN, SOFTHSM, type SoftTokens, softTokens } from '#test/support/softhsm'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

let tokens: SoftTokens
let runs = 0
const at = (name: string) => join(tokens.folder, name)

beforeAll(async () => {
  tokens = await softTokens()
  const [leader, curve] = await Promise.all([testLeaf('leader'), testLeaf('curve')])
  await tokens.add('Token cơ quan', [
    { label: 'khóa RSA', id: '01', certificate: leader.certificate, privateKey: leader.privateKey },
    { label: 'khóa EC', id: '02', privateKey: curve.privateKey },
    { label: 'chứng thư EC', id: '02', certificate: curve.certificate },
  ])
  await tokens.add('Token thiếu', [{ label: 'khóa', id: '01', privateKey: leader.privateKey }])
  await writeFile(at('pin'), `${PIN}\n`)
  await writeFile(at('wrong'), '00000000\n')
})
afterAll(() => tokens.remove())

type Ran = { code: number; out: string; err: string; output: string }

/** Signs a file with `vanthu sign` as a process of its own; the outputs of two runs have two names. */
async function signWith(...args: string[]): Promise<Ran> {
  runs += 1
  const [input, output] = [at(`in-${runs}.pdf`), at(`out-${runs}.pdf`)]
  await writeFile(input, withTable(TWO_PAGES))
  const all = ['main/cli/index.ts', 'sign', input, '--out', output, '--lang', 'en', ...args.map(inFolder)]
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'pipe'] })
  const ran: Ran = { code: -1, out: '', err: '', output }
  child.stdout.on('data', (part: Buffer) => (ran.out += part.toString()))
  child.stderr.on('data', (part: Buffer) => (ran.err += part.toString()))
  return new Promise((resolve) => {
    child.once('close', (code) => {
      resolve({ ...ran, code: code ?? -1 })
    })
  })
}

/** `@name` is a file of the test’s folder, which is not there yet when the tables of cases are made. */
const inFolder = (word: string) => (word.startsWith('@') ? at(word.slice(1)) : word)
const token = (label: string, pin = 'pin') => ['--pkcs11', SOFTHSM, '--token', label, '--pin-file', `@${pin}`]

/** The token's certificates name no service that could say whether they are revoked. */
const ONLY_UNCHECKED = /^Note: whether the certificate was revoked could not be checked.*\n$/

describe('vanthu sign with a token', () => {
  test.each([
    ['the key’s label', 'khóa EC'],
    ['the certificate’s label', 'chứng thư EC'],
    ['the name on the certificate', 'Nguyễn Văn Mẫu'],
  ])('finds its key by %s, and pdfsig accepts what it signs', async (_what, name) => {
    const ran = await signWith(...token('Token cơ quan'), '--key', name)
    expect(ran).toMatchObject({ code: 0, err: expect.stringMatching(ONLY_UNCHECKED) as string })
    expect(await pdfsig(await readFile(ran.output))).toMatchObject({ valid: 1 })
  })

  test.each([
    ['several certificates and no name', token('Token cơ quan'), /2 certificates.*chứng thư EC, khóa RSA/],
    ['a name that no key has', [...token('Token cơ quan'), '--key', 'none'], /no certificate to sign with \(none\)/],
    ['a key without a certificate', token('Token thiếu'), /no certificate to sign with; a key without/],
    ['a label that no token has', token('Không có'), /no token named “Không có”.*Token cơ quan/],
    [
      'a wrong PIN',
      [...token('Token cơ quan', 'wrong'), '--key', 'khóa RSA'],
      /PIN of the token “Token cơ quan” is wrong/,
    ],
    ['a module that is not there', ['--pkcs11', '/none.so', '--token', 'x'], /\/none\.so cannot be read/],
    ['a module that is none', ['--pkcs11', 'package.json', '--token', 'x'], /is not a library for this system/],
  ])('says what is wrong with %s, and exits with 1', async (_what, args, sentence) => {
    const ran = await signWith(...args)
    expect(ran.code).toBe(1)
    expect(ran.err).toMatch(sentence)
    expect(ran.err).not.toContain(PIN)
  })
})
