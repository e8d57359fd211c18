import fc from 'fast-check'
import { withStreams, withTable } from '#test/support/tiny-pdf'

/** Objects as text: valid ones of every type, nested a little, some with numbers and names that mean something. */
const { value } = fc.letrec<{ value: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom('null', 'true', 'false', '()', '<>', '/', '(\\', '<<', ']', '>>', 'R', 'endobj', 'stream'),
    fc.constantFrom(
      '/Sig',
      '/Catalog',
      '/Pages',
      '/Page',
      '/Widget',
      '/DocTimeStamp',
      '/ETSI.CAdES.detached',
      '/FieldMDP',
    ),
    fc.integer({ min: -3, max: 12 }).map((num) => `${num} 0 R`),
    fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.constantFrom(0, 1, 2, 65_536, -1)).map(String),
    fc.float({ noNaN: true, noDefaultInfinity: true }).map((number) => number.toFixed(4)),
    fc.uint8Array({ maxLength: 12 }).map((bytes) => `<${Buffer.from(bytes).toString('hex')}>`),
    fc.string({ maxLength: 12 }).map((text) => `(${text})`),
    fc.string({ maxLength: 12 }).map((text) => `/${text.replace(/[^A-Za-z0-9#.]/g, '')}`),
  ),
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 5 }).map((items) => `[${items.join(' ')}]`),
    fc
      .array(
        fc.tuple(fc.constantFrom('Kids', 'T', 'V', 'Type', 'P', 'Length', 'Prev', 'Fields', 'N', 'X'), tie('value')),
        { maxLength: 4 },
      )
      .map((entries) => `<< ${entries.map(([key, item]) => `/${key} ${item}`).join(' ')} >>`),
  ),
}))

/** What usually stands here, and now and then something else. */
const usually = (usual: string): fc.Arbitrary<string> =>
  fc.oneof({ weight: 24, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: value })

/** A dictionary of these entries, each of which may be another, missing or there twice. */
function dictionary(entries: Readonly<Record<string, string>>): fc.Arbitrary<string> {
  const parts = Object.entries(entries).map(([key, usual]) =>
    fc.oneof(
      { weight: 20, arbitrary: usually(usual).map((text) => `/${key} ${text}`) },
      { weight: 1, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: value.map((text) => `/${key} ${usual} /${key} ${text}`) },
    ),
  )
  return fc.tuple(...parts).map((texts) => `<< ${texts.join(' ')} >>`)
}

const derLeaf: fc.Arbitrary<Buffer> = fc.oneof(
  fc
    .constantFrom(
      '06092a864886f70d010702',
      '0500',
      '020101',
      '0609608648016503040201',
      '0c0141',
      '170d3236303730313032303030305a',
    )
    .map((hex) => Buffer.from(hex, 'hex')),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from([0x04, bytes.length, ...bytes])),
)

/** DER as it should be and as it should not: nested elements, lengths that are wrong or without end. */
export const der: fc.Arbitrary<Buffer> = fc.letrec<{ der: Buffer }>((tie) => ({
  der: fc.oneof(
    { maxDepth: 6 },
    derLeaf,
    fc
      .tuple(
        fc.constantFrom(0x30, 0x31, 0xa0, 0xa1, 0x24, 0x80, 0x30, 0x30),
        fc.array(tie('der'), { maxLength: 6 }),
        fc.oneof(fc.constant(undefined), fc.constant(-1), fc.nat(300)),
      )
      .map(([id, parts, odd]) => elementOf(id, Buffer.concat(parts), odd)),
  ),
})).der

/** @param odd The length that is written in place of the right one; -1 for the indefinite form. */
function elementOf(id: number, content: Buffer, odd: number | undefined): Buffer {
  if (odd === -1) return Buffer.concat([Buffer.from([id, 0x80]), content, Buffer.from([0, 0])])
  const length = odd ?? content.length
  return Buffer.concat([Buffer.from([id, 0x82, (length >> 8) & 255, length & 255]), content])
}

const signature = der.chain((contents) =>
  dictionary({
    Type: '/Sig',
    Filter: '/Adobe.PPKLite',
    SubFilter: '/ETSI.CAdES.detached',
    ByteRange: '[0 0000000000 0000000000 0000000000]',
    Contents: `<${contents.toString('hex')}${'00'.repeat(16)}>`,
    M: "(D:20260701090000+07'00')",
    Reference: '[<< /TransformMethod /DocMDP /TransformParams << /P 2 >> >>]',
  }),
)

const objects: fc.Arbitrary<readonly string[]> = fc.tuple(
  dictionary({ Type: '/Catalog', Pages: '2 0 R', AcroForm: '6 0 R', DSS: '9 0 R', Perms: '<< /DocMDP 8 0 R >>' }),
  dictionary({ Type: '/Pages', Kids: '[3 0 R 4 0 R]', Count: '2', MediaBox: '[0 0 595 842]' }),
  dictionary({ Type: '/Page', Parent: '2 0 R', Contents: '5 0 R', Resources: '<< >>', Annots: '[7 0 R]' }),
  dictionary({ Type: '/Page', Parent: '2 0 R', Contents: '5 0 R', Resources: '<< >>', Rotate: '90' }),
  fc.constant('<< /Length 9 >>\nstream\n0 0 m S Q\nendstream'),
  dictionary({ Fields: '[7 0 R]', SigFlags: '3', DA: '(/Helv 0 Tf)' }),
  dictionary({
    Type: '/Annot',
    Subtype: '/Widget',
    FT: '/Sig',
    T: '(Ky)',
    V: '8 0 R',
    Rect: '[0 0 0 0]',
    P: '3 0 R',
    Lock: '<< /Action /All /P 1 >>',
  }),
  signature,
  dictionary({ Certs: '[10 0 R]', OCSPs: '[10 0 R]', CRLs: '[10 0 R]', VRI: '<< >>' }),
  der.map((bytes) => `<< /Length ${bytes.length} >>\nstream\n${bytes.toString('latin1')}\nendstream`),
  value,
)

/** A file of valid and odd parts, with offsets that are right, in a table or in streams; its `/ByteRange` fits. */
export const structuredPdf: fc.Arbitrary<Buffer> = fc
  .tuple(
    objects,
    fc.boolean(),
    fc.oneof(
      { weight: 12, arbitrary: fc.constant('') },
      value.map((text) => `/Prev ${text}`),
    ),
  )
  .map(([parts, inStreams, trailer]) => withRange(inStreams ? withStreams(parts) : withTable(parts, { trailer })))

function withRange(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  const contents = /\/Contents <[0-9a-f]+>/.exec(text)
  if (!contents) return bytes
  const gap = contents.index + '/Contents '.length
  const after = contents.index + contents[0].length
  const range = [gap, after, bytes.length - after].map((number) => String(number).padStart(10, '0')).join(' ')
  return Buffer.from(text.replace('[0 0000000000 0000000000 0000000000]', `[0 ${range}]`), 'latin1')
}
