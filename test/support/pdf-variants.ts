import { deflateSync } from 'node:zlib'
import { append } from '#test/support/appended'
import { encryptedPdf, withQpdf } from '#test/support/encrypted-pdf'
import { type TinyObjects, TWO_PAGES, withStreams, withTable } from '#test/support/tiny-pdf'

/** One kind of PDF that a signature must be added to without harm. */
export type Variant = {
  name: string
  make: () => Promise<Buffer> | Buffer
  password?: string
  /** Its own empty field, to be signed first. */
  field?: string
}

const [CATALOG = '', PAGES = '', FIRST = '', SECOND = '', CONTENT = ''] = TWO_PAGES
const withCatalog = (entries: string, ...more: string[]): TinyObjects => [
  CATALOG.replace(/>>$/, `${entries} >>`),
  ...TWO_PAGES.slice(1),
  ...more,
]
/** Changes both pages, or what they inherit. */
const withPages = (first: string, second: string, pages = ''): TinyObjects => [
  CATALOG,
  PAGES.replace(/>>$/, `${pages} >>`),
  FIRST.replace(/>>$/, `${first} >>`),
  SECOND.replace(/>>$/, `${second} >>`).replace('/Rotate 90', ''),
  CONTENT,
]

const FIELD = '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Lanh dao) /F 4 /Rect [300 200 480 290] /P 3 0 R >>'
const withField = (form: string, annotations: string, ...more: string[]): TinyObjects => [
  CATALOG.replace(/>>$/, `/AcroForm ${form} >>`),
  PAGES,
  FIRST.replace(/>>$/, `/Annots ${annotations} >>`),
  SECOND,
  CONTENT,
  FIELD,
  ...more,
]

/** ISO 19005: what the file says of itself, and the output intent. */
export function pdfA(part: number, conformance: string): Buffer {
  const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="${part}" pdfaid:conformance="${conformance}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  return withTable(
    withCatalog(
      '/Metadata 6 0 R /OutputIntents [7 0 R]',
      `<< /Type /Metadata /Subtype /XML /Length ${xmp.length} >>\nstream\n${xmp}\nendstream`,
      '<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (FOGRA39) >>',
    ),
    { header: part === 1 ? '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n' : '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', trailer: ID },
  )
}

const ID = '/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]'

/** A hybrid file (ISO 32000-1:2008, 7.5.8.4): old readers see a table, new ones also the objects of a stream beside it. */
function hybrid(): Buffer {
  const table = withTable(withCatalog('/AcroForm 6 0 R', '<< /Fields [] /SigFlags 0 >>')).toString('latin1')
  // Object 6 moves into an object stream, number 7; number 8 is the cross-reference stream.
  const cut = table.indexOf('6 0 obj')
  const first = table.slice(0, cut)
  const packed = deflateSync(Buffer.from('6 0 << /Fields [] /SigFlags 0 >>', 'latin1'))
  const objects = [
    `7 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
    '\nendstream\nendobj\n',
  ]
  const container = Buffer.concat([
    Buffer.from(objects[0] ?? '', 'latin1'),
    packed,
    Buffer.from(objects[1] ?? '', 'latin1'),
  ])
  const streamAt = cut + container.length
  const row = (type: number, b: number, c: number) => Buffer.from([type, b >> 8, b & 255, c])
  const rows = Buffer.concat([row(2, 7, 0), row(1, cut, 0), row(1, streamAt, 0)])
  const own = `8 0 obj\n<< /Type /XRef /Size 9 /W [1 2 1] /Index [6 3] /Root 1 0 R /Length ${rows.length} >>\nstream\n`
  const stream = Buffer.concat([Buffer.from(own, 'latin1'), rows, Buffer.from('\nendstream\nendobj\n', 'latin1')])
  const start = streamAt + stream.length
  const lines = (/xref\n0 7\n((?:.{20}){6})/s.exec(table) ?? [])[1] ?? ''
  const tail = `xref\n0 9\n${lines}${'0000000000 65535 f \n'.repeat(3)}trailer\n<< /Size 9 /Root 1 0 R /XRefStm ${streamAt} >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.concat([Buffer.from(first, 'latin1'), container, stream, Buffer.from(tail, 'latin1')])
}

const latin1 = (bytes: Buffer, change: (text: string) => string): Buffer =>
  Buffer.from(change(bytes.toString('latin1')), 'latin1')

const versions = ['1.3', '1.4', '1.5', '1.6', '1.7', '2.0'].map(
  (version): Variant => ({
    name: `PDF ${version}`,
    make: () => withTable(TWO_PAGES, { header: `%PDF-${version}\n%\xe2\xe3\xcf\xd3\n` }),
  }),
)

const structures: Variant[] = [
  { name: 'cross-reference and object streams', make: () => withStreams(TWO_PAGES) },
  { name: 'a hybrid cross-reference', make: hybrid },
  {
    name: 'linearized, with a table',
    make: () => withQpdf(withTable(TWO_PAGES), ['--linearize', '--static-id', '--object-streams=disable']),
  },
  {
    name: 'linearized, with streams',
    make: () => withQpdf(withTable(TWO_PAGES), ['--linearize', '--static-id', '--object-streams=generate']),
  },
  { name: 'an update behind it', make: () => append(withTable(TWO_PAGES), { 5: CONTENT }) },
  {
    name: 'a first table in two parts',
    make: () => latin1(withTable(TWO_PAGES), (text) => text.replace(/xref\n0 6\n(.{20})/s, 'xref\n0 1\n$11 5\n')),
  },
  {
    name: 'a first table with a gap',
    make: () =>
      latin1(withTable([...TWO_PAGES, 'null']), (text) =>
        text.replace(/xref\n0 7\n((?:.{20}){6}).{20}/s, 'xref\n0 6\n$1'),
      ),
  },
  { name: 'a header further on', make: () => Buffer.concat([Buffer.from('# from a printer\n'), withTable(TWO_PAGES)]) },
  { name: 'no line end at its end', make: () => latin1(withTable(TWO_PAGES), (text) => text.trimEnd()) },
  { name: 'an identifier', make: () => withTable(TWO_PAGES, { trailer: ID }) },
]

const pages: Variant[] = [
  ...[90, 180, 270, -90].map(
    (turn): Variant => ({
      name: `pages turned by ${turn}`,
      make: () => withTable(withPages(`/Rotate ${turn}`, `/Rotate ${turn}`)),
    }),
  ),
  { name: 'a rotation that is inherited', make: () => withTable(withPages('', '', '/Rotate 90')) },
  { name: 'cropped pages', make: () => withTable(withPages('/CropBox [50 50 500 700]', '/CropBox [-10 -10 700 900]')) },
  {
    name: 'boxes away from zero',
    make: () => withTable(withPages('/MediaBox [-300 -400 295 442]', '/MediaBox [595 842 0 0]')),
  },
  {
    name: 'boxes and resources that are inherited',
    make: () =>
      withTable(
        withPages('', '', '/CropBox [10 10 580 800] /Resources << /ProcSet [/PDF] >>').map((object) =>
          object.replace('/Contents 5 0 R /Resources << >>', '/Contents 5 0 R'),
        ),
      ),
  },
  {
    name: 'a page tree of several levels',
    make: () =>
      withTable([
        CATALOG,
        '<< /Type /Pages /Kids [6 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] >>',
        FIRST.replace('/Parent 2 0 R', '/Parent 6 0 R'),
        SECOND,
        CONTENT,
        '<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >>',
      ]),
  },
]

const forms: Variant[] = [
  { name: 'a form in the catalog', make: () => withTable(withCatalog('/AcroForm << /Fields [] >>')) },
  {
    name: 'a form of its own',
    make: () => withTable(withCatalog('/AcroForm 6 0 R', '<< /Fields [] /DA (/Helv 0 Tf) >>')),
  },
  { name: 'a form without fields', make: () => withTable(withCatalog('/AcroForm 6 0 R', '<< /DA (/Helv 0 Tf) >>')) },
  { name: 'a list of fields of its own', make: () => withTable(withCatalog('/AcroForm << /Fields 6 0 R >>', '[]')) },
  {
    name: 'an empty field to sign in',
    field: 'Lanh dao',
    make: () => withTable(withField('<< /Fields [6 0 R] >>', '[6 0 R]')),
  },
  {
    name: 'an empty field, lists of their own',
    field: 'Lanh dao',
    make: () => withTable(withField('<< /Fields 7 0 R /SigFlags 1 >>', '8 0 R', '[6 0 R]', '[6 0 R]')),
  },
  {
    name: 'an empty field, in object streams',
    field: 'Lanh dao',
    make: () => withStreams(withField('7 0 R', '[6 0 R]', '<< /Fields [6 0 R] >>')),
  },
  {
    name: 'an empty field on a turned page',
    field: 'Lanh dao',
    make: () => withTable(withField('<< /Fields [6 0 R] >>', '[6 0 R] /Rotate 90')),
  },
  {
    name: 'an empty field with its widget apart',
    field: 'Lanh dao',
    make: () =>
      withTable([
        CATALOG.replace(/>>$/, '/AcroForm << /Fields [6 0 R] >> >>'),
        PAGES,
        FIRST.replace(/>>$/, '/Annots [7 0 R] >>'),
        SECOND,
        CONTENT,
        '<< /FT /Sig /T (Lanh dao) /Kids [7 0 R] >>',
        '<< /Type /Annot /Subtype /Widget /F 4 /Rect [300 200 480 290] /P 3 0 R >>',
      ]),
  },
  {
    name: 'XFA beside ordinary pages',
    make: () =>
      withTable(withCatalog('/AcroForm << /Fields [] /XFA 6 0 R >>', '<< /Length 6 >>\nstream\n<xdp/>\nendstream')),
  },
]

const others: Variant[] = [
  { name: 'PDF/A-1b', make: () => pdfA(1, 'B') },
  { name: 'PDF/A-2u', make: () => pdfA(2, 'U') },
  { name: 'PDF/A-3a', make: () => pdfA(3, 'A') },
  {
    name: 'RC4 128, object streams',
    password: 'mo',
    make: () => encryptedPdf(withTable(TWO_PAGES), 'RC4 128 (V2, R3)', { user: 'mo', owner: 'chu', packed: true }),
  },
  {
    name: 'AES-128, an empty field',
    password: 'mo',
    field: 'Lanh dao',
    make: () =>
      encryptedPdf(withTable(withField('<< /Fields [6 0 R] >>', '[6 0 R]')), 'AES-128 (V4, R4)', {
        user: 'mo',
        owner: 'chu',
      }),
  },
  {
    name: 'AES-256, linearized by qpdf',
    password: 'mo',
    make: async () =>
      withQpdf(await encryptedPdf(withTable(TWO_PAGES), 'AES-256 (V5, R6)', { user: 'mo', owner: 'chu' }), [
        '--linearize',
        '--password=mo',
      ]),
  },
]

export const VARIANTS: readonly Variant[] = [...versions, ...structures, ...pages, ...forms, ...others]
