/**
 * `npm run bench:sign`: batches of 500 two-page files of about 200 KB, RSA-2048 from a PKCS#12 file, visible with seal and
 * text, PAdES B-B, each read from and written to disk, by the hands that `vanthu sign` has. Beside each batch, in the same
 * run: what the key can do at most (`openssl speed rsa2048`, one core); and @signpdf on a sample of the same files. The
 * ratio is the median of several batches, because the machine's speed wavers. The first batch of a fresh process, which the
 * engine still compiles while it signs, is told by itself.
 *
 * Each batch has a folder of its own and nothing is removed before the end: a file system that was just told to forget
 * many files is slow to make new ones.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { plainAddPlaceholder } from '@signpdf/placeholder-plain'
import { P12Signer } from '@signpdf/signer-p12'
import { SignPdf } from '@signpdf/signpdf'
import { inParallel } from '#core/signing/in-parallel'
import { createSigningKeyHere } from '#main/adapters/keys/native-key'
import { openPkcs12 } from '#main/adapters/keys/pkcs12'
import { createHands, JOBS_AHEAD } from '#main/cli/hands'
import { median, printResult } from './figures.ts'
import { makePkcs12, makeSeal, makeTwoPages, PASSWORD } from './inputs.ts'
import { inputOf, RECT, signFile } from './sign-file.ts'

const FILES = 500
/** Batches until all threads are quick, and those that are measured. */
const WARM_UP = 8
const MEASURED = 5
const SAMPLE = 50

const outputOf = (folder: string, number: number): string => join(folder, `out-${number}.pdf`)

async function signTheirs({ folder, out }: Folders, p12: Uint8Array, number: number): Promise<void> {
  const widgetRect = [RECT.x, RECT.y, RECT.x + RECT.width, RECT.y + RECT.height]
  const words = { reason: 'bench', contactInfo: '', name: 'Bench', location: '' }
  const pdfBuffer = plainAddPlaceholder({ pdfBuffer: readFileSync(inputOf(folder, number)), ...words, widgetRect })
  const signed = await new SignPdf().sign(pdfBuffer, new P12Signer(p12, { passphrase: PASSWORD }))
  writeFileSync(outputOf(out, number), signed)
}

/** Files a second of `sign` over so many files, `ahead` of them asked for at the same time. */
async function rate(files: number, ahead: number, sign: (number: number) => Promise<unknown>): Promise<number> {
  const numbers = Array.from({ length: files }, (_, number) => number)
  const started = performance.now()
  for await (const _signed of inParallel(numbers, ahead, sign));
  return (files * 1000) / (performance.now() - started)
}

/** RSA-2048 signatures a second of one core. */
function opensslRate(): number {
  const lines = execFileSync('openssl', ['speed', '-seconds', '1', '-mr', 'rsa2048'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [, signatures] = /^\+F2:\d+:2048:([\d.]+):/m.exec(lines.toString()) ?? []
  if (signatures === undefined) throw new Error('openssl speed printed no rate')
  return Number(signatures)
}

/** Every tenth output must be a signature that someone else accepts, or the figure means nothing. */
function requireValid(folder: string): void {
  for (let number = 0; number < FILES; number += 10) {
    const report = execFileSync('pdfsig', ['-nocert', outputOf(folder, number)]).toString()
    if (!report.includes('Signature is Valid')) throw new Error(`pdfsig does not accept ${outputOf(folder, number)}`)
  }
}

type Folders = { folder: string; out: string }

function newFolder(folder: string, name: string): string {
  const out = join(folder, name)
  mkdirSync(out)
  return out
}

/** Signs batches with one key: files a second of each. */
async function ourHands(folder: string, p12: Uint8Array) {
  const key = await openPkcs12(p12, PASSWORD)
  const native = key.share()
  const keyHere = createSigningKeyHere(native)
  const seal = makeSeal()
  const hands = createHands<{ input: string; output: string }, unknown>({
    total: FILES * (1 + WARM_UP + MEASURED),
    here: (files, isHelped) =>
      signFile(files, isHelped ? { key: keyHere, seal, calls: 'here' } : { key, seal, calls: 'beside' }),
    start: () => new Worker(new URL('sign-thread.ts', import.meta.url), { workerData: { native, seal } }),
    worthMs: 0,
    onFailure: (error) => {
      throw error
    },
  })
  return {
    batch: (out: string) =>
      rate(FILES, JOBS_AHEAD, (number) => hands.run({ input: inputOf(folder, number), output: outputOf(out, number) })),
    end: async () => {
      await hands.end()
      key.close()
    },
  }
}

async function run(folder: string): Promise<void> {
  const p12 = readFileSync(makePkcs12(folder))
  for (let number = 0; number < FILES; number += 1) writeFileSync(inputOf(folder, number), await makeTwoPages(number))

  const ours = await ourHands(folder, p12)
  const first = await ours.batch(newFolder(folder, 'first'))
  for (let warm = 0; warm < WARM_UP; warm += 1) await ours.batch(newFolder(folder, `warm-${warm}`))
  const batches: { files: number; limit: number }[] = []
  for (let measured = 0; measured < MEASURED; measured += 1) {
    const out = newFolder(folder, `out-${measured}`)
    const limit = opensslRate()
    batches.push({ limit, files: await ours.batch(out) })
    requireValid(out)
  }
  await ours.end()

  const out = newFolder(folder, 'theirs')
  await rate(SAMPLE, 1, (number) => signTheirs({ folder, out }, p12, number))
  const theirs = await rate(SAMPLE, 1, (number) => signTheirs({ folder, out }, p12, number))

  const value = median(batches.map(({ files }) => files))
  const reference = median(batches.map(({ limit }) => limit))
  const ratios = batches.map(({ files, limit }) => files / limit)
  console.log(
    `${value.toFixed(0)} files/s, the first ${FILES} of the process ${first.toFixed(0)}; ` +
      `openssl ${reference.toFixed(0)} signatures/s; @signpdf ${theirs.toFixed(1)} files/s; ` +
      `ratios ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`,
  )
  printResult({ bench: 'sign/openssl', value, reference, ratio: median(ratios), target: '>= 0.5' })
  printResult({ bench: 'sign/signpdf', value, reference: theirs, ratio: value / theirs, target: '>= 20' })
}

const folder = mkdtempSync(join(tmpdir(), 'vanthu-bench-'))
try {
  await run(folder)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
