import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { SENTENCES } from '#contract/sentences'
import { SIGNING_WARNING_SENTENCES } from '#contract/signing-warnings'
import { toPfx } from '#seeds/pfx'
import { createPki, type Pki } from '#seeds/pki'
import { temporaryFolder } from '#test/support/core'
import { encryptedPdf } from '#test/support/encrypted-pdf'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

const PASSWORD = 'a password hard to guess'

let pki: Pki
let pfx: Uint8Array
beforeAll(async () => {
  pki = await createPki()
  const notBefore = new Date(Date.now() - 86_400_000)
  const leaf = await pki.issue({ serial: 77, commonName: 'Lê Thị Dòng Lệnh', notBefore, key: 'rsa-2048' })
  pfx = toPfx(leaf, [pki.issuing.certificate], PASSWORD)
})

async function inFolder(input: Uint8Array) {
  const folder = await temporaryFolder()
  const at = (name: string) => join(folder, name)
  await writeFile(at('key.p12'), pfx)
  await writeFile(at('password'), `${PASSWORD}\n`)
  await writeFile(at('root.cer'), pki.root.certificate)
  await writeFile(at('in.pdf'), input)
  const vanthu = (...args: string[]) => {
    const child = spawn(process.execPath, [
      'main/cli/index.ts',
      '--json',
      '--lang',
      'en',
      '--workspace',
      at('w'),
      ...args,
    ])
    let [out, err] = ['', '']
    child.stdout.on('data', (part: Buffer) => (out += part.toString()))
    child.stderr.on('data', (part: Buffer) => (err += part.toString()))
    return new Promise<{ code: number; answer: unknown; err: string }>((resolve) => {
      child.once('close', (code) => {
        resolve({ code: code ?? -1, answer: JSON.parse(out) as unknown, err })
      })
    })
  }
  const sign = (...more: string[]) =>
    vanthu(
      'sign',
      at('in.pdf'),
      '--out',
      at('out.pdf'),
      '--p12',
      at('key.p12'),
      '--password-file',
      at('password'),
      ...more,
    )
  return { at, vanthu, sign }
}

describe('an encrypted file', () => {
  const filePassword = 'mat-khau-tep'
  const encrypted = () => encryptedPdf(withTable(TWO_PAGES), 'AES-256 (V5, R6)', { user: filePassword, owner: 'chu' })

  test('is signed and verified with --password-pdf-file; the password is said nowhere', async () => {
    const { at, sign, vanthu } = await inFolder(await encrypted())
    await writeFile(at('file-password'), `${filePassword}\n`)
    const place = ['--role', 'leader', '--page', '1', '--rect', '100,100,150,60']
    const signed = await sign('--password-pdf-file', at('file-password'), ...place)
    expect(signed).toMatchObject({ code: 0, answer: { signed: 1 } })
    const args = ['verify', at('out.pdf'), '--trust', at('root.cer')]
    const verified = await vanthu(...args, '--password-pdf-file', at('file-password'))
    expect(verified).toMatchObject({ code: 0, answer: { files: [{ verdict: 'TOTAL-PASSED' }] } })
    expect(JSON.stringify([signed, verified])).not.toContain(filePassword)
  })

  test('without its password, or with a wrong one, is refused with what to do, and nothing is written', async () => {
    const { at, sign } = await inFolder(await encrypted())
    expect(await sign()).toMatchObject({ code: 1, answer: { files: [{ error: { code: 'pdf-encrypted' } }] } })
    await writeFile(at('wrong'), 'sai\n')
    const ran = await sign('--password-pdf-file', at('wrong'))
    expect(ran).toMatchObject({ code: 1, answer: { files: [{ error: { code: 'pdf-password-wrong' } }] } })
    expect(ran.err).toContain(SENTENCES['pdf-password-wrong'].en)
    expect(existsSync(at('out.pdf'))).toBe(false)
  })
})

/** The test's certificates name no service that could say whether they are revoked. */
const ONLY_UNCHECKED = /^Note: whether the certificate was revoked could not be checked.*\n$/

describe('what a signer should know', () => {
  test('is said on stderr and stands beside the file in --json; an honest file has none', async () => {
    const [catalog = '', ...others] = TWO_PAGES
    const script = '/OpenAction << /S /JavaScript /JS (x) >> >>'
    const prepared = await inFolder(withTable([catalog.replace(/>>$/, script), ...others]))
    const ran = await prepared.sign()
    const warnings = [{ code: 'script', severity: 'warning', page: null, object: 1, detail: '' }]
    expect(ran).toMatchObject({ code: 0, answer: { files: [{ warnings }] } })
    expect(ran.err).toContain(SIGNING_WARNING_SENTENCES.script.en)
    const honest = await inFolder(withTable(TWO_PAGES))
    expect(await honest.sign()).toMatchObject({
      code: 0,
      answer: { files: [{ warnings: [] }] },
      err: expect.stringMatching(ONLY_UNCHECKED) as string,
    })
  })
})
