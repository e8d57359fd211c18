/**
 * `npm run bench:sign-token`: 500 two-page files of about 200 KB, RSA-2048 on a SoftHSM2 token behind its own process,
 * visible with seal and text, PAdES B-B, each read from and written to disk. Beside it, in the same run: what the token
 * can do at most, its C_Sign called one after the other without any process or file in between.
 */
import { execFileSync } from 'node:child_process'
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SigningKey } from '#core/ports'
import { inParallel } from '#core/signing/in-parallel'
import { signPdf } from '#core/signing/sign-pdf'
import { createLocalFile, openLocalFile } from '#main/adapters/files/local-file'
import { tinosRegular } from '#main/adapters/fonts/tinos'
import { findTokenProcess, forkTokenProcess } from '#main/adapters/keys/pkcs11/fork'
import { layoutOf } from '#main/adapters/keys/pkcs11/layout'
import { waysFor } from '#main/adapters/keys/pkcs11/mechanisms'
import { loadCryptoki } from '#main/adapters/keys/pkcs11/module-cryptoki'
import { openNamedKey } from '#main/adapters/keys/pkcs11/named-key'
import { findPrivateKey, readCertificates } from '#main/adapters/keys/pkcs11/token-objects'
import { PIN, SOFTHSM, softTokens } from '#test/support/softhsm'
import { printResult } from './figures.ts'
import { makePkcs12, makeSeal, makeTwoPages } from './inputs.ts'

const FILES = 500
/** As the command line has them under way. */
const AT_ONCE = 4
const TOKEN = 'Bench'
const RECT = { x: 330, y: 90, width: 180, height: 110 }

async function signOne(folder: string, key: SigningKey, seal: Uint8Array, number: number): Promise<void> {
  const source = openLocalFile(join(folder, `in-${number}.pdf`))
  const sink = await createLocalFile(join(folder, `out-${number}.pdf`))
  const lines = ['Ký bởi: Nguyễn Văn Kiểm', 'Ngày ký: 14:32 22/11/2026', 'Dữ liệu để đo']
  const appearance = { imagePng: seal, lines, font: tinosRegular() }
  await signPdf({ source, key, signedAt: new Date(), place: { page: 1, ...RECT }, appearance }, sink)
  await sink.finish()
  source.close()
}

/** Signatures a second of the token alone, in this process. */
function limitOfToken(): number {
  const layout = layoutOf(process.platform, process.arch)
  const cryptoki = loadCryptoki(SOFTHSM)
  const [slot = 0n] = cryptoki.slots().filter((one) => cryptoki.tokenInfo(one).label === TOKEN)
  const session = cryptoki.openSession(slot)
  cryptoki.login(session, 'user', Buffer.from(PIN))
  const reader = { cryptoki, layout, session }
  const [certificate] = readCertificates(reader)
  const key = certificate && findPrivateKey(reader, certificate)
  const [way] = waysFor({ family: 'rsa', digest: 'sha256', bits: 2048 }, cryptoki.mechanisms(slot), layout)
  if (key === undefined || !way) throw new Error('the token has no key')
  const data = way.input(createHash('sha256').digest())
  const started = performance.now()
  for (let made = 0; made < FILES; made += 1) {
    cryptoki.startSigning(session, way.mechanism, key)
    cryptoki.sign(session, data)
  }
  const rate = (FILES * 1000) / (performance.now() - started)
  cryptoki.finalize()
  return rate
}

/** Every tenth output must be a signature that someone else accepts, or the figure means nothing. */
function requireValid(folder: string): void {
  for (let number = 0; number < FILES; number += 10) {
    const report = execFileSync('pdfsig', ['-nocert', join(folder, `out-${number}.pdf`)]).toString()
    if (!report.includes('Signature is Valid')) throw new Error(`pdfsig does not accept out-${number}.pdf`)
  }
}

async function run(folder: string): Promise<void> {
  makePkcs12(folder)
  const privateKey = createPrivateKey(readFileSync(join(folder, 'key.pem')))
  const certificate = new X509Certificate(readFileSync(join(folder, 'certificate.pem'))).raw
  for (let number = 0; number < FILES; number += 1) {
    writeFileSync(join(folder, `in-${number}.pdf`), await makeTwoPages(number))
  }
  const tokens = await softTokens()
  try {
    await tokens.add(TOKEN, [{ label: 'key', id: '01', privateKey, certificate }])
    const limit = limitOfToken()
    const start = forkTokenProcess(findTokenProcess(join(import.meta.dirname, '..', 'main')))
    const log = { info: () => undefined, error: console.error }
    const name = { module: SOFTHSM, token: TOKEN, key: undefined }
    const { key, end } = await openNamedKey(name, { start, log }, async () => PIN)
    const seal = makeSeal()
    const numbers = Array.from({ length: FILES }, (_, number) => number)
    const started = performance.now()
    for await (const _signed of inParallel(numbers, AT_ONCE, (number) => signOne(folder, key, seal, number)));
    const ours = (FILES * 1000) / (performance.now() - started)
    await end()
    requireValid(folder)
    console.log(`${ours.toFixed(0)} files/s (${key.scheme}); the token alone ${limit.toFixed(0)} signatures/s`)
    printResult({ bench: 'sign-token/token', value: ours, reference: limit, ratio: ours / limit, target: '>= 0.5' })
  } finally {
    await tokens.remove()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'vanthu-bench-'))
try {
  await run(folder)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
