import { append, objectText } from '#test/support/appended'
import {
  edited,
  filledNumber,
  grown,
  lookText,
  PART,
  RICH_OBJECTS,
  richFile,
  SIGNATURE_PLACE,
  signedAgain,
  signedBy,
  signedRich,
} from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

type Change = readonly [string, Record<number, string>]

const SCRIPT = '<< /S /JavaScript /JS (x) >>'

/** The rich document, prepared for the agency's signature, which will lock all. */
const PREPARED = RICH_OBJECTS.map((text) =>
  text.replace('/T (Seal)', '/T (Seal) /Lock << /Type /SigFieldLock /Action /All /P 1 >>'),
)

/** As the office does it: the leader certifies, number and date are filled in, the agency's signature locks all. */
const sealed = once(async () => {
  const led = await signedBy(richFile(PREPARED), { place: SIGNATURE_PLACE, certify: 2 })
  const numbered = filledNumber(led)
  return signedBy(numbered, { field: 'Seal' }, 'curve384')
})

/** Changes of forms: what is locked, what a field is, what it does. */
export const formAttacks = once(async (): Promise<readonly AttackVariant[]> => {
  const [free, official] = [await signedRich(), await sealed()]
  const included = await signedBy(richFile(), {
    place: SIGNATURE_PLACE,
    lock: { action: 'Include', fields: ['number'] },
  })
  const excluded = await signedBy(richFile(), { place: SIGNATURE_PLACE, lock: { action: 'Exclude', fields: ['date'] } })
  const make =
    (base: Buffer, { title, honest }: { title: string; honest: Buffer }) =>
    ([name, objects]: Change): AttackVariant => ({ name: `${title}: ${name}`, attacked: append(base, objects), honest })
  return [
    ...[...fieldChanges(free), ...formChanges(free)].map(
      make(free, { title: 'open form', honest: filledNumber(free) }),
    ),
    ...[...locked(official), ...fieldChanges(official), ...formChanges(official)].map(
      make(official, { title: 'sealed by the agency', honest: withStore(official) }),
    ),
    ...[...lockedNumber(included)].map(make(included, { title: 'number locked', honest: filledNumber(included) })),
    ...[...lockedNumber(excluded)].map(
      make(excluded, { title: 'all but the date locked', honest: filledNumber(excluded) }),
    ),
    {
      name: 'sealed by the agency: its lock written with the signature',
      attacked: append(official, edited(official, PART.number, ['/V (100)', '/V (900)'])),
      honest: await lockedWhenSealed(),
    },
    {
      name: 'sealed by the agency: one more signature',
      attacked: await overSeal(official),
      honest: official,
    },
  ]
})

/** The agency locks all in a field of which nobody had said so before. */
async function lockedWhenSealed(): Promise<Buffer> {
  const led = await signedBy(richFile(), { place: SIGNATURE_PLACE, certify: 2 })
  return signedBy(led, { field: 'Seal', lock: { action: 'All', permissions: 1 } }, 'curve384')
}

const withStore = (file: Buffer) => append(file, grown(file, PART.catalog, '/DSS << /Certs [] >>'))

/** The seal’s lock is renamed for the signer, which would refuse; its update is put behind the sealed file. */
async function overSeal(file: Buffer): Promise<Buffer> {
  const text = file.toString('latin1')
  const open = Buffer.from(
    text.replaceAll('/FieldMDP', '/FieldMDX').replaceAll('/Lock', '/Lokk').replaceAll('/P 1', '/P 2'),
    'latin1',
  )
  const again = await signedAgain(open)
  return Buffer.concat([file, again.subarray(open.length)])
}

/** Honest in a form that is open: that a value changes with its look. */
const refilled = (
  file: Buffer,
  num: number,
  [from, to]: readonly [string | RegExp, string],
): Record<number, string> => ({
  ...edited(file, num, [from, to]),
  71: lookText('900'),
})

const locked = (file: Buffer): Change[] => [
  ['the number changed', refilled(file, PART.number, [/\/V \(100\)([\s\S]*)20 0 R/, '/V (900) /AP << /N 71 0 R'])],
  ['the date changed', refilled(file, PART.date, [/\/V \(12\)([\s\S]*)70 0 R/, '/V (13) /AP << /N 71 0 R'])],
  ['a box ticked', edited(file, PART.checkBox, [/\/V \/Off \/AS \/Off/, '/V /Yes /AS /Yes'])],
  ['another choice', edited(file, PART.choice, ['/V (A)', '/V (B)'])],
  ['a field emptied', edited(file, PART.number, ['/V (100)', ''])],
  ...lockedNumber(file),
]

const lockedNumber = (file: Buffer): Change[] => [
  [
    'the locked value changed',
    { ...edited(file, PART.number, ['/V (100)', '/V (900)']), [PART.numberLook]: lookText('900') },
  ],
  ['the locked look changed', { [PART.numberLook]: lookText('900') }],
  [
    'the locked field gone',
    { ...edited(file, PART.form, ['18 0 R', '']), ...edited(file, PART.first, ['18 0 R', '']) },
  ],
  ['the locked field renamed', edited(file, PART.number, ['(number)', '(open)'])],
  [
    'the locked field renamed and filled',
    {
      ...edited(file, PART.number, [/\(number\)([\s\S]*)\(100\)/, '(date) /V (900)']),
      [PART.numberLook]: lookText('900'),
    },
  ],
  [
    'the locked field below another',
    { ...edited(file, PART.number, ['/FT', '/Parent 72 0 R /FT']), 72: '<< /T (x) /Kids [18 0 R] >>' },
  ],
]

const fieldChanges = (file: Buffer): Change[] => {
  const number = (from: string | RegExp, to: string) => edited(file, PART.number, [from, to])
  const entries = [
    ...['/Q 2', '/Ff 4096', '/Ff 2', '/MaxLen 1', '/TU (other)', '/TM (other)', '/OC 26 0 R', '/Border [0 0 9]'],
    ...['/BS << /W 9 >>', `/A ${SCRIPT}`, `/AA << /K ${SCRIPT} >>`, `/AA << /C ${SCRIPT} >>`, '/DS (color:red)'],
    ...['/DV (900)', '/BM /Multiply', '/CA 0', '/StructParent 3', '/NM (x)', '/C [1 0 0]', '/H /P', '/Kids [21 0 R]'],
  ]
  return [
    ...entries.map((entry): Change => [`a field gets ${entry}`, grown(file, PART.number, entry)]),
    ['a field renamed', number('(number)', '(other)')],
    ['a field of another type', number('/FT /Tx', '/FT /Ch')],
    ['a field becomes a signature', number('/FT /Tx', '/FT /Sig')],
    ['a field without type', number('/FT /Tx', '')],
    ['a field’s default look', number('/F1 10 Tf', '/F1 90 Tf')],
    ['a field’s border colour', number('/BC [0]', '/BG [1 1 1]')],
    ['a field moved', number('[100 600', '[10 60')],
    ['a field hidden', number('/F 4', '/F 6')],
    ['a field on another page', number('/P 3 0 R', '/P 4 0 R')],
    ['a look without a value', { [PART.numberLook]: lookText('900') }],
    ['a new look without a value', { ...number('20 0 R', '71 0 R'), 71: lookText('900') }],
    [
      'looks for pressing and hovering',
      { ...number('/N 20 0 R', '/N 20 0 R /R 71 0 R /D 71 0 R'), 71: lookText('900') },
    ],
    ['a value without a look', number('/V (100)', '/V (900)')],
    ['a rich value beside the same plain one', number('/V (100)', '/V (100) /RV (<body>900</body>)')],
    ['a box shows ticked and is not', edited(file, PART.checkBox, ['/AS /Off', '/AS /Yes'])],
    ['a box is ticked and does not show it', edited(file, PART.checkBox, ['/V /Off', '/V /Yes'])],
    ['a box’s looks exchanged', { [PART.checkLook]: lookText('y') }],
    ['a choice’s options', edited(file, PART.choice, ['[(A) (B)]', '[(C) (B)]'])],
  ]
}

const formChanges = (file: Buffer): Change[] => {
  const form = (entry: string) => grown(file, PART.form, entry)
  return [
    ['looks to be made anew', form('/NeedAppearances true')],
    ['XFA', { ...form('/XFA 72 0 R'), 72: '<< /Length 6 >>\nstream\n<xdp/>\nendstream' }],
    ['an order of calculation', form('/CO [18 0 R]')],
    ['alignment for all', form('/Q 2')],
    ['another default look', edited(file, PART.form, ['/F1 10 Tf', '/F1 1 Tf'])],
    ['another font under the same name', edited(file, PART.form, ['/F1 7 0 R', '/F1 72 0 R'])],
    [
      'a new text field',
      { ...edited(file, PART.form, ['/Fields [', '/Fields [73 0 R ']), 73: '<< /FT /Tx /T (new) /V (900) >>' },
    ],
    [
      'a new text field on the page',
      {
        ...edited(file, PART.form, ['/Fields [', '/Fields [73 0 R ']),
        ...edited(file, PART.first, ['/Annots [', '/Annots [73 0 R ']),
        73: objectText(file, PART.number).replace('(number)', '(new)'),
      },
    ],
    ['a field taken out of the list', edited(file, PART.form, ['19 0 R', ''])],
    ['fields in another order', edited(file, PART.form, ['18 0 R 19 0 R', '19 0 R 18 0 R'])],
    ['a field listed twice', edited(file, PART.form, ['18 0 R', '18 0 R 18 0 R'])],
    ['a field taken off the page', edited(file, PART.first, ['18 0 R', ''])],
    ['a field also on the second page', grown(file, PART.second, '/Annots [18 0 R]')],
    ['the form taken away', edited(file, PART.catalog, ['/AcroForm 17 0 R', ''])],
  ]
}
