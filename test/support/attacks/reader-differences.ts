import { deflateSync } from 'node:zlib'
import { append, objectText } from '#test/support/appended'
import { lastXref, rawUpdate } from './raw-update.ts'
import {
  edited,
  filledNumber,
  grown,
  PART,
  RICH_OBJECTS,
  richFile,
  signedAgain,
  signedBy,
  signedRich,
  streamText,
} from './rich-document.ts'
import { type AttackVariant, once } from './variant.ts'

const OTHER = streamText('BT /F1 12 Tf 72 700 Td (Pay 900 dong) Tj ET')
const latin1 = (text: string) => Buffer.from(text, 'latin1')

/** Updates that one reader takes for harmless and another one shows: what is not read the same by all is not harmless. */
export const readerDifferences = once(async (): Promise<readonly AttackVariant[]> => {
  const signed = await signedRich()
  const honest = await signedAgain(signed)
  const make = ([name, attacked]: readonly [string, Buffer]): AttackVariant => ({ name, attacked, honest })
  const changed = [...twiceSaid(signed), ...oddText(signed)].map(
    ([name, objects]) => [name, append(signed, objects)] as const,
  )
  return [
    ...[...changed, ...tables(signed), ...hybrids(signed), ...trailers(signed), ...bodies(signed)].map(make),
    ...(await preparedLengths()),
    ...(await generations()),
  ]
})

type Change = readonly [string, Record<number, string>]

/** A key that stands twice: some readers take the first, some the last. */
const twiceSaid = (file: Buffer): Change[] => {
  const page = (entry: string) => ({ ...grown(file, PART.first, entry), 60: OTHER })
  const last = objectText(file, PART.first).replace(/>>\s*$/, '/Contents 60 0 R >>')
  return [
    ['a key twice, the first is new', page('/Contents 60 0 R')],
    ['a key twice, the last is new', { [PART.first]: last, 60: OTHER }],
    ['a key twice, once with # in it', page('/Cont#65nts 60 0 R')],
    ['a key twice in an object below', edited(file, PART.resources, ['/F1 7 0 R', '/F1 60 0 R /F1 7 0 R'])],
    ['a key twice in the catalog', grown(file, PART.catalog, '/Pages 60 0 R')],
    ['a key twice, once null', page('/Contents null')],
    ['a key behind a comment that ends with CR', page('%\r/Contents 60 0 R\r%\n')],
    ['a key twice in a stream', { [PART.content]: objectText(file, PART.content).replace('<<', '<< /Length 3') }],
  ]
}

/** Text between and in objects. */
const oddText = (file: Buffer): Change[] => {
  const content = objectText(file, PART.content)
  const page = objectText(file, PART.first)
  return [
    ['an object behind endstream', { [PART.content]: `${content}\nendobj\n5 0 obj\n${OTHER}` }],
    ['an object behind a page', { [PART.first]: `${page}\nendobj\n5 0 obj\n${OTHER}` }],
    ['an object in front of another', { 60: `${OTHER}\nendobj\n5 0 obj\n${OTHER}\nendobj\n61 0 obj\nnull` }],
    ['bytes behind endstream', { [PART.content]: `${content}\n<< /X 1 >> stream\n900\nendstream` }],
    ['a /Length that is too small', { [PART.content]: content.replace(/\/Length \d+/, '/Length 3') }],
    ['a /Length that is too large', { [PART.content]: content.replace(/\/Length \d+/, '/Length 99999') }],
    ['a negative /Length', { [PART.content]: content.replace(/\/Length \d+/, '/Length -1') }],
    ['no /Length', { [PART.content]: content.replace(/\/Length \d+/, '') }],
    ['a /Length of another object', { [PART.content]: content.replace(/\/Length \d+/, '/Length 60 0 R'), 60: '3' }],
  ].map(([name, objects]) => [name, objects] as Change)
}

const row = (offset: number, kind: 'n' | 'f' = 'n') => `${String(offset).padStart(10, '0')} 00000 ${kind} \n`

/** An update by hand, where the number of its sections and rows is not the usual one. */
function byHand(file: Buffer, build: (at: { content: number; old: number; table: number }) => string): Buffer {
  const body = `5 0 obj\n${OTHER}\nendobj\n`
  const old = file.toString('latin1').indexOf('\n5 0 obj') + 1
  const table = file.length + body.length
  const tail = build({ content: file.length, old, table })
  return Buffer.concat([file, latin1(`${body}${tail}startxref\n${String(table)}\n%%EOF\n`)])
}

const trailer = (file: Buffer, entries = '') =>
  `trailer\n<< /Size 1000 /Root 1 0 R /Info 32 0 R /Prev ${String(lastXref(file))} ${entries} >>\n`

const tables = (file: Buffer): [string, Buffer][] => [
  [
    'an entry twice, the first is new',
    byHand(file, ({ content, old }) => `xref\n5 1\n${row(content)}5 1\n${row(old)}${trailer(file)}`),
  ],
  [
    'an entry twice, the last is new',
    byHand(file, ({ content, old }) => `xref\n5 1\n${row(old)}5 1\n${row(content)}${trailer(file)}`),
  ],
  [
    'an entry new, then freed',
    byHand(file, ({ content }) => `xref\n5 1\n${row(content)}5 1\n${row(0, 'f')}${trailer(file)}`),
  ],
  [
    'subsections that overlap',
    byHand(
      file,
      ({ content, old }) => `xref\n5 1\n${row(content)}4 2\n${row(offsetOf(file, 4))}${row(old)}${trailer(file)}`,
    ),
  ],
  ['a subsection off by one', byHand(file, ({ content }) => `xref\n4 1\n${row(content)}${trailer(file)}`)],
  [
    'an entry of 19 bytes',
    byHand(file, ({ content }) => `xref\n5 1\n${row(content).replace(' \n', '\n')}${trailer(file)}`),
  ],
  [
    'an entry that points before its object',
    byHand(file, ({ content }) => `xref\n5 1\n${row(content - 1)}${trailer(file)}`),
  ],
  ['an entry that points to the table', byHand(file, ({ table }) => `xref\n5 1\n${row(table)}${trailer(file)}`)],
  ['an entry beyond the file', byHand(file, () => `xref\n5 1\n${row(9_999_999)}${trailer(file)}`)],
  ['an entry with offset 0', byHand(file, () => `xref\n5 1\n${row(0)}${trailer(file)}`)],
  [
    'more entries than are said',
    byHand(file, ({ content }) => `xref\n5 1\n${row(content)}${row(content)}${trailer(file)}`),
  ],
  [
    'an entry of another kind',
    byHand(file, ({ content }) => `xref\n5 1\n${row(content).replace('n', 'x')}${trailer(file)}`),
  ],
  ['entries old as they were, the object behind', byHand(file, ({ old }) => `xref\n5 1\n${row(old)}${trailer(file)}`)],
]

const offsetOf = (file: Buffer, num: number): number =>
  file.toString('latin1').lastIndexOf(`\n${String(num)} 0 obj`) + 1

/** A table and, beside it, a stream (7.5.8.4) that says something else. */
function hybrids(file: Buffer): [string, Buffer][] {
  const build = (
    name: string,
    rows: (at: { content: number; old: number }) => string,
    kind: number,
  ): [string, Buffer] => {
    const body = `5 0 obj\n${OTHER}\nendobj\n`
    const start = file.length + body.length
    const entry = Buffer.from([kind, file.length >> 16, (file.length >> 8) & 255, file.length & 255, 0])
    const data = deflateSync(entry).toString('latin1')
    const stream = `90 0 obj\n<< /Type /XRef /Size 91 /W [1 3 1] /Index [5 1] /Root 1 0 R /Filter /FlateDecode /Length ${String(data.length)} >>\nstream\n${data}\nendstream\nendobj\n`
    const table = `xref\n${rows({ content: file.length, old: offsetOf(file, 5) })}${trailer(file, `/XRefStm ${String(start)}`)}`
    const tail = `startxref\n${String(start + stream.length)}\n%%EOF\n`
    return [name, Buffer.concat([file, latin1(body + stream + table + tail)])]
  }
  return [
    build('a hybrid: the stream has it, the table nothing', () => '0 0\n', 1),
    build('a hybrid: the stream has it, the table freed it', () => `5 1\n${row(0, 'f')}`, 1),
    build('a hybrid: the stream has it, the table has the old', ({ old }) => `5 1\n${row(old)}`, 1),
    build('a hybrid: the table has it, the stream freed it', ({ content }) => `5 1\n${row(content)}`, 0),
    build('a hybrid: the stream has it of a type that is unknown', () => '0 0\n', 7),
    [
      'a hybrid: its stream is not there',
      byHand(file, ({ content }) => `xref\n5 1\n${row(content)}${trailer(file, '/XRefStm 9')}`),
    ],
    [
      'a hybrid: its stream is the table of before',
      byHand(file, ({ old }) => `xref\n5 1\n${row(old)}${trailer(file, `/XRefStm ${String(lastXref(file))}`)}`),
    ],
  ]
}

const trailers = (file: Buffer): [string, Buffer][] => {
  const prev = String(lastXref(file))
  const said = (text: string) => rawUpdate(file, { objects: { 60: OTHER }, trailer: text })
  return [
    [
      'a smaller /Size',
      Buffer.from(
        said(`/Root 1 0 R /Prev ${prev}`)
          .toString('latin1')
          .replace(/\/Size 1000/g, '/Size 5'),
        'latin1',
      ),
    ],
    [
      'a /Size of 0',
      Buffer.from(
        said(`/Root 1 0 R /Prev ${prev}`)
          .toString('latin1')
          .replace(/\/Size 1000/g, '/Size 0'),
        'latin1',
      ),
    ],
    [
      'no /Size',
      Buffer.from(
        said(`/Root 1 0 R /Prev ${prev}`)
          .toString('latin1')
          .replace(/\/Size 1000/g, ''),
        'latin1',
      ),
    ],
    ['/Root twice', said(`/Root 60 0 R /Root 1 0 R /Prev ${prev}`)],
    ['/Root of another generation', said(`/Root 1 1 R /Prev ${prev}`)],
    ['/Root the pages', said(`/Root 2 0 R /Prev ${prev}`)],
    ['/Root null', said(`/Root null /Prev ${prev}`)],
    ['/Root the catalog itself', said(`/Root ${objectText(file, 1)} /Prev ${prev}`)],
    ['/Prev twice', said(`/Root 1 0 R /Prev 9 /Prev ${prev}`)],
    ['/Prev a reference', said('/Root 1 0 R /Prev 60 0 R')],
    ['/Prev with a fraction', said(`/Root 1 0 R /Prev ${prev}.0`)],
    ['/Prev negative', said('/Root 1 0 R /Prev -5')],
    ['/Prev back to a later one', said(`/Root 1 0 R /Prev ${String(file.length + 70)}`)],
    ['/Encrypt null and more', said(`/Root 1 0 R /Encrypt << /Filter /Standard >> /Prev ${prev}`)],
    [
      'two trailers',
      rawUpdate(file, {
        objects: { 60: OTHER },
        trailer: `/Root 1 0 R /Prev ${prev} >>\ntrailer\n<< /Root 60 0 R /Prev ${prev}`,
      }),
    ],
    [
      'a second startxref before the last',
      rawUpdate(file, { objects: { [PART.content]: OTHER }, end: `%%EOF\nstartxref\n${prev}\n%%EOF\n` }),
    ],
    [
      'the startxref in a comment',
      rawUpdate(file, {
        objects: { [PART.content]: OTHER },
        startxref: null,
        end: `%startxref\n%${prev}\nstartxref\n${prev}\n%%EOF\n`,
      }),
    ],
  ]
}

/** What stands in an update and is named by nothing in it. */
const bodies = (file: Buffer): [string, Buffer][] => {
  const between = (text: string) => {
    const update = rawUpdate(file, { objects: { 60: '(x)' }, table: [[60, file.length + text.length]] })
    return Buffer.concat([file, latin1(text), update.subarray(file.length)])
  }
  const fixed = (text: string) => {
    const raw = between(text).toString('latin1')
    const start = raw.lastIndexOf('xref\n60 1')
    return latin1(raw.replace(/startxref\n\d+\n%%EOF\n$/, `startxref\n${String(start)}\n%%EOF\n`))
  }
  return [
    ['an object that no entry names', fixed(`5 0 obj\n${OTHER}\nendobj\n`)],
    ['an object of a new number that no entry names', fixed(`95 0 obj\n${OTHER}\nendobj\n`)],
    [
      'a table that nothing points to',
      fixed(`5 0 obj\n${OTHER}\nendobj\nxref\n5 1\n${row(file.length)}${trailer(file)}`),
    ],
    ['a catalog that no entry names', fixed('1 0 obj\n<< /Type /Catalog /Pages 60 0 R >>\nendobj\n')],
  ]
}

/** A stream’s length in an object of its own, and what a shorter one would show. */
async function preparedLengths(): Promise<AttackVariant[]> {
  const data = 'BT (Pay 900) Tj ET\nendstream\n% BT (Pay 100) Tj ET'
  const objects = RICH_OBJECTS.map((text, index) =>
    index + 1 === PART.content ? `<< /Length 37 0 R >>\nstream\n${data}\nendstream` : text,
  )
  const signed = await signedBy(richFile([...objects, String(data.length)]))
  const honest = filledNumber(signed)
  const short = data.indexOf('\nendstream')
  return [
    { name: 'an indirect /Length made smaller', attacked: append(signed, { 37: String(short) }), honest },
    { name: 'an indirect /Length freed', attacked: append(signed, { 37: null }), honest },
    { name: 'an indirect /Length of another kind', attacked: append(signed, { 37: '(9)' }), honest },
  ]
}

/** Generations: some readers look at them, some do not. */
async function generations(): Promise<AttackVariant[]> {
  const baited = RICH_OBJECTS.map((text, index) =>
    index + 1 === PART.first ? text.replace('/Contents 5 0 R', '/Contents [5 0 R 6 1 R]') : text,
  )
  const signed = await signedBy(richFile(baited))
  const honest = await signedAgain(signed)
  const update = (num: number, generation: number) => {
    const raw = rawUpdate(signed, { objects: { [num]: OTHER }, table: [[num, signed.length, generation]] })
    return latin1(
      raw
        .toString('latin1')
        .replace(
          new RegExp(`\\n${String(num)} 0 obj\\n(?![\\s\\S]*\\n${String(num)} 0 obj)`),
          `\n${String(num)} ${String(generation)} obj\n`,
        ),
    )
  }
  return [
    { name: 'contents written with a higher generation', attacked: update(5, 1), honest },
    { name: 'a reference of another generation becomes true', attacked: update(6, 1), honest },
    { name: 'generation 65535', attacked: update(5, 65_535), honest },
    { name: 'a free number used again', attacked: append(append(signed, { 6: null }), { 6: OTHER }), honest },
  ]
}
