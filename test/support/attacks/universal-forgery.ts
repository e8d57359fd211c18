import { append, objectText } from '#test/support/appended'
import { partsOfLastSignature } from '#test/support/signed-parts'
import { PART, RICH_OBJECTS, richFile, signedRich, signedTwice, streamText } from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

const OTHER = streamText('BT /F1 12 Tf 72 700 Td (Pay 900 dong) Tj ET')

type Edit = (dictionary: string) => string
const replacing =
  (from: RegExp, to: string): Edit =>
  (text) => {
    const changed = text.replace(from, () => to)
    if (changed === text) throw new Error(`nothing to replace: ${from.source}`)
    return changed
  }

const CONTENTS = /\/Contents <[0-9a-f]*>/
const RANGE = /\/ByteRange \[[^\]]*\]/

/** Entries of a signature dictionary that a verifier may stumble over and then call the signature good. */
const CONTENTS_EDITS: [string, Edit][] = [
  ['no /Contents', replacing(CONTENTS, '')],
  ['/Contents null', replacing(CONTENTS, '/Contents null')],
  ['/Contents empty', replacing(CONTENTS, '/Contents <>')],
  ['/Contents 00', replacing(CONTENTS, '/Contents <00>')],
  ['/Contents all zeros', replacing(CONTENTS, `/Contents <${'00'.repeat(2000)}>`)],
  ['/Contents without a value', replacing(CONTENTS, '/Contents')],
  ['/Contents a number', replacing(CONTENTS, '/Contents 0')],
  ['/Contents a name', replacing(CONTENTS, '/Contents /x')],
  ['/Contents an empty literal', replacing(CONTENTS, '/Contents ()')],
  ['/Contents a list', replacing(CONTENTS, '/Contents []')],
  ['/Contents a dictionary', replacing(CONTENTS, '/Contents << >>')],
  ['/Contents a reference', replacing(CONTENTS, '/Contents 82 0 R')],
  ['/Contents of the wrong digits', replacing(CONTENTS, '/Contents <zzzz>')],
  ['/Contents an empty SEQUENCE', replacing(CONTENTS, '/Contents <3000>')],
  ['/Contents cut short', (text) => text.replace(/(\/Contents <[0-9a-f]{200})[0-9a-f]*/, '$1')],
]
const RANGE_EDITS: [string, Edit][] = [
  ['no /ByteRange', replacing(RANGE, '')],
  ...(
    [
      ...['null', '[]', '()', '0', '/x', '<< >>', '82 0 R', '[0]', '[0 0]', '[0 0 0]', '[0 0 0 0]', '[0 1 2 3]'],
      ...['[0 -1 -1 0]', '[0 -1 100 -1]', '[-1 -1 -1 -1]', '[0 100 0 100]', '[0 100 50 100]', '[0 100 100 100]'],
      ...['[null null null null]', '[(0) (100) (200) (300)]', '[0 100 200 99999999999999]', '[0 0 100 100]'],
      ...['[0 4294967296 4294967297 1]', '[0 100 200 18446744073709551616]', '[0 100 200 1e9]', '[0.5 100 200 50]'],
      ...[
        '[0 100 200 300 400 500]',
        '[0 100 200 300 400]',
        '[10 100 200 300]',
        '[[0 100 200 300]]',
        '[82 0 R 100 200 300]',
      ],
      ...[
        '[0 100 9223372036854775807 9223372036854775807]',
        '[true 100 200 300]',
        '[0 200 100 300]',
        '[0 +100 +200 300]',
      ],
    ] as const
  ).map((value): [string, Edit] => [`/ByteRange ${value}`, replacing(RANGE, `/ByteRange ${value}`)]),
]
const OTHER_EDITS: [string, Edit][] = [
  ['no /SubFilter', replacing(/\/SubFilter \/\S+/, '')],
  ['no /Filter', replacing(/\/Filter \/\S+/, '/Filter null')],
  ['/SubFilter unknown', replacing(/\/SubFilter \/\S+/, '/SubFilter /x')],
  ['/SubFilter null', replacing(/\/SubFilter \/\S+/, '/SubFilter null')],
  ['/SubFilter a text', replacing(/\/SubFilter \/\S+/, '/SubFilter (ETSI.CAdES.detached)')],
  ['/SubFilter for bare RSA', replacing(/\/SubFilter \/\S+/, '/SubFilter /adbe.x509.rsa_sha1')],
  ['/SubFilter for enclosed digests', replacing(/\/SubFilter \/\S+/, '/SubFilter /adbe.pkcs7.sha1')],
  ['/SubFilter for timestamps', replacing(/\/SubFilter \/\S+/, '/SubFilter /ETSI.RFC3161')],
  ['/Type of a timestamp', replacing(/\/Type \/Sig/, '/Type /DocTimeStamp')],
  ['an empty dictionary', () => '<< >>'],
  ['null', () => 'null'],
]
const EDITS = [...CONTENTS_EDITS, ...RANGE_EDITS, ...OTHER_EDITS]

/**
 * Universal signature forgery: a signature dictionary that says too little for a verifier to notice that anything is wrong.
 *
 * @see Mladenov, Mainka, Meyer zu Selhausen, Grothe, Schwenk: 1 Trillion Dollar Refund (ACM CCS 2019), 4.1.
 */
export const universalForgery = once(async (): Promise<readonly AttackVariant[]> => {
  const [signed, honest] = await Promise.all([signedRich(), signedTwice()])
  const num = Number(/\/V (\d+) 0 R/.exec(signed.toString('latin1'))?.[1])
  const dictionary = objectText(signed, num)
  const helper = { 82: '[0 100 200 300]' }
  const later = EDITS.map(
    ([name, edit]): AttackVariant => ({
      name: `the dictionary rewritten later: ${name}`,
      attacked: append(signed, { [num]: edit(dictionary), [PART.content]: OTHER, ...helper }),
      honest,
    }),
  )
  const silent = EDITS.map(
    ([name, edit]): AttackVariant => ({
      name: `only the dictionary rewritten: ${name}`,
      attacked: append(signed, { [num]: edit(dictionary), ...helper }),
      honest,
    }),
  )
  const fresh = EDITS.filter(([name]) => name !== 'null').map(
    ([name, edit]): AttackVariant => ({
      name: `forged from the start: ${name}`,
      attacked: forged(edit(dictionary)),
      honest: signed,
    }),
  )
  return [...later, ...silent, ...fresh, ...inPlace(signed)]
})

/** A file that was never signed, with the dictionary of a signature. */
function forged(dictionary: string): Buffer {
  const objects = RICH_OBJECTS.map((text, index) =>
    index + 1 === PART.widget ? text.replace('/FT /Sig', '/FT /Sig /V 37 0 R') : text,
  )
  return richFile([...objects, dictionary])
}

/** The entries overwritten where they stand: the file keeps its length. */
function inPlace(signed: Buffer): AttackVariant[] {
  const { gap } = partsOfLastSignature(signed)
  const from = signed.indexOf('/ByteRange')
  const overwrite = (name: string, at: number, text: string): AttackVariant => {
    const attacked = Buffer.from(signed)
    attacked.write(text, at, 'latin1')
    return { name: `overwritten in place: ${name}`, attacked, honest: signed }
  }
  const range = (value: string) => `/ByteRange [${value}`.padEnd(gap.start - '/Contents '.length - from - 1) + ']'
  return [
    ...['0 0 0 0', '0 1 2 3', '0 -1 -1 0', `0 ${String(gap.start)} ${String(gap.end)} 0`, '', 'null'].map((value) =>
      overwrite(`/ByteRange [${value}]`, from, range(value)),
    ),
    overwrite('/ByteRange under another name', from, '/ByteRangX'),
    overwrite('/Contents under another name', gap.start - '/Contents '.length, '/Contentz '),
    overwrite('/Contents of zeros', gap.start + 1, '0'.repeat(gap.end - gap.start - 2)),
    overwrite('/Contents of spaces', gap.start + 1, ' '.repeat(gap.end - gap.start - 2)),
    overwrite('/Contents whose SEQUENCE is empty', gap.start + 1, '3000'.padEnd(gap.end - gap.start - 2, '0')),
    overwrite('a null signer list', gap.start + 1, '30800000'.padEnd(gap.end - gap.start - 2, '0')),
  ]
}
