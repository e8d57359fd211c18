import { describe, expect, test, vi } from 'vitest'
import { AppError } from '#contract'
import { readElement } from '#core/der/read'
import { readOctets, readOid } from '#core/der/values'
import { bytesInMemory, findForward } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { decodeStructure } from '#core/pdf/filters'
import { listFields } from '#core/pdf/form-fields'
import { dict, isDict, literal, type PdfStream, ref } from '#core/pdf/objects'
import { countPages, findPage } from '#core/pdf/pages'
import { Parser } from '#core/pdf/parser'
import { readText } from '#core/pdf/text-strings'
import type { ByteSource } from '#core/ports'
import { createPageFinder } from '#core/verification/page-of-widget'
import { type TinyObjects, TWO_PAGES, withTable } from '#test/support/tiny-pdf'

// Megabytes are parsed here, on machines that do other things too.
vi.setConfig({ testTimeout: 40_000 })

const open = (bytes: Uint8Array) => openPdf(bytesInMemory(bytes))
const [CATALOG = '', PAGES = '', ...REST] = TWO_PAGES

/** What is thrown, which must be one of our errors and say where. */
function damageOf(work: () => unknown): AppError {
  try {
    work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.details.offset).toBeTypeOf('number')
    return error
  }
  throw new Error('nothing was thrown')
}

/** A file that is nothing but a cross-reference stream of these rows: type, second, third. */
function withRows(rows: readonly (readonly number[])[], shape = '/W [1 4 2]', more = ''): Buffer {
  const head = '%PDF-1.7\n'
  const data = Buffer.concat(
    rows.map(([type = 0, second = 0, third = 0]) => {
      const row = Buffer.alloc(7)
      row[0] = type
      row.writeUInt32BE(second, 1)
      row.writeUInt16BE(third, 5)
      return row
    }),
  )
  const own = `1 0 obj\n<< /Type /XRef /Size ${rows.length} ${shape} ${more} /Root 2 0 R /Length ${data.length} >>\nstream\n`
  return Buffer.concat([
    Buffer.from(head + own, 'latin1'),
    data,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${head.length}\n%%EOF\n`, 'latin1'),
  ])
}

describe('structures without end are errors that say where', () => {
  test('an object stream in an object stream in an object stream …', () => {
    const rows = Array.from({ length: 60_000 }, (_, num) => [2, num + 1, 0])
    const document = open(withRows(rows))

    expect(damageOf(() => document.catalog()).message).toContain('object stream 3 expected')
  })

  test('references that lead round', () => {
    const loop = withTable([CATALOG, '3 0 R', '4 0 R', '3 0 R'])
    expect(damageOf(() => countPages(open(loop))).code).toBe('pdf-damaged')
  })

  test('a page tree with a loop is named by the object that closes it', () => {
    const bytes = withTable([CATALOG, '<< /Type /Pages /Kids [2 0 R] /Count 1 >>'])
    const error = damageOf(() => findPage(open(bytes), 1))

    expect(error.details.offset).toBe(bytes.indexOf('2 0 obj'))
  })

  test('a form whose field is its own child', () => {
    const bytes = withTable([
      CATALOG.replace(/>>$/, '/AcroForm << /Fields [6 0 R] >> >>'),
      ...[PAGES, ...REST],
      '<< /T (a) /Kids [6 0 R] >>',
    ])
    expect(damageOf(() => listFields(open(bytes))).details.offset).toBe(bytes.indexOf('6 0 obj'))
  })
})

describe('numbers that say more than there is are refused', () => {
  test.each([
    ['a width that is no number', '/W [1 (4) 4 2]'],
    ['a negative width', '/W [1 -4 2]'],
    ['widths by reference', '/W [1 9 0 R 2]'],
  ])('%s', (_what, shape) => {
    expect(damageOf(() => open(withRows([[0], [1], [1]], shape))).message).toContain('/W of three numbers')
  })

  test.each([
    ['an odd number of them', '/Index [0 3 5]'],
    ['a name among them', '/Index [0 /x 3]'],
  ])('ranges of a cross-reference stream: %s', (_what, index) => {
    expect(damageOf(() => open(withRows([[0], [1], [1]], '/W [1 4 2]', index))).message).toContain('/Index of pairs')
  })

  test('thousands of subsections that all speak of the same object', () => {
    const sections = '1 1\n0000000009 00000 n \n'.repeat(2000)
    const text = `%PDF-1.7\nxref\n${sections}trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`
    expect(damageOf(() => open(Buffer.from(text, 'latin1'))).message).toContain('the same objects')
  })

  test('a million empty strings in one object', () => {
    const parse = () => new Parser(bytesInMemory(Buffer.from(`[${'()'.repeat(1_000_000)}]`)), 0).object()
    expect(damageOf(parse).message).toContain('too many values')
  })

  test('a predictor of negative colours', () => {
    const source = bytesInMemory(Buffer.from('789c636400000200 02'.replace(' ', ''), 'hex'))
    const parameters = dict({ Predictor: 12, Colors: -1, BitsPerComponent: -8, Columns: 1 })
    const stream: PdfStream = {
      type: 'stream',
      dict: dict({ Filter: { type: 'name', name: 'FlateDecode' }, DecodeParms: parameters }),
      start: 0,
      end: source.size,
    }
    expect(damageOf(() => decodeStructure(source, stream)).code).toBe('pdf-damaged')
  })
})

describe('what is too large is not even read', () => {
  /** Gigabytes that exist only where somebody reads them; `most` is the longest read. */
  function endless(size: number): ByteSource & { most: () => number } {
    let longest = 0
    return {
      size,
      read: (offset, length) => {
        longest = Math.max(longest, length)
        return new Uint8Array(Math.max(0, Math.min(length, size - offset)))
      },
      async *chunks() {
        yield new Uint8Array(0)
      },
      most: () => longest,
    }
  }

  test.each([
    ['as it stands', {}],
    ['compressed', { Filter: { type: 'name', name: 'FlateDecode' } as const }],
  ])('a stream of a gigabyte, %s', (_how, entries) => {
    const source = endless(1 << 30)
    const error = damageOf(() =>
      decodeStructure(source, { type: 'stream', dict: dict(entries), start: 9, end: 1 << 30 }),
    )
    expect(error.details.offset).toBe(9)
    expect(source.most()).toBeLessThan(1 << 20)
  })

  test('a string of a gigabyte', () => {
    const source = endless(1 << 30)
    const parse = (first: string) =>
      new Parser(
        { ...source, read: (at, length) => (at === 0 ? Buffer.from(first) : source.read(at, length)) },
        0,
      ).object()
    expect(damageOf(() => parse('(')).code).toBe('pdf-damaged')
    expect(damageOf(() => parse('<')).code).toBe('pdf-damaged')
    expect(damageOf(() => parse(' ')).message).toContain('white space')
    expect(damageOf(() => parse('%')).message).toContain('white space')
  })

  test('names of fields that grow with every level', () => {
    const objects: TinyObjects = [
      CATALOG.replace(/>>$/, '/AcroForm << /Fields [6 0 R] >> >>'),
      ...[PAGES, ...REST],
      `<< /T (${'a'.repeat(30_000)}) /Kids [${Array.from({ length: 600 }, (_, i) => `${i + 7} 0 R`).join(' ')}] >>`,
      ...Array.from({ length: 600 }, (_, i) => `<< /T (${i}) /FT /Tx >>`),
    ]
    expect(damageOf(() => listFields(open(withTable(objects)))).message).toContain('too many fields')
  })

  test('a page tree with more kids than one call could take does not stop the search for a widget', () => {
    const kids = '3 0 R '.repeat(200_000)
    const bytes = withTable([CATALOG, `<< /Type /Pages /Kids [${kids}] /Count 200000 >>`, ...REST])
    const field = { name: '', ref: null, dict: dict({}), fieldType: 'Sig', value: null }
    const widget = { ref: ref(9), dict: dict({ P: ref(3) }) }
    const place = createPageFinder(open(bytes))
    const signature = { dict: dict({}), holder: null, subFilter: '', isDocumentTimestamp: false }

    expect(place({ ...signature, field: { ...field, widgets: [widget] } })).toBe(1)
  })
})

test('segments within segments of an OCTET STRING end with an error, not with the stack', () => {
  const depth = 40_000
  const parts: Buffer[] = []
  for (let inside = 0; parts.length < depth; inside += 6) {
    const header = Buffer.from([0x24, 0x84, 0, 0, 0, 0])
    header.writeUInt32BE(inside, 2)
    parts.unshift(header)
  }
  const nested = Buffer.concat(parts)

  expect(() => readOctets(readElement(nested))).toThrow('nested too deeply')
})

test('a text of megabytes is read at once, letter by letter where its encoding asks for it', () => {
  const bytes = Buffer.alloc(8 << 20, 'a')
  bytes[5] = 0x80
  const text = readText(literal(bytes))

  expect(text.length).toBe(8 << 20)
  expect(text.slice(0, 8)).toBe('aaaaa•aa')
})

test('an object identifier of kilobytes is refused', () => {
  const oid = Buffer.concat([Buffer.from([0x06, 0x82, 0x10, 0x00]), Buffer.alloc(4096, 1)])
  expect(() => readOid(readElement(oid))).toThrow('too large')
})

test('what is looked for is found wherever the steps of the search meet', () => {
  for (const before of [0, 500, 508, 509, 511, 512, 513, 2559, 2560, 70_000]) {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from('endstream'), Buffer.alloc(100)])
    const source = bytesInMemory(bytes)
    expect(findForward(source, 'endstream', { from: 0, to: source.size })).toBe(before)
    expect(findForward(source, 'endstream', { from: 0, to: before })).toBe(-1)
    expect(findForward(source, 'endstream', { from: 0, to: before + 1 })).toBe(before)
  }
})

test('an object in an object stream that cannot be parsed is named by where its stream stands', () => {
  const text = '%PDF-1.7\n'
  const container = '3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length 10 >>\nstream\n2 0 << /a (\nendstream\nendobj\n'
  const start = text.length + container.length
  const rows = Buffer.from([0, 0, 0, 0, 2, 0, 3, 0, 1, 0, text.length, 0, 1, 0, start, 0])
  const own = `4 0 obj\n<< /Type /XRef /Size 5 /W [1 2 1] /Index [1 4] /Root 2 0 R /Length ${rows.length} >>\nstream\n`
  const bytes = Buffer.concat([
    Buffer.from(text + container + own, 'latin1'),
    rows,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`, 'latin1'),
  ])
  const document = open(bytes)
  const error = damageOf(() => document.get(ref(2)))

  expect(error.details.offset).toBe(bytes.indexOf('2 0 << /a'))
  expect(isDict(document.trailer)).toBe(true)
})
