import { append, objectText } from '#test/support/appended'
import { partsOfSignatures } from '#test/support/signed-parts'
import {
  edited,
  filledNumber,
  grown,
  PART,
  richFile,
  SIGNATURE_PLACE,
  signedAgain,
  signedBy,
  signedRich,
} from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

type Change = readonly [string, Record<number, string>]

const twice = once(async () => {
  const led = await signedRich()
  return signedBy(filledNumber(led), { field: 'Seal' }, 'curve384')
})

/** Signatures taken away, emptied, exchanged, or carried to where they were not made. */
export const removedSignatures = once(async (): Promise<readonly AttackVariant[]> => {
  const file = await twice()
  const honest = await signedAgain(file)
  return [
    ...[...first(file), ...second(file), ...lists(file)].map(([name, objects]) => ({
      name,
      attacked: append(file, objects),
      honest,
    })),
    ...(await carried(file, honest)),
  ]
})

/** Numbers of the first signature’s field and value, and of the second’s value. */
function numbersOf(file: Buffer) {
  const text = file.toString('latin1')
  const field = Number(/(\d+) 0 obj\s*<<\/Type \/Annot\s*\/Subtype \/Widget\s*\/FT \/Sig/.exec(text)?.[1])
  const value = Number(/\/V (\d+) 0 R/.exec(objectText(file, field))?.[1])
  const later = Number(/\/V (\d+) 0 R/.exec(objectText(file, PART.widget))?.[1])
  return { field, value, later }
}

const first = (file: Buffer): Change[] => {
  const { field, value, later } = numbersOf(file)
  return fieldChanges(file, { title: 'the first signature', field, value, other: later })
}

const second = (file: Buffer): Change[] => {
  const { value, later } = numbersOf(file)
  return fieldChanges(file, { title: 'the last signature', field: PART.widget, value: later, other: value })
}

type Signature = { title: string; field: number; value: number; other: number }

function fieldChanges(file: Buffer, { title, field, value, other }: Signature): Change[] {
  const here = `/V ${String(value)} 0 R`
  const from = new RegExp(`${String(field)} 0 R ?`)
  const changed = (to: string) => edited(file, field, [here, to])
  const changes: Change[] = [
    ['its value taken away', changed('')],
    ['its value null', changed('/V null')],
    ['its value an empty dictionary', changed('/V << >>')],
    ['its value a text', changed('/V (signed)')],
    ['its value that of the other', changed(`/V ${String(other)} 0 R`)],
    ['its value an object that is not there', changed('/V 99 0 R')],
    ['its value of another generation', changed(`/V ${String(value)} 1 R`)],
    ['its dictionary null', { [value]: 'null' }],
    ['its dictionary empty', { [value]: '<< >>' }],
    ['its dictionary freed', { [value]: '' }],
    ['its dictionary another text', { [value]: '(x)' }],
    ['its field of another type', edited(file, field, ['/FT /Sig', '/FT /Tx'])],
    ['its field without type', edited(file, field, ['/FT /Sig', ''])],
    ['its field renamed', edited(file, field, ['/T (', '/T (x'])],
    ['its field out of the form', edited(file, PART.form, [from, ''])],
    ['its field off the page', edited(file, PART.first, [from, ''])],
    ['its field out of both', { ...edited(file, PART.form, [from, '']), ...edited(file, PART.first, [from, '']) }],
    ['its field freed', { [field]: 'null' }],
    ['its field moved', edited(file, field, [/\/Rect ?\[[^\]]*\]/, '/Rect [0 0 10 10]'])],
    ['its field hidden', edited(file, field, [/\/F \d+/, '/F 2'])],
    ['its look', grown(file, field, '/AP << /N 34 0 R >>')],
    [
      'its field below a new one',
      {
        ...grown(file, field, '/Parent 90 0 R'),
        ...edited(file, PART.form, [from, '90 0 R ']),
        90: `<< /T (x) /Kids [${String(field)} 0 R] >>`,
      },
    ],
    ['its time', edited(file, value, ['/M (D:2026', '/M (D:2016'])],
    ['a reason given later', grown(file, value, '/Reason (other)')],
  ]
  return changes
    .filter(([name, objects]) => name !== 'its dictionary freed' || objects[value] !== '')
    .map(([name, objects]) => [`${title}: ${name}`, objects])
}

const lists = (file: Buffer): Change[] => [
  ['no form any more', { [PART.catalog]: objectText(file, PART.catalog).replace('/AcroForm 17 0 R', '') }],
  [
    'a new form without fields',
    { ...edited(file, PART.catalog, ['/AcroForm 17 0 R', '/AcroForm 90 0 R']), 90: '<< /Fields [] >>' },
  ],
  ['the form’s fields gone', edited(file, PART.form, [/\/Fields ?\[[^\]]*\]/, '/Fields []'])],
  ['the form null', { [PART.form]: 'null' }],
  ['annotations of the page gone', edited(file, PART.first, [/\/Annots ?\[[^\]]*\]/, ''])],
]

/** A CMS from another document, another place, another time. */
async function carried(file: Buffer, honest: Buffer): Promise<AttackVariant[]> {
  const [one, two] = partsOfSignatures(file)
  const other = await signedBy(richFile(), { place: { ...SIGNATURE_PLACE, page: 2 } })
  const [foreign] = partsOfSignatures(other)
  if (!one || !two || !foreign) throw new Error('no signatures')
  const put = (name: string, cms: Buffer, gap: { start: number; end: number }): AttackVariant => {
    const attacked = Buffer.from(file)
    attacked.write(cms.toString('hex').padEnd(gap.end - gap.start - 2, '0'), gap.start + 1, 'latin1')
    return { name, attacked, honest }
  }
  const changed = Buffer.from(file.toString('latin1').replace('Pay 100', 'Pay 900'), 'latin1')
  const fresh = await signedBy(richFile(), { place: { ...SIGNATURE_PLACE, x: 200 } }, 'curve384')
  const stolen = Buffer.from(fresh)
  const [place] = partsOfSignatures(fresh)
  if (place)
    stolen.write(
      one.cms.toString('hex').padEnd(place.gap.end - place.gap.start - 2, '0'),
      place.gap.start + 1,
      'latin1',
    )
  return [
    put('the CMS of another document', foreign.cms, two.gap),
    put('the first CMS in the place of the second', one.cms, two.gap),
    put('the second CMS in the place of the first', two.cms, one.gap),
    { name: 'the text changed where it stands', attacked: changed, honest },
    { name: 'a leader’s CMS in a document that somebody else signed', attacked: stolen, honest: fresh },
    { name: 'the last signature’s bytes cut in half', attacked: file.subarray(0, file.length - 20_000), honest },
    { name: 'the last bytes cut', attacked: file.subarray(0, file.length - 10), honest },
  ]
}
