/**
 * `npm run bench:sign`: 500 two-page files of about 200 KB, RSA-2048 from a PKCS#12 file, visible with seal and text,
 * PAdES B-B, each read from and written to disk. Beside it, in the same run: what the key can do at most
 * (`openssl speed rsa2048`, one core) and @signpdf on a sample of the same files. The first batch of a fresh process, which
 * the engine still compiles while it signs, is told by itself; the ratio is that of the second.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainAddPlaceholder } from '@signpdf/placeholder-plain'
import { P12Signer } from '@signpdf/signer-p12'
import { SignPdf } from '@signpdf/signpdf'
import type { SigningKey } from '#core/ports'
import { inParallel } from '#core/signing/in-parallel'
import { signPdf } from '#core/signing/sign-pdf'
import { createLocalFile, openLocalFile } from '#main/adapters/files/local-file'
import { tinosRegular } from '#main/adapters/fonts/tinos'
import { openPkcs12 } from '#main/adapters/keys/pkcs12'
import { printResult } from './figures.ts'
import { makePkcs12, makeSeal, makeTwoPages, PASSWORD } from './inputs.ts'

const FILES = 500
const SAMPLE = 50
/** As the command line has them under way. */
const AT_ONCE = 16
const RECT = { x: 330, y: 90, width: 180, height: 110 }

const input = (folder: string, number: number): string => join(folder, `in-${number}.pdf`)
const output = (folder: string, number: number): string => join(folder, `out-${number}.pdf`)

async function signOurs(folder: string, key: SigningKey, seal: Uint8Array, number: number): Promise<void> {
  const source = openLocalFile(input(folder, number))
  const sink = await createLocalFile(output(folder, number))
  const lines = ['Ký bởi: Nguyễn Văn Kiểm', 'Ngày ký: 14:32 22/11/2026', 'Dữ liệu để đo']
  const appearance = { imagePng: seal, lines, font: tinosRegular() }
  await signPdf({ source, key, signedAt: new Date(), place: { page: 1, ...RECT }, appearance }, sink)
  await sink.finish()
  source.close()
}

async function signTheirs(folder: string, p12: Uint8Array, number: number): Promise<void> {
  const widgetRect = [RECT.x, RECT.y, RECT.x + RECT.width, RECT.y + RECT.height]
  const words = { reason: 'bench', contactInfo: '', name: 'Bench', location: '' }
  const pdfBuffer = plainAddPlaceholder({ pdfBuffer: readFileSync(input(folder, number)), ...words, widgetRect })
  const signed = await new SignPdf().sign(pdfBuffer, new P12Signer(p12, { passphrase: PASSWORD }))
  writeFileSync(output(folder, number), signed)
}

/** Files a second of `sign` over so many files, `atOnce` under way at the same time. */
async function rate(files: number, atOnce: number, sign: (number: number) => Promise<void>): Promise<number> {
  const numbers = Array.from({ length: files }, (_, number) => number)
  const started = performance.now()
  for await (const _signed of inParallel(numbers, atOnce, sign));
  return (files * 1000) / (performance.now() - started)
}

/** RSA-2048 signatures a second of one core. */
function opensslRate(): number {
  const lines = execFileSync('openssl', ['speed', '-seconds', '3', '-mr', 'rsa2048'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [, signatures] = /^\+F2:\d+:2048:([\d.]+):/m.exec(lines.toString()) ?? []
  if (signatures === undefined) throw new Error('openssl speed printed no rate')
  return Number(signatures)
}

/** Every tenth output must be a signature that someone else accepts, or the figure means nothing. */
function requireValid(folder: string): void {
  for (let number = 0; number < FILES; number += 10) {
    const report = execFileSync('pdfsig', ['-nocert', output(folder, number)]).toString()
    if (!report.includes('Signature is Valid')) throw new Error(`pdfsig does not accept ${output(folder, number)}`)
  }
}

function clear(folder: string): void {
  for (let number = 0; number < FILES; number += 1) rmSync(output(folder, number), { force: true })
}

async function run(folder: string): Promise<void> {
  const p12 = readFileSync(makePkcs12(folder))
  for (let number = 0; number < FILES; number += 1) writeFileSync(input(folder, number), await makeTwoPages(number))
  const key = await openPkcs12(p12, PASSWORD)
  const seal = makeSeal()

  const limit = opensslRate()
  const signAll = () => rate(FILES, AT_ONCE, (number) => signOurs(folder, key, seal, number))
  const first = await signAll()
  clear(folder)
  const ours = await signAll()
  requireValid(folder)
  key.close()
  clear(folder)
  await rate(SAMPLE, AT_ONCE, (number) => signTheirs(folder, p12, number))
  const theirs = await rate(SAMPLE, AT_ONCE, (number) => signTheirs(folder, p12, number))

  console.log(
    `${ours.toFixed(0)} files/s, the first ${FILES} of the process ${first.toFixed(0)}; ` +
      `openssl ${limit.toFixed(0)} signatures/s; @signpdf ${theirs.toFixed(1)} files/s`,
  )
  printResult({ bench: 'sign/openssl', value: ours, reference: limit, ratio: ours / limit, target: '>= 0.5' })
  printResult({ bench: 'sign/signpdf', value: ours, reference: theirs, ratio: ours / theirs, target: '>= 20' })
}

const folder = mkdtempSync(join(tmpdir(), 'vanthu-bench-'))
try {
  await run(folder)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
