/**
 * `npm run bench:large`: signs one PDF of 200 MB and one of 1 GB (scans of 1 MB, 100,000 small objects), each in a process
 * of its own, and measures time and peak memory. Beside it, in the same run: SHA-256 of the file and a copy of it, the
 * least that any signing has to do. Three rounds, the middle one counts.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLocalFile } from '#main/adapters/files/local-file'
import { median, printResult } from './figures.ts'
import { makePkcs12, writeLargePdf } from './inputs.ts'

const MEBIBYTES = [200, 1024]
const ROUNDS = 3

type Signing = { milliseconds: number; peakMegabytes: number }

async function hashAndCopyMs(input: string, copy: string): Promise<number> {
  const started = performance.now()
  const hash = createHash('sha256')
  const source = openLocalFile(input)
  for await (const chunk of source.chunks(0, source.size)) hash.update(chunk)
  source.close()
  hash.digest()
  copyFileSync(input, copy)
  return performance.now() - started
}

function signInOwnProcess(input: string, output: string, p12: string): Signing {
  const child = join(import.meta.dirname, 'sign-one.ts')
  return JSON.parse(execFileSync(process.execPath, [child, input, output, p12]).toString()) as Signing
}

async function run(folder: string, p12: string, mebibytes: number): Promise<void> {
  const [input, output, copy] = [join(folder, 'in.pdf'), join(folder, 'out.pdf'), join(folder, 'copy.pdf')] as const
  writeLargePdf(input, mebibytes)

  const limits: number[] = []
  const signings: Signing[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    rmSync(output, { force: true })
    limits.push(await hashAndCopyMs(input, copy))
    signings.push(signInOwnProcess(input, output, p12))
  }
  const report = execFileSync('pdfsig', ['-nocert', output]).toString()
  if (!report.includes('Signature is Valid')) throw new Error('pdfsig does not accept the signed file')

  const limit = median(limits)
  const time = median(signings.map(({ milliseconds }) => milliseconds))
  const peak = Math.max(...signings.map(({ peakMegabytes }) => peakMegabytes))
  console.log(
    `${mebibytes} MB: ${time.toFixed(0)} ms, peak ${peak.toFixed(0)} MB; SHA-256 and a copy ${limit.toFixed(0)} ms`,
  )
  printResult({ bench: `large/time-${mebibytes}`, value: time, reference: limit, ratio: time / limit, target: '<= 3' })
  printResult({ bench: `large/memory-${mebibytes}`, value: peak, reference: 200, ratio: peak / 200, target: '<= 1' })
}

const folder = mkdtempSync(join(tmpdir(), 'vanthu-bench-'))
try {
  const p12 = makePkcs12(folder)
  for (const mebibytes of MEBIBYTES) await run(folder, p12, mebibytes)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
