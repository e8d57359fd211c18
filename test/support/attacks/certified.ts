import { createPki, issueUnder } from '#seeds/pki'
import { append, objectText } from '#test/support/appended'
import { keyFrom } from '#test/support/leveled'
import { TEST_NOW } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import {
  edited,
  filledNumber,
  lookText,
  PART,
  richFile,
  SIGNATURE_PLACE,
  signedAgain,
  signedBy,
  streamText,
} from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

type Level = 1 | 2 | 3

const COVER = lookText('Pay 900 dong')
const WHITE_AREA = streamText('1 g 0 0 240 30 re f', '/Type /XObject /Subtype /Form /BBox [0 0 240 30]')
const OVER_TEXT = '/Rect [60 690 300 720]'

const certified = {
  1: once(() => signedBy(richFile(), { place: SIGNATURE_PLACE, certify: 1 })),
  2: once(() => signedBy(richFile(), { place: SIGNATURE_PLACE, certify: 2 })),
  3: once(() => signedBy(richFile(), { place: SIGNATURE_PLACE, certify: 3 })),
}

/** What each level allows: nothing, to fill in, to sign. */
async function honestAt(level: Level): Promise<Buffer> {
  const file = await certified[level]()
  if (level === 1) return file
  return level === 2 ? filledNumber(file) : signedBy(file, { field: 'Seal' }, 'curve384')
}

/**
 * Evil annotation and sneaky signature attacks: what a certified document takes, used to cover what it says.
 *
 * @see Rohlmann, Mladenov, Mainka, Schwenk: Breaking the Specification, PDF Certification (IEEE S&P 2021), 4.
 */
export const certifiedAttacks = once(async (): Promise<readonly AttackVariant[]> => {
  const variants: AttackVariant[] = []
  for (const level of [1, 2, 3] as const) {
    const file = await certified[level]()
    const honest = await honestAt(level)
    const changes = [...annotations(file), ...unsigned(file), ...contents(file)]
    variants.push(
      ...changes.map(([name, objects]) => ({
        name: `certified at level ${String(level)}: ${name}`,
        attacked: append(file, objects),
        honest,
      })),
    )
  }
  return [...variants, ...(await levels()), ...(await sneaky())]
})

type Change = readonly [string, Record<number, string>]

/** A new annotation on the first page. */
function noted(file: Buffer, entries: string, more: Record<number, string> = {}): Record<number, string> {
  return {
    ...edited(file, PART.first, ['/Annots [', '/Annots [80 0 R ']),
    80: `<< /Type /Annot ${entries} /F 4 /P 3 0 R >>`,
    ...more,
  }
}

const look = '/AP << /N 81 0 R >>'

const annotations = (file: Buffer): Change[] => [
  [
    'a free text over the page',
    noted(file, `/Subtype /FreeText ${OVER_TEXT} /Contents (Pay 900 dong) /DA (/F1 12 Tf 0 g)`),
  ],
  ['a free text with its look', noted(file, `/Subtype /FreeText ${OVER_TEXT} /Contents (x) ${look}`, { 81: COVER })],
  ['a stamp', noted(file, `/Subtype /Stamp ${OVER_TEXT} ${look}`, { 81: COVER })],
  ['a redaction', noted(file, `/Subtype /Redact ${OVER_TEXT} /OverlayText (900) ${look}`, { 81: COVER })],
  [
    'a highlight that covers',
    noted(file, `/Subtype /Highlight ${OVER_TEXT} /QuadPoints [60 690 300 690 60 720 300 720] ${look}`, { 81: COVER }),
  ],
  ...['Highlight', 'Underline', 'Square', 'Circle', 'Polygon', 'Text', 'Caret'].map(
    (kind): Change => [
      `a white area as ${kind}`,
      noted(file, `/Subtype /${kind} ${OVER_TEXT} ${look}`, { 81: WHITE_AREA }),
    ],
  ),
  ['a square that is filled', noted(file, `/Subtype /Square ${OVER_TEXT} /IC [1 1 1]`)],
  ['a line', noted(file, `/Subtype /Line ${OVER_TEXT} /L [60 700 300 700] /BS << /W 30 >>`)],
  ['a link', noted(file, `/Subtype /Link ${OVER_TEXT} /A << /S /URI /URI (http://example.org) >>`)],
  ['a link that runs a script', noted(file, `/Subtype /Link ${OVER_TEXT} /A << /S /JavaScript /JS (x) >>`)],
  ['an attached file', noted(file, `/Subtype /FileAttachment ${OVER_TEXT} /FS 30 0 R ${look}`, { 81: COVER })],
  ['a caret with a look', noted(file, `/Subtype /Caret ${OVER_TEXT} ${look}`, { 81: COVER })],
  ['an ink drawing', noted(file, `/Subtype /Ink ${OVER_TEXT} /InkList [[60 700 300 700]] ${look}`, { 81: COVER })],
  ['a popup with a look', noted(file, `/Subtype /Popup ${OVER_TEXT} ${look}`, { 81: COVER })],
  ['a watermark', noted(file, `/Subtype /Watermark ${OVER_TEXT} ${look}`, { 81: COVER })],
  ['a screen', noted(file, `/Subtype /Screen ${OVER_TEXT} ${look}`, { 81: COVER })],
  ['an annotation of no kind', noted(file, `${OVER_TEXT} ${look}`, { 81: COVER })],
  [
    'a text field',
    noted(file, `/Subtype /Widget /FT /Tx /T (x) /V (Pay 900 dong) ${OVER_TEXT} ${look}`, { 81: COVER }),
  ],
  ['a button', noted(file, `/Subtype /Widget /FT /Btn /Ff 65536 /T (x) ${OVER_TEXT} ${look}`, { 81: COVER })],
  ['the note that was there shows another text', { [PART.noteLook]: COVER }],
  ['the note that was there moves', edited(file, PART.note, [/\/Rect \[400[^\]]*\]/, OVER_TEXT])],
]

/** New signature fields that nobody has signed. */
const unsigned = (file: Buffer): Change[] => {
  const field = (entries: string, more: Record<number, string> = {}) => ({
    ...noted(file, `/Subtype /Widget /FT /Sig /T (Evil) ${OVER_TEXT} ${entries}`, more),
    ...edited(file, PART.form, ['/Fields [', '/Fields [80 0 R ']),
  })
  return [
    ['an unsigned signature field with a look', field(look, { 81: COVER })],
    ['an unsigned signature field with a background', field('/MK << /BG [1 1 1] /CA (900) >>')],
    ['an unsigned signature field with an empty value and a look', field(`/V << >> ${look}`, { 81: COVER })],
    ['an unsigned signature field that runs a script', field('/AA << /E << /S /JavaScript /JS (x) >> >>')],
    [
      'a look for the empty field that was there',
      { ...edited(file, PART.widget, ['/F 4', `/F 4 ${look}`]), 81: COVER },
    ],
    ['the empty field that was there moves over the text', edited(file, PART.widget, [/\/Rect \[[^\]]*\]/, OVER_TEXT])],
  ]
}

const contents = (file: Buffer): Change[] => [
  ['the contents of a page', { [PART.content]: objectText(file, PART.content).replace('100', '900') }],
  ['the value of a field, not its look', edited(file, PART.number, ['/V (100)', '/V (900)'])],
  ['the look of a field, not its value', { [PART.numberLook]: lookText('900') }],
  [
    'the certification taken out of the catalog',
    { [PART.catalog]: objectText(file, PART.catalog).replace(/\/Perms\s*<<[^>]*>>/, '') },
  ],
]

/** What a level does not allow, though a higher one would. */
async function levels(): Promise<AttackVariant[]> {
  const [first, second] = [await certified[1](), await certified[2]()]
  const num = Number(/\/V (\d+) 0 R/.exec(second.toString('latin1'))?.[1])
  const weaker = edited(second, num, [/\/P 2/, '/P 3'])
  return [
    { name: 'certified at level 1: a field filled', attacked: filledNumber(first), honest: first },
    { name: 'certified at level 2: its level raised', attacked: append(second, weaker), honest: await honestAt(2) },
    {
      name: 'certified at level 2: its level raised, a note',
      attacked: append(second, {
        ...weaker,
        ...noted(second, `/Subtype /FreeText ${OVER_TEXT} ${look}`, { 81: COVER }),
      }),
      honest: await honestAt(2),
    },
  ]
}

/** Somebody whom nobody trusts signs over the text. */
const stranger = once(async () => {
  const pki = await createPki()
  const leaf = await issueUnder(pki.issuing, {
    serial: 9,
    commonName: 'UBND tỉnh',
    notBefore: new Date('2025-01-01T00:00:00Z'),
    key: 'p-256',
  })
  return keyFrom(leaf, { chain: [pki.issuing.certificate] })
})

async function sneaky(): Promise<AttackVariant[]> {
  const over = { page: 1, x: 60, y: 690, width: 240, height: 30 }
  const bySomebody = async (file: Buffer, options: Parameters<typeof signBytes>[2]) =>
    (await signBytes(file, await stranger(), { signedAt: TEST_NOW, ...options })).bytes
  const plain = await signedBy(richFile())
  const [two, three] = [await certified[2](), await certified[3]()]
  const undecided = 'NO_CERTIFICATE_CHAIN_FOUND: to sign is allowed, but nobody vouches for this signer'
  const forced = await sneakedIn(await certified[1](), plain)
  const own = await bySomebody(two, { field: 'Seal' })
  const shown = append(own, { ...edited(own, PART.widget, ['/F ', `${look} /F `]), 81: COVER })
  return [
    {
      name: 'signed over the text by a stranger',
      attacked: await bySomebody(plain, { place: over }),
      honest: await signedAgain(plain),
      undecided,
    },
    {
      name: 'certified at level 2, signed over the text by a stranger',
      attacked: await bySomebody(two, { place: over }),
      honest: await signedBy(two, { field: 'Seal' }, 'curve384'),
      undecided,
    },
    {
      name: 'certified at level 3, signed over the text by a stranger',
      attacked: await bySomebody(three, { place: over }),
      honest: await signedBy(three, { field: 'Seal' }, 'curve384'),
      undecided,
    },
    { name: 'certified at level 1, signed over the text all the same', attacked: forced, honest: await certified[1]() },
    {
      name: 'a signature gets its look afterwards',
      attacked: shown,
      honest: await signedBy(two, { field: 'Seal' }, 'curve384'),
    },
  ]
}

/** Our signer refuses to sign what is certified at level 1: the update that it made for a like file is put behind this one. */
async function sneakedIn(file: Buffer, like: Buffer): Promise<Buffer> {
  const unlocked = Buffer.from(file.toString('latin1').replace('/Perms', '/Permz'), 'latin1')
  const signed = await signedAgain(unlocked.length === file.length ? unlocked : like)
  return Buffer.concat([file, signed.subarray(unlocked.length)])
}
