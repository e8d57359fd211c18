import { append } from '#test/support/appended'
import type { Random } from './random.ts'

/** Where the hexadecimal strings of signatures stand, without their brackets. */
function contentsIn(text: string): { from: number; to: number }[] {
  return [...text.matchAll(/\/Contents\s*<([0-9A-Fa-f]+)>/g)].map((match) => {
    const to = match.index + match[0].length - 1
    return { from: to - (match[1] ?? '').length, to }
  })
}

/** Changes what a signature consists of: tags and lengths, single bytes, pieces left out, put twice, or of another signature. */
export function inContents(bytes: Buffer, random: Random): Buffer {
  const text = bytes.toString('latin1')
  const [first, ...more] = contentsIn(text)
  if (first === undefined) return inUpdate(bytes, random)
  const { from, to } = random.pick([first, ...more])
  const der = Buffer.from(text.slice(from, to), 'hex')
  const donor = random.pick([first, ...more])
  const changed = changedDer(der, random, Buffer.from(text.slice(donor.from, donor.to), 'hex'))
  const room = Buffer.alloc(der.length)
  changed.copy(room, 0, 0, Math.min(changed.length, room.length))
  bytes.write(
    room
      .toString('hex')
      .padEnd(to - from, '0')
      .slice(0, to - from),
    from,
    'latin1',
  )
  return bytes
}

function changedDer(der: Buffer, random: Random, donor: Buffer): Buffer {
  const used = der.findLastIndex((byte) => byte !== 0) + 1
  const at = random.chance(0.5) ? headerIn(der, used, random) : random.below(used)
  switch (random.below(6)) {
    case 0:
      der[at] = random.pick([0x30, 0x31, 0x04, 0x24, 0x02, 0x06, 0xa0, 0x80, 0x03, 0x17, 0x1f, 0x00])
      return der
    case 1:
      der[at + 1] = random.pick([0x80, 0x00, 0x7f, 0x81, 0x84, 0xff, 0x82])
      return der
    case 2:
      return Buffer.concat([der.subarray(0, at), der.subarray(at + 1 + random.below(64))])
    case 3:
      return Buffer.concat([der.subarray(0, at + random.below(64)), der.subarray(at)])
    case 4:
      donor.copy(der, at, random.below(donor.length), random.below(donor.length))
      return der
    default:
      der[at] = (der[at] ?? 0) ^ (1 << random.below(8))
      return der
  }
}

/** Some place where an element may begin: walks down from the first one, a few steps. */
function headerIn(der: Buffer, used: number, random: Random): number {
  let at = 0
  for (let steps = random.below(40); steps > 0; steps -= 1) {
    const first = der[at + 1] ?? 0
    const long = first > 0x80 ? first - 0x80 : 0
    const header = 2 + long
    const length = long > 0 && long < 5 ? der.readUIntBE(Math.min(at + 2, der.length - long), long) : first
    const isConstructed = ((der[at] ?? 0) & 0x20) !== 0
    const next = isConstructed && random.chance(0.7) ? at + header : at + header + length
    if (next >= used) return at
    at = next
  }
  return at
}

const VALUES = [
  ...[
    'null',
    'true',
    '0',
    '-1',
    '99999999',
    '()',
    '<>',
    '[]',
    '<< >>',
    '/X',
    '1 0 R',
    '2 0 R',
    '3 0 R',
    '6 0 R',
    '7 0 R',
    '999 0 R',
  ],
  ...[
    '[1 0 R 2 0 R]',
    '[[[[[[]]]]]]',
    '<< /Kids [1 0 R] >>',
    '(\\377\\376)',
    '<FEFF>',
    '1.5',
    '/Sig',
    '/Catalog',
    '[0 10 20 30]',
  ],
] as const

/** Values that are only large: many, deep or long. */
const HUGE: readonly [(count: number) => string, ...((count: number) => string)[]] = [
  (count) => `[${'3 0 R '.repeat(count)}]`,
  (count) => `[${'7 0 R '.repeat(count)}]`,
  (count) => `[${'() '.repeat(count)}]`,
  (count) => `[${'<< /T (a) /Kids [7 0 R] >> '.repeat(count)}]`,
  (count) => `${'['.repeat(count)}${']'.repeat(count)}`,
  (count) => `${'<< /Kids '.repeat(count)}0${' >>'.repeat(count)}`,
  (count) => `(${'a'.repeat(count * 4)})`,
  (count) => `<${'ab'.repeat(count * 4)}>`,
  (count) => `/${'x'.repeat(count)}`,
  (count) => `<< ${Array.from({ length: count }, (_, i) => `/K${i} ${i % 12} 0 R`).join(' ')} >>`,
]

/**
 * Appends an update that writes objects of the file anew, changed, with offsets that are right: what is reached then is what
 * only whole files reach.
 */
export function inUpdate(bytes: Buffer, random: Random): Buffer {
  const text = bytes.toString('latin1')
  const objects = [...text.matchAll(/(?:^|\n)(\d{1,6}) 0 obj\s([\s\S]{1,4000}?)\sendobj/g)].map(
    (match) => [Number(match[1]), match[2] ?? ''] as const,
  )
  const [first, ...more] = objects
  if (first === undefined) return bytes
  const root = Number(/\/Root\s+(\d+)/.exec(text)?.[1] ?? 1)
  const written: Record<number, string | null> = {}
  for (let count = random.pick([1, 1, 2, 3]); count > 0; count -= 1) {
    const [num, body] = random.pick([first, ...more])
    const target = random.chance(0.1) ? random.pick([first, ...more])[0] : num
    written[target] = random.chance(0.05) ? null : changedText(body, random)
  }
  return append(bytes, written, { root, entries: random.chance(0.1) ? `/Prev ${random.below(bytes.length)}` : '' })
}

const TOKEN = /\/[A-Za-z0-9]+|\d+ \d+ R|[+-]?\d*\.?\d+|\([^()]*\)|<[0-9A-Fa-f]*>|\[|\]|true|false|null/g

function changedText(body: string, random: Random): string {
  const tokens = [...body.slice(0, body.includes('stream') ? body.indexOf('stream') : body.length).matchAll(TOKEN)]
  const [first, ...more] = tokens
  if (first === undefined) return random.pick(VALUES)
  const chosen = random.pick([first, ...more])
  const donor = random.pick([first, ...more])[0]
  const huge = random.chance(0.03) ? random.pick(HUGE)(random.pick([50, 99, 101, 5000, 40_000, 130_000])) : undefined
  const now = huge ?? (random.chance(0.6) ? random.pick(VALUES) : random.chance(0.5) ? donor : '')
  const spot = chosen.index
  return body.slice(0, spot) + now + body.slice(spot + chosen[0].length)
}
