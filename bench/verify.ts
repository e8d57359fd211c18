/**
 * `npm run bench:verify`: a letter of three signatures, read from disk and verified with the analysis of every later
 * revision, beside a `pdfsig` process (which analyses none and, with `-nocert`, judges no certificate); a letter of 25
 * signatures; a signed file of 1 GB in a process of its own, beside the SHA-256 of the same file. No network is asked.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SigningKey } from '#core/ports'
import { signPdf } from '#core/signing/sign-pdf'
import { verifyPdf } from '#core/verification/verify-pdf'
import { createLocalFile, openLocalFile } from '#main/adapters/files/local-file'
import { tinosRegular } from '#main/adapters/fonts/tinos'
import { openPkcs12 } from '#main/adapters/keys/pkcs12'
import { median, printResult } from './figures.ts'
import { makePkcs12, makeSeal, makeTwoPages, PASSWORD, writeLargePdf } from './inputs.ts'

const ROUNDS = 40
/** The engine goes on compiling, beside what is timed, until everything that is called often has been called often enough. */
const WARM_UP = 250
const LARGE_ROUNDS = 3
const LARGE_MEBIBYTES = 1024

/** Signs a file anew so many times, each signature visible at a place of its own. */
async function signTimes(file: string, key: SigningKey, times: number): Promise<void> {
  for (let index = 0; index < times; index += 1) {
    const source = openLocalFile(file)
    const sink = await createLocalFile(`${file}.next`)
    const place = { page: 1, x: 20 + (index % 5) * 110, y: 20 + Math.floor(index / 5) * 60, width: 100, height: 50 }
    const appearance = { imagePng: makeSeal(), lines: [`Chữ ký thứ ${index + 1}`], font: tinosRegular() }
    await signPdf({ source, key, signedAt: new Date(), place, appearance }, sink)
    await sink.finish()
    source.close()
    renameSync(`${file}.next`, file)
  }
}

async function verify(file: string, anchors: readonly Uint8Array[], signatures: number): Promise<void> {
  const source = openLocalFile(file)
  const report = await verifyPdf(source, { anchors, at: new Date(), file })
  source.close()
  if (report.verdict !== 'TOTAL-PASSED' || report.signatures.length !== signatures) {
    throw new Error(`${file}: ${report.verdict}, ${report.signatures.length} signatures`)
  }
}

async function medianMs(rounds: number, work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return median(times)
}

function pdfsig(file: string, signatures: number): void {
  const found =
    execFileSync('pdfsig', ['-nocert', file])
      .toString()
      .match(/Signature is Valid/g)?.length ?? 0
  if (found !== signatures) throw new Error(`pdfsig finds ${found} valid signatures in ${file}`)
}

async function letters(folder: string, key: SigningKey): Promise<void> {
  const [three, many] = [join(folder, 'three.pdf'), join(folder, 'many.pdf')] as const
  for (const file of [three, many]) writeFileSync(file, await makeTwoPages(1))
  await signTimes(three, key, 3)
  await signTimes(many, key, 25)

  const anchors = [key.certificate]
  const first = await medianMs(1, () => verify(three, anchors, 3))
  await medianMs(ROUNDS, () => verify(three, anchors, 3))
  const early = await medianMs(ROUNDS, () => verify(three, anchors, 3))
  await medianMs(WARM_UP, () => verify(three, anchors, 3))
  const ours = await medianMs(ROUNDS, () => verify(three, anchors, 3))
  const theirs = await medianMs(ROUNDS, () => pdfsig(three, 3))
  const twentyFive = await medianMs(5, () => verify(many, anchors, 25))
  console.log(
    `3 signatures: ${ours.toFixed(2)} ms (the first time in a process ${first.toFixed(0)} ms, the 40th to 80th time ` +
      `${early.toFixed(2)} ms); ` +
      `pdfsig ${theirs.toFixed(0)} ms; 25 signatures: ${twentyFive.toFixed(0)} ms`,
  )
  printResult({ bench: 'verify/pdfsig', value: ours, reference: theirs, ratio: theirs / ours, target: '>= 5' })
  printResult({
    bench: 'verify/25-signatures',
    value: twentyFive,
    reference: 1000,
    ratio: twentyFive / 1000,
    target: '<= 1',
  })
}

async function hash(file: string): Promise<void> {
  const sha256 = createHash('sha256')
  const source = openLocalFile(file)
  for await (const chunk of source.chunks(0, source.size)) sha256.update(chunk)
  source.close()
  sha256.digest()
}

type Verified = { verdict: string; milliseconds: number; peakMegabytes: number }

async function large(folder: string, key: SigningKey): Promise<void> {
  const [file, anchor] = [join(folder, 'large.pdf'), join(folder, 'anchor.der')] as const
  writeLargePdf(file, LARGE_MEBIBYTES)
  await signTimes(file, key, 1)
  writeFileSync(anchor, key.certificate)
  const child = join(import.meta.dirname, 'verify-one.ts')
  const runs: Verified[] = []
  const limit = await medianMs(LARGE_ROUNDS, async () => hash(file))
  for (let round = 0; round < LARGE_ROUNDS; round += 1) {
    const run = JSON.parse(execFileSync(process.execPath, [child, file, anchor]).toString()) as Verified
    if (run.verdict !== 'TOTAL-PASSED') throw new Error(`the large file: ${run.verdict}`)
    runs.push(run)
  }
  const time = median(runs.map(({ milliseconds }) => milliseconds))
  const peak = Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes))
  console.log(`1 GB: ${time.toFixed(0)} ms, peak ${peak.toFixed(0)} MB; SHA-256 ${limit.toFixed(0)} ms`)
  printResult({ bench: 'verify/time-1024', value: time, reference: limit, ratio: time / limit, target: '<= 3' })
  printResult({ bench: 'verify/memory-1024', value: peak, reference: 200, ratio: peak / 200, target: '<= 1' })
}

const folder = mkdtempSync(join(tmpdir(), 'vanthu-bench-'))
try {
  const key = await openPkcs12(readFileSync(makePkcs12(folder)), PASSWORD)
  // First: the highest memory of a process begins with that of the one that started it.
  await large(folder, key)
  await letters(folder, key)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
