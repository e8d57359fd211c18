import { issueUnder } from '#seeds/pki'
import { keyFrom } from '#test/support/leveled'
import { TEST_NOW, testPki } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { partsOfSignatures } from '#test/support/signed-parts'
import { TWO_PAGES, withStreams, withTable } from '#test/support/tiny-pdf'
import { judgeFile } from './judge-variant.ts'
import { signedBy } from './rich-document.ts'
import { authority, tokenOver } from './timestamps.ts'
import { once } from './variant.ts'

/** A small signed file whose bytes are changed, one at a time. */
export type FlipFile = { name: string; bytes: Buffer; at: Date }

const STAMPED_AT = new Date('2026-07-01T02:00:05.000Z')
/** The signer’s certificate has run out by then: only the timestamp keeps its signature passing. */
const AFTER_ITS_END = new Date('2027-01-01T00:00:00Z')

export const flipFiles = once(async (): Promise<readonly FlipFile[]> => {
  const [table, streams] = [await signedBy(withTable(TWO_PAGES), {}), await signedBy(withStreams(TWO_PAGES), {})]
  return [
    { name: 'a file of tables', bytes: table, at: TEST_NOW },
    { name: 'a file of streams', bytes: streams, at: TEST_NOW },
    { name: 'a file signed twice', bytes: await signedBy(table, {}, 'curve384'), at: TEST_NOW },
    { name: 'a file with a timestamp that is needed', bytes: await stamped(), at: AFTER_ITS_END },
  ]
})

/** By a signer whose certificate ends soon, with a timestamp from before its end. */
async function stamped(): Promise<Buffer> {
  const [{ issuing }, tsa] = await Promise.all([testPki(), authority()])
  const leaf = await issueUnder(issuing, {
    serial: 930,
    commonName: 'Sắp Hết Hạn',
    key: 'p-256',
    notBefore: new Date('2025-01-01T00:00:00Z'),
    notAfter: new Date('2026-08-01T00:00:00Z'),
  })
  const stamp = (imprint: Uint8Array) =>
    Promise.resolve(tokenOver(new Uint8Array(0), tsa, { imprint, time: STAMPED_AT }))
  const timestamp = { digest: 'sha256', tokenSize: 8192, stamp } as const
  const key = keyFrom(leaf, { chain: [issuing.certificate] })
  return (await signBytes(withTable(TWO_PAGES), key, { timestamp })).bytes
}

/** The bits to turn at an offset: never none, and for a seed always the same. */
function maskAt(offset: number, seed: number): number {
  let mixed = Math.imul(offset + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  return 1 + (((mixed ^ (mixed >>> 13)) >>> 0) % 255)
}

/**
 * The byte as it is changed: a digit of `/Contents` becomes another digit, so that what it stands for changes, too; anything else
 * any byte.
 */
function flipped(byte: number, { mask, isDigit }: { mask: number; isDigit: boolean }): number {
  const digit = isDigit ? Number.parseInt(String.fromCharCode(byte), 16) : Number.NaN
  return Number.isNaN(digit) ? byte ^ mask : ((digit ^ (1 + (mask % 15))) & 15).toString(16).charCodeAt(0)
}

/** What flipping bytes of a file did. */
export type FlipOutcome = {
  tried: number
  /** Offsets at which the digits of `/Contents` were written otherwise and mean the same bytes: upper case, a space for padding. */
  same: number
  /** Offsets at which the file still passed with as many signatures: what must not be. */
  passed: number[]
  /** A signature is no more: its field is not signed any more, and what is left is honest. */
  lost: number
  /** The file cannot be read any more. */
  unreadable: number
}

/** Flips the byte at each offset, one file after the other, and asks for the verdict. */
export async function flip(file: FlipFile, offsets: Iterable<number>, seed = 1): Promise<FlipOutcome> {
  const outcome: FlipOutcome = { tried: 0, same: 0, passed: [], lost: 0, unreadable: 0 }
  const changed = Buffer.from(file.bytes)
  const gaps = partsOfSignatures(file.bytes).map(({ gap }) => gap)
  for (const offset of offsets) {
    const original = changed[offset] ?? 0
    const isDigit = gaps.some(({ start, end }) => offset > start && offset < end - 1)
    changed[offset] = flipped(original, { mask: maskAt(offset, seed), isDigit })
    outcome.tried += 1
    if (gaps.some((gap) => isSameString(file.bytes, changed, gap))) outcome.same += 1
    else await judgeOne(outcome, { changed, offset, file, count: gaps.length })
    changed[offset] = original
  }
  return outcome
}

async function judgeOne(
  outcome: FlipOutcome,
  { changed, offset, file, count }: { changed: Buffer; offset: number; file: FlipFile; count: number },
): Promise<void> {
  const { report } = await judgeFile(changed, { at: file.at })
  if (!report) outcome.unreadable += 1
  else if (report.signatures.length < count) outcome.lost += 1
  else if (report.verdict === 'TOTAL-PASSED') outcome.passed.push(offset)
}

/** Whether a change within the brackets of `/Contents` leaves the bytes that they stand for (ISO 32000-1:2008, 7.3.4.3). */
function isSameString(before: Buffer, after: Buffer, { start, end }: { start: number; end: number }): boolean {
  const [from, to] = [start + 1, end - 1]
  if (Buffer.compare(before.subarray(from, to), after.subarray(from, to)) === 0) return false
  const digits = after.subarray(from, to).toString('latin1')
  if (!/^[0-9A-Fa-f\s\0]*$/.test(digits)) return false
  const bytesOf = (text: string) => withoutZeros(text.replace(/[\s\0]/g, '').toLowerCase())
  return bytesOf(digits) === bytesOf(before.subarray(from, to).toString('latin1'))
}

/** Without the zeros at its end; a pattern for them would look at each run of zeros again and again. */
function withoutZeros(digits: string): string {
  let end = digits.length
  while (end > 0 && digits[end - 1] === '0') end -= 1
  return digits.slice(0, end)
}

/** Every so many offsets of what is not padding, and a few of that. */
export function sampleOf({ bytes }: FlipFile, step: number): number[] {
  const padding = /(?<=0{64})0+/g
  const zeros = [...bytes.toString('latin1').matchAll(padding)].map(
    ({ 0: text, index }) => [index, index + text.length] as const,
  )
  const isPadding = (offset: number) => zeros.some(([from, to]) => offset >= from && offset < to)
  return Array.from({ length: bytes.length }, (_, offset) => offset).filter(
    (offset) => offset % (isPadding(offset) ? step * 50 : step) === 0,
  )
}
