import { append, objectText } from '#test/support/appended'
import { lastXref, rawUpdate } from './raw-update.ts'
import {
  edited,
  filledNumber,
  grown,
  PART,
  richFile,
  signedAgain,
  signedRich,
  signedRichStreams,
  signedTwice,
  streamText,
} from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

const OTHER = streamText('BT /F1 12 Tf 72 700 Td (Pay 900 dong) Tj ET')
const NEW_PAGE = '<< /Type /Page /Parent 2 0 R /Contents 60 0 R /Resources 9 0 R >>'

/**
 * Incremental saving attacks: a well-formed or a crippled update behind the signed revision replaces what is shown.
 *
 * @see Mladenov, Mainka, Meyer zu Selhausen, Grothe, Schwenk: 1 Trillion Dollar Refund (ACM CCS 2019), 4.2.
 */
export const incrementalSaving = once(async (): Promise<readonly AttackVariant[]> => {
  const signed = await signedRich()
  const streams = await signedRichStreams()
  return [
    ...wellFormed(signed, await signedTwice()),
    ...crippled(signed, await signedTwice()),
    ...oddEnds(signed, filledNumber(signed)),
    ...(await packed(streams)),
    ...(await signedOver(signed)),
  ]
})

/** Updates as a PDF editor would write them. */
function wellFormed(signed: Buffer, honest: Buffer): AttackVariant[] {
  const kids = (list: string, count: number) =>
    edited(signed, PART.pages, [/\/Kids.*Count 2/s, `/Kids [${list}] /Count ${String(count)}`])
  const updates: [string, Record<number, string>][] = [
    ['contents of a page replaced', { [PART.content]: OTHER }],
    ['contents of a page moved to a new object', { ...edited(signed, PART.first, ['5 0 R', '60 0 R']), 60: OTHER }],
    [
      'contents become a list with one more',
      { ...edited(signed, PART.first, ['/Contents 5 0 R', '/Contents [5 0 R 60 0 R]']), 60: OTHER },
    ],
    ['a new page at the end', { ...kids('3 0 R 4 0 R 61 0 R', 3), 60: OTHER, 61: NEW_PAGE }],
    ['a new page in front', { ...kids('61 0 R 3 0 R 4 0 R', 3), 60: OTHER, 61: NEW_PAGE }],
    ['a page taken away', kids('3 0 R', 1)],
    ['pages in another order', kids('4 0 R 3 0 R', 2)],
    ['a page shown twice', kids('3 0 R 4 0 R 3 0 R', 3)],
    ['a page replaced by its number', { [PART.second]: NEW_PAGE, 60: OTHER }],
    [
      'the page tree replaced in the catalog',
      {
        ...edited(signed, PART.catalog, ['/Pages 2 0 R', '/Pages 62 0 R']),
        62: '<< /Type /Pages /Kids [61 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
        60: OTHER,
        61: NEW_PAGE,
      },
    ],
    [
      'a page tree put between',
      { ...kids('62 0 R 4 0 R', 2), 62: '<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 /Rotate 180 >>' },
    ],
  ]
  const catalog = objectText(signed, PART.catalog).replace('/Pages 2 0 R', '/Pages 62 0 R')
  const pages = '<< /Type /Pages /Kids [61 0 R] /Count 1 /MediaBox [0 0 595 842] >>'
  const root = append(signed, { 50: catalog, 60: OTHER, 61: NEW_PAGE, 62: pages }, { root: 50 })
  const back = append(append(signed, { [PART.content]: OTHER }), { [PART.content]: objectText(signed, PART.content) })
  return [
    ...updates.map(([name, objects]) => ({ name, attacked: append(signed, objects), honest })),
    { name: 'another catalog in the trailer', attacked: root, honest },
    { name: 'the contents freed', attacked: append(signed, { [PART.content]: null }), honest },
    { name: 'contents replaced, and put back by a third revision', attacked: back, honest },
    { name: 'contents replaced behind two signatures', attacked: append(honest, { [PART.content]: OTHER }), honest },
  ]
}

/** Updates without some of their parts: readers that rebuild the cross-reference show them all the same. */
function crippled(signed: Buffer, honest: Buffer): AttackVariant[] {
  const objects = { [PART.content]: OTHER }
  const old = lastXref(signed)
  const make = (name: string, attacked: Buffer): AttackVariant => ({ name, attacked, honest })
  return [
    make('objects only', rawUpdate(signed, { objects, table: null, trailer: null, startxref: null, end: '' })),
    make('objects and %%EOF', rawUpdate(signed, { objects, table: null, trailer: null, startxref: null })),
    make('objects and the old startxref', rawUpdate(signed, { objects, table: null, trailer: null, startxref: old })),
    make('objects and a table, no trailer', rawUpdate(signed, { objects, trailer: null, startxref: null })),
    make('a table whose startxref is the old one', rawUpdate(signed, { objects, startxref: old })),
    make('objects and a trailer, no table', rawUpdate(signed, { objects, table: null })),
    make('a trailer with the old startxref', rawUpdate(signed, { objects, table: null, startxref: old })),
    make('startxref 0', rawUpdate(signed, { objects, startxref: 0 })),
    make('startxref beyond the end', rawUpdate(signed, { objects, startxref: 99_999_999 })),
    make('startxref at a comment', rawUpdate(signed, { objects, startxref: 9 })),
    make('no %%EOF', rawUpdate(signed, { objects, end: '' })),
    make('a table before the objects', rawUpdate(signed, { objects, tableFirst: true })),
    make('no /Prev', rawUpdate(signed, { objects, trailer: '/Root 1 0 R' })),
    make('/Prev to itself', rawUpdate(signed, { objects, trailer: `/Root 1 0 R /Prev ${String(signed.length + 60)}` })),
    make(
      '/Prev past the signed revision',
      rawUpdate(signed, { objects, trailer: `/Root 1 0 R /Prev ${firstXref(signed)}` }),
    ),
    make('a table without entries, objects behind it', rawUpdate(signed, { objects, table: [] })),
    make('no /Root in the trailer', rawUpdate(signed, { objects, trailer: `/Prev ${String(old)}` })),
  ]
}

function firstXref(signed: Buffer): string {
  return /startxref\s+(\d+)/.exec(signed.toString('latin1'))?.[1] ?? '0'
}

/** What stands behind the last marker, and between markers. */
function oddEnds(signed: Buffer, honest: Buffer): AttackVariant[] {
  const behind = (text: string) => Buffer.concat([signed, Buffer.from(text, 'latin1')])
  const whole = richFile()
  const shifted = whole
    .toString('latin1')
    .replace(/(\d{10}) 00000 n/g, (_, at: string) => `${String(Number(at) + signed.length).padStart(10, '0')} 00000 n`)
  const moved = shifted.replace(
    /startxref\s+(\d+)/,
    (_, at: string) => `startxref\n${String(Number(at) + signed.length)}`,
  )
  const tidy = Buffer.concat([signed, Buffer.from('\n', 'latin1')])
  return [
    { name: 'another whole file behind', attacked: behind(moved), honest },
    {
      name: 'another whole file behind, its offsets from its own start',
      attacked: Buffer.concat([signed, whole]),
      honest,
    },
    { name: 'an object behind %%EOF', attacked: behind(`5 0 obj\n${OTHER}\nendobj\n`), honest: tidy },
    {
      name: 'an object in a comment behind %%EOF',
      attacked: behind(`%5 0 obj\r5 0 obj\r${OTHER}\rendobj\r%%EOF\n`),
      honest: tidy,
    },
    {
      name: 'a page of spaces, then an object',
      attacked: behind(`${' '.repeat(2000)}5 0 obj\n${OTHER}\nendobj\n`),
      honest: tidy,
    },
    { name: 'a second %%EOF and junk', attacked: behind('%%EOF\njunk junk junk\n%%EOF\n'), honest: tidy },
    {
      name: 'a second startxref to the first revision',
      attacked: behind(`startxref\n${firstXref(signed)}\n%%EOF\n`),
      honest: tidy,
    },
  ]
}

/** Object streams and cross-reference streams. */
async function packed(signed: Buffer): Promise<AttackVariant[]> {
  const honest = await signedAgain(signed)
  const container = Number(/(\d+) 0 obj\s*<<\s*\/Type \/ObjStm/.exec(signed.toString('latin1'))?.[1])
  const page = '<< /Type /Page /Parent 2 0 R /Contents 60 0 R /Resources 9 0 R >>'
  const header = '4 0 '
  const text = `<< /Type /ObjStm /N 1 /First ${String(header.length)} /Length ${String(header.length + page.length)} >>\nstream\n${header}${page}\nendstream`
  return [
    { name: 'contents replaced in a file of streams', attacked: append(signed, { [PART.content]: OTHER }), honest },
    { name: 'an object stream written anew', attacked: append(signed, { [container]: text, 60: OTHER }), honest },
    {
      name: 'a new object stream that no entry names',
      attacked: rawUpdate(signed, {
        objects: { 70: text, 60: OTHER },
        table: null,
        trailer: null,
        startxref: lastXref(signed),
      }),
      honest,
    },
  ]
}

/** The attacker has a signature of their own, or somebody honest signs over the change without looking. */
async function signedOver(signed: Buffer): Promise<AttackVariant[]> {
  const honest = await signedAgain(filledNumber(signed))
  return [
    {
      name: 'contents replaced, then signed by another person',
      attacked: await signedAgain(append(signed, { [PART.content]: OTHER })),
      honest,
    },
    {
      name: 'an action added, then signed by another person',
      attacked: await signedAgain(
        append(signed, grown(signed, PART.catalog, '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>')),
      ),
      honest,
    },
  ]
}
