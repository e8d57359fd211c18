import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UsageError } from '#main/cli/failures'
import { readLevelOptions } from '#main/cli/level'
import { toPfx } from '#seeds/pfx'
import { temporaryFolder } from '#test/support/core'
import { judge } from '#test/support/outside-judges'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'
import { startTrustServices, type TrustServicesForTest } from '#test/support/trust-services'

const PASSWORD = 'a password hard to guess'

let pki: TrustServicesForTest
let pfx: Uint8Array
beforeAll(async () => {
  pki = await startTrustServices()
  const leaf = await pki.issue({ serial: 5001, commonName: 'Lê Thị Dòng Lệnh' })
  pfx = toPfx(leaf, [pki.issuing.certificate, pki.policy.certificate], PASSWORD)
})
afterAll(() => pki.close())

async function inFolder() {
  const folder = await temporaryFolder()
  const at = (name: string) => join(folder, name)
  await writeFile(at('key.p12'), pfx)
  await writeFile(at('password'), `${PASSWORD}\n`)
  await writeFile(at('root.cer'), pki.root.certificate)
  await writeFile(at('in.pdf'), withTable(TWO_PAGES))
  const vanthu = (...args: string[]) => {
    const child = spawn(process.execPath, ['main/cli/index.ts', '--json', '--workspace', at('workspace'), ...args])
    let out = ''
    child.stdout.on('data', (part: Buffer) => (out += part.toString()))
    return new Promise<{ code: number; answer: unknown }>((resolve) => {
      child.once('close', (code) => {
        resolve({ code: code ?? -1, answer: JSON.parse(out) as unknown })
      })
    })
  }
  const sign = (out: string, ...more: string[]) =>
    vanthu('sign', at('in.pdf'), '--out', at(out), '--p12', at('key.p12'), '--password-file', at('password'), ...more)
  return { at, vanthu, sign }
}

describe('vanthu sign --level', () => {
  test('reaches B-LTA, says so, and verify reads it back', async () => {
    const { at, sign, vanthu } = await inFolder()
    const signed = await sign('out.pdf', '--level', 'B-LTA', '--tsa', pki.url('/tsa'), '--trust', at('root.cer'))
    expect(signed).toMatchObject({ code: 0, answer: { files: [{ level: 'B-LTA' }], signed: 1, failed: 0 } })
    const verified = await vanthu('verify', at('out.pdf'), '--trust', at('root.cer'))
    const signatures = [{ level: 'B-LTA', modification: 'permitted' }, { indication: 'TOTAL-PASSED' }]
    expect(verified).toMatchObject({ code: 0, answer: { files: [{ verdict: 'TOTAL-PASSED', signatures }] } })
  })

  test('with an authority that does not answer fails, names it, and leaves no file of a lower level', async () => {
    const { at, sign } = await inFolder()
    const { code, answer } = await sign('out.pdf', '--level', 'B-T', '--tsa', pki.url('/nowhere'))
    expect(code).toBe(1)
    expect(answer).toMatchObject({ files: [{ error: { code: 'tsa-unreachable' } }], signed: 0, failed: 1 })
    expect(existsSync(at('out.pdf'))).toBe(false)
  })

  test.each([
    ['a level without an authority', { level: 'B-T' }],
    ['a level that does not exist', { level: 'B-X' }],
    ['an address that is none', { level: 'B-T', tsa: 'tsa.example' }],
    ['a digest that is too weak', { level: 'B-T', tsa: 'http://tsa.example', tsaDigest: 'sha1' }],
  ])('%s is wrong usage', (_what, flags) => {
    expect(() => readLevelOptions(flags)).toThrow(UsageError)
  })
})

describe('vanthu sign', () => {
  test('refuses a revoked certificate before anything is written', async () => {
    const { at, sign } = await inFolder()
    const leaf = await pki.issue({ serial: 5002, commonName: 'Đã Thu Hồi' })
    await writeFile(at('key.p12'), toPfx(leaf, [pki.issuing.certificate], PASSWORD))
    pki.revoke(5002)
    expect(await sign('out.pdf')).toMatchObject({ code: 1, answer: { error: { code: 'certificate-revoked' } } })
    expect(existsSync(at('out.pdf'))).toBe(false)
  })
})

describe('vanthu raise', () => {
  test('raises a B-B file; its bytes stay, and pdfsig still calls the signature valid', async () => {
    const { at, sign, vanthu } = await inFolder()
    await sign('b.pdf')
    const args = ['--level', 'B-LTA', '--tsa', pki.url('/tsa'), '--trust', at('root.cer')]
    const raised = await vanthu('raise', at('b.pdf'), '--out', at('lta.pdf'), ...args)
    expect(raised).toMatchObject({ code: 0, answer: { files: [{ level: 'B-LTA' }], raised: 1 } })
    const before = readFileSync(at('b.pdf'))
    expect(readFileSync(at('lta.pdf')).subarray(0, before.length).equals(before)).toBe(true)
    expect((await judge('pdfsig', [at('lta.pdf')])).output).toContain('Signature is Valid')
  })

  test('refuses a file that nobody has signed', async () => {
    const { at, vanthu } = await inFolder()
    const args = ['--level', 'B-T', '--tsa', pki.url('/tsa')]
    const refused = await vanthu('raise', at('in.pdf'), '--out', at('t.pdf'), ...args)
    expect(refused).toMatchObject({ code: 1, answer: { files: [{ error: { code: 'no-signature' } }] } })
  })
})
