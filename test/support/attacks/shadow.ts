import { append, objectText } from '#test/support/appended'
import { rawUpdate } from './raw-update.ts'
import {
  edited,
  filledNumber,
  lookText,
  PART,
  RICH_OBJECTS,
  richFile,
  signedAgain,
  signedBy,
  streamText,
} from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

const OTHER = streamText('BT /F1 12 Tf 72 700 Td (Pay 900 dong) Tj ET')
const OVERLAY = streamText('1 g 0 0 300 300 re f', '/Type /XObject /Subtype /Form /BBox [0 0 300 300]')

/** The rich document with some objects written otherwise, and more behind them. */
function prepared(changes: Partial<Record<keyof typeof PART, (text: string) => string>>, more: readonly string[] = []) {
  const objects = RICH_OBJECTS.map((text, index) => {
    const part = (Object.keys(PART) as (keyof typeof PART)[]).find((name) => PART[name] === index + 1)
    return (part && changes[part]?.(text)) ?? text
  })
  return richFile([...objects, ...more])
}

const replacing = (from: string | RegExp, to: string) => (text: string) => {
  const changed = text.replace(from, () => to)
  if (changed === text) throw new Error(`nothing to replace: ${String(from)}`)
  return changed
}

/**
 * Shadow attacks: the author of a document prepares, before it is signed, what a small update afterwards hides or shows.
 *
 * @see Mainka, Mladenov, Rohlmann: Shadow Attacks, Hiding and Replacing Content in Signed PDFs (NDSS 2021), 4.
 */
export const shadowAttacks = once(
  async (): Promise<readonly AttackVariant[]> => [
    ...(await hide()),
    ...(await replace()),
    ...(await hideAndReplace()),
    ...(await suppliedLater()),
  ],
)

/** An overlay that the signer saw goes away, and what was below it is seen. */
async function hide(): Promise<AttackVariant[]> {
  const signed = await signedBy(prepared({ formObject: () => OVERLAY }))
  const honest = await signedAgain(signed)
  const page = objectText(signed, PART.second)
  const make = (name: string, attacked: Buffer): AttackVariant => ({ name: `hide: ${name}`, attacked, honest })
  return [
    make('the overlay freed', append(signed, { [PART.formObject]: null })),
    make('the overlay becomes a page', append(signed, { [PART.formObject]: page })),
    make('the overlay becomes null', append(signed, { [PART.formObject]: 'null' })),
    make('the overlay gets an empty box', append(signed, { [PART.formObject]: OVERLAY.replace('300 300]', '0 0]') })),
    make(
      'the overlay gets a type that readers do not draw',
      append(signed, { [PART.formObject]: OVERLAY.replace('/Form', '/PS') }),
    ),
    make(
      'the overlay’s entry points to another object',
      rawUpdate(signed, { table: [[PART.formObject, offsetOf(signed, PART.outlines)]] }),
    ),
    make(
      'the overlay’s entry gets another generation',
      rawUpdate(signed, { table: [[PART.formObject, offsetOf(signed, PART.formObject), 1]] }),
    ),
    make(
      'the name of the overlay taken from the resources',
      append(signed, edited(signed, PART.resources, ['/Fm1 16 0 R', ''])),
    ),
    make('the image freed', append(signed, { [PART.image]: null })),
    make('the annotation over the text freed', append(signed, { [PART.note]: null })),
    make('the look of the annotation freed', append(signed, { [PART.noteLook]: null })),
  ]
}

function offsetOf(file: Buffer, num: number): number {
  return file.toString('latin1').lastIndexOf(`\n${String(num)} 0 obj`) + 1
}

/** What looks alike in both: values of fields, glyphs of fonts. */
async function replace(): Promise<AttackVariant[]> {
  const signed = await signedBy(richFile())
  const honest = filledNumber(signed)
  const own = await signedBy(prepared({ descriptor: replacing('/FontFile2 10 0 R', '') }))
  const make = (name: string, objects: Record<number, string>, base = signed): AttackVariant => ({
    name: `replace: ${name}`,
    attacked: append(base, objects),
    honest,
  })
  return [
    make('a field’s look beside the same value', { [PART.numberLook]: lookText('900') }),
    make('a field’s look gone, so that its value is drawn', edited(signed, PART.number, ['/AP << /N 20 0 R >>', ''])),
    make('a field’s value beside the same look', edited(signed, PART.number, ['/V (100)', '/V (900)'])),
    make('the default value', edited(signed, PART.number, ['/V (100)', '/V (100) /DV (900)'])),
    make('the field moved over other text', edited(signed, PART.number, ['[100 600 180 620]', '[60 690 300 720]'])),
    make('the font program', { [PART.fontProgram]: streamText('not really a font program 9') }),
    make('the font of the text', { [PART.font]: '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>' }),
    make(
      'a font that was not embedded becomes so',
      { ...edited(own, PART.descriptor, ['/StemV 80', '/StemV 80 /FontFile2 60 0 R']), 60: streamText('other glyphs') },
      own,
    ),
    make(
      'the encoding of the font',
      edited(signed, PART.font, ['/FirstChar', '/Encoding << /Differences [49 /nine] >> /FirstChar']),
    ),
  ]
}

/** Objects that nobody uses when the document is signed. */
async function hideAndReplace(): Promise<AttackVariant[]> {
  const text = objectInside(PART.content, OTHER)
  const pages = '<< /Type /Pages /Kids [41 0 R] /Count 1 /MediaBox [0 0 595 842] >>'
  const page = '<< /Type /Page /Parent 40 0 R /Contents 39 0 R /Resources 9 0 R >>'
  const catalog = '<< /Type /Catalog /Pages 40 0 R >>'
  const spare = [catalog, streamText(text), OTHER, pages, page]
  const signed = await signedBy(prepared({}, spare))
  const honest = await signedAgain(signed)
  const inside = signed.toString('latin1').indexOf(text)
  const make = (name: string, attacked: Buffer): AttackVariant => ({
    name: `hide and replace: ${name}`,
    attacked,
    honest,
  })
  const table = (rows: readonly (readonly [number, number, number?])[]) => rawUpdate(signed, { table: rows })
  return [
    make(
      'the trailer names the other catalog',
      rawUpdate(signed, { table: [], trailer: `/Root 37 0 R /Prev ${prev(signed)}` }),
    ),
    make('the catalog’s number points to the other catalog', table([[PART.catalog, offsetOf(signed, 37)]])),
    make('the contents’ number points into another stream', table([[PART.content, inside]])),
    make('the contents’ number points to the other contents', table([[PART.content, offsetOf(signed, 39)]])),
    make('the page tree’s number points to the other tree', table([[PART.pages, offsetOf(signed, 40)]])),
    make(
      'the page names the other contents',
      append(signed, edited(signed, PART.first, ['/Contents 5 0 R', '/Contents 39 0 R'])),
    ),
    make(
      'the page’s number points to its first, unsigned text',
      table([[PART.first, signed.indexOf('\n3 0 obj') + 1]]),
    ),
    make(
      'the form’s number points to its first, unsigned text',
      table([[PART.form, signed.indexOf('\n17 0 obj') + 1]]),
    ),
    make('the contents get another generation', table([[PART.content, inside, 1]])),
  ]
}

const prev = (file: Buffer): string => [...file.toString('latin1').matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1] ?? '0'

/** An object’s text that waits inside the data of a stream that nobody uses. */
const objectInside = (num: number, text: string) => `${String(num)} 0 obj\n${text}\nendobj`

/** References that lead nowhere when the document is signed. */
async function suppliedLater(): Promise<AttackVariant[]> {
  const signed = await signedBy(
    prepared({
      first: (text) =>
        replacing('/Contents 5 0 R', '/Contents [5 0 R 91 0 R]')(replacing('33 0 R', '33 0 R 92 0 R')(text)),
      second: replacing('/Resources 9 0 R', '/Resources 9 0 R /Annots 93 0 R'),
      descriptor: replacing('/StemV 80', '/StemV 80 /FontFile3 94 0 R'),
      date: replacing('/P 3 0 R', '/P 3 0 R /AP 95 0 R'),
      catalog: replacing('/PageMode', '/OpenAction 96 0 R /PageMode'),
      number: replacing('/DA (/F1', '/MK << /R 0 >> /DA (/F9'),
      form: replacing('/DR << /Font << /F1 7 0 R >> >>', '/DR << /Font << /F1 7 0 R >> /XObject 97 0 R >>'),
      image: replacing('/Width 1', '/SMask 98 0 R /Width 1'),
      element: replacing('/K 0', '/K 0 /AF 99 0 R'),
    }),
  )
  const honest = await signedAgain(signed)
  const note = '<< /Type /Annot /Subtype /FreeText /Rect [60 690 300 720] /Contents (900) /P 3 0 R >>'
  const supplied: [string, Record<number, string>][] = [
    ['an XObject', { 90: OVERLAY }],
    ['contents', { 91: OTHER }],
    ['an annotation', { 92: note }],
    ['a list of annotations', { 93: '[70 0 R]', 70: note }],
    ['a font program', { 94: streamText('glyphs') }],
    ['a field’s look', { 95: '<< /N 70 0 R >>', 70: lookText('900') }],
    ['an action', { 96: '<< /S /JavaScript /JS (this.getField\\("number"\\).value = 900) >>' }],
    ['resources of the form', { 97: '<< /X 70 0 R >>', 70: OVERLAY }],
    [
      'a mask of the image',
      {
        98: streamText(
          '\x01',
          '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
        ),
      },
    ],
  ]
  return supplied.map(([name, objects]) => ({
    name: `supplied later: ${name}`,
    attacked: append(signed, objects),
    honest,
  }))
}
