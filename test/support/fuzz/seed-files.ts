import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PadesLevel } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { append } from '#test/support/appended'
import { keyFrom, partsFor, signBytesAt } from '#test/support/leveled'
import { TEST_NOW, testAnchors, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { TWO_PAGES, withStreams, withTable } from '#test/support/tiny-pdf'
import { startTrustServices } from '#test/support/trust-services'
import { coveredBy } from './examine.ts'

export type Seeds = {
  files: readonly Uint8Array[]
  anchors: readonly Uint8Array[]
  at: Date
  covered: readonly string[]
}

/** Honest files that we make ourselves: unsigned, signed once, certified, locked, signed several times, in tables and in streams. */
export async function ownSeeds(): Promise<Seeds> {
  const [leader, agency, curve] = await Promise.all([testKey('leader'), testKey('agency'), testKey('curve')])
  const table = withTable(TWO_PAGES)
  const streams = withStreams(TWO_PAGES)
  const certified = (await signBytes(table, curve, { certify: 2 })).bytes
  const once = (await signBytes(streams, curve)).bytes
  const files = [
    ...[table, streams, certified, once],
    (await signBytes(table, leader)).bytes,
    (await signBytes(certified, agency, { lock: { action: 'All', permissions: 1 } })).bytes,
    (await signBytes((await signBytes(once, leader)).bytes, curve)).bytes,
    append(certified, { 5: '<< /Length 9 >>\nstream\n9 9 m S Q\nendstream' }),
  ]
  return { files, anchors: await testAnchors(), at: TEST_NOW, covered: files.flatMap(coveredBy) }
}

/** The same with timestamps and validation data of a local infrastructure, which needs OpenSSL. Signed now. */
export async function leveledSeeds(): Promise<Seeds> {
  const pki = await startTrustServices()
  try {
    const chain = [pki.issuing.certificate, pki.policy.certificate]
    const parts = partsFor(pki)
    const sign = async (input: Uint8Array, level: PadesLevel, serial: number, request = {}) => {
      const key = keyFrom(await pki.issue({ serial, key: 'p-256' }), { chain })
      return (await signBytesAt(input, key, { ...parts, level, request })).bytes
    }
    const stamped = await sign(withTable(TWO_PAGES), 'B-T', 3001, { certify: 2 })
    const archived = await sign(withStreams(TWO_PAGES), 'B-LTA', 3002)
    const files = [stamped, await sign(stamped, 'B-LT', 3003), archived, await sign(archived, 'B-LTA', 3004)]
    return { files, anchors: [pki.root.certificate], at: new Date(), covered: files.flatMap(coveredBy) }
  } finally {
    await pki.close()
  }
}

/** Files of other software, where they are at hand; those of more than `most` bytes would take most of the time. */
export function foreignFiles(folder: string, most = 120_000): Uint8Array[] {
  const parts = ['signed', 'vietnam', 'unsigned'].map((part) => join(folder, part)).filter((path) => existsSync(path))
  return parts
    .flatMap((path) => readdirSync(path).map((name) => join(path, name)))
    .filter((path) => path.endsWith('.pdf'))
    .map((path) => readFileSync(path))
    .filter(({ length }) => length <= most)
}

/** Whether a file can be opened at all; of the others a few are enough. */
export function canBeOpened(bytes: Uint8Array): boolean {
  try {
    openPdf(bytesInMemory(bytes)).catalog()
    return true
  } catch {
    return false
  }
}
