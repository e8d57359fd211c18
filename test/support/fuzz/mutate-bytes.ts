import { inContents, inUpdate } from './mutate-parts.ts'
import type { Random } from './random.ts'

export type Mutation = (bytes: Buffer, random: Random) => Buffer

const bitFlips: Mutation = (bytes, random) => {
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const at = random.below(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
  }
  return bytes
}

const oddBytes: Mutation = (bytes, random) => {
  const at = random.below(bytes.length)
  for (let i = 0, count = 1 + random.below(8); i < count; i += 1) {
    bytes[at + i] = random.pick([0x00, 0xff, 0x20, 0x0a, 0x28, 0x29, 0x3c, 0x3e, 0x5b, 0x5d, 0x2f, 0x39, 0x7f, 0x80])
  }
  return bytes.subarray(0, bytes.length)
}

/** A stretch of a random length, mostly short. */
function stretch(bytes: Buffer, random: Random): { from: number; to: number } {
  const from = random.below(bytes.length)
  const length = 1 + random.below(random.chance(0.7) ? 40 : random.chance(0.8) ? 1000 : bytes.length)
  return { from, to: Math.min(bytes.length, from + length) }
}

const cut: Mutation = (bytes, random) => {
  const { from, to } = stretch(bytes, random)
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
}

const doubled: Mutation = (bytes, random) => {
  const { from, to } = stretch(bytes, random)
  const times = random.chance(0.9) ? 1 : 1 + random.below(50)
  return Buffer.concat([
    bytes.subarray(0, to),
    ...Array.from({ length: times }, () => bytes.subarray(from, to)),
    bytes.subarray(to),
  ])
}

const moved: Mutation = (bytes, random) => {
  const { from, to } = stretch(bytes, random)
  bytes.copy(bytes, random.below(bytes.length), from, to)
  return bytes
}

const cutOff: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length))

/** Replaces a stretch by one of the same length, so that what stands behind it stays where it was. */
function inPlace(bytes: Buffer, at: number, { was, now }: { was: number; now: string }): Buffer {
  bytes.write(now.slice(0, was).padEnd(was, ' '), at, 'latin1')
  return bytes
}

const NUMBERS = [
  '0',
  '1',
  '2',
  '9',
  '-1',
  '65535',
  '65536',
  '4294967295',
  '2147483648',
  '9007199254740993',
  '0.5',
  '99999999999999999999',
] as const

const numberChanged: Mutation = (bytes, random) => {
  const text = bytes.toString('latin1')
  const from = random.below(text.length)
  const found = /\d+/.exec(text.slice(from, from + 4000))
  if (!found) return bitFlips(bytes, random)
  const [digits] = found
  const near = String(Math.max(0, Number(digits.slice(0, 15)) + random.pick([-20, -2, -1, 1, 2, 10, 256])))
  const now = random.chance(0.5) ? near : random.pick(NUMBERS)
  const at = from + found.index
  if (random.chance(0.8)) return inPlace(bytes, at, { was: digits.length, now })
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(now), bytes.subarray(at + digits.length)])
}

const WORDS = [
  ...['obj', 'endobj', 'stream', 'endstream', 'xref', 'trailer', 'startxref', '%%EOF', 'true', 'null', 'R', 'n', 'f'],
  ...['/Prev', '/XRefStm', '/Root', '/Kids', '/Parent', '/Fields', '/FT', '/Sig', '/V', '/ByteRange', '/Contents'],
  ...['/SubFilter', '/Type', '/XRef', '/ObjStm', '/W', '/Index', '/N', '/First', '/Extends', '/Length', '/Filter'],
  ...[
    '/FlateDecode',
    '/DecodeParms',
    '/Predictor',
    '/Columns',
    '/DSS',
    '/Certs',
    '/CRLs',
    '/OCSPs',
    '/Encrypt',
    '/Perms',
  ],
  ...['/Reference', '/TransformMethod', '/DocMDP', '/FieldMDP', '/Lock', '/P', '/Pages', '/Count', '/Annots', '/AP'],
] as const

const wordSwapped: Mutation = (bytes, random) => {
  const text = bytes.toString('latin1')
  const word = random.pick(WORDS)
  const from = random.below(text.length)
  const at = text.indexOf(word, from) >= 0 ? text.indexOf(word, from) : text.indexOf(word)
  if (at < 0) return numberChanged(bytes, random)
  const now = random.pick(WORDS)
  if (random.chance(0.7)) return inPlace(bytes, at, { was: word.length, now })
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(now), bytes.subarray(at + word.length)])
}

const MUTATIONS: readonly [Mutation, ...Mutation[]] = [
  ...([bitFlips, bitFlips, oddBytes, cut, doubled, moved, cutOff] as const),
  ...([numberChanged, numberChanged, numberChanged, wordSwapped, wordSwapped] as const),
  ...([inContents, inContents, inContents, inUpdate, inUpdate, inUpdate, inUpdate] as const),
]

/** A file that is not quite the one it was made from: one to three changes, sometimes with a piece of another file. */
export function mutateBytes(input: Uint8Array, random: Random, other: Uint8Array): Buffer {
  let bytes: Buffer = Buffer.from(input)
  if (random.chance(0.04)) bytes = spliced(bytes, Buffer.from(other), random)
  for (let count = random.pick([1, 1, 1, 2, 3]); count > 0; count -= 1) {
    if (bytes.length === 0) return bytes
    bytes = random.pick(MUTATIONS)(bytes, random)
  }
  return bytes
}

function spliced(bytes: Buffer, other: Buffer, random: Random): Buffer {
  if (random.chance(0.3)) return Buffer.concat([bytes, other])
  return Buffer.concat([bytes.subarray(0, random.below(bytes.length)), other.subarray(random.below(other.length))])
}
