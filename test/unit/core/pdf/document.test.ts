import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { isDict, isName, ref } from '#core/pdf/objects'
import { countPages, findPage } from '#core/pdf/pages'
import { TWO_PAGES, withStreams, withTable } from '#test/support/tiny-pdf'

const open = (bytes: Uint8Array) => openPdf(bytesInMemory(bytes))

describe.each([
  ['a table', withTable(TWO_PAGES)],
  ['streams', withStreams(TWO_PAGES)],
])('a PDF with %s', (_form, bytes) => {
  test('gives its pages with what they inherit', () => {
    const document = open(bytes)

    expect(countPages(document)).toBe(2)
    expect(findPage(document, 1)).toMatchObject({ number: 1, rotate: 0, box: [0, 0, 595, 842] })
    expect(findPage(document, -1)).toMatchObject({ number: 2, rotate: 90, ref: { num: 4 } })
  })

  test('knows no page behind its last', () => {
    expect(() => findPage(open(bytes), 3)).toThrow(
      expect.objectContaining({ code: 'page-not-found', details: { page: 3, pages: 2 } }),
    )
  })

  test('says null for an object that it does not have', () => {
    expect(open(bytes).get(ref(99))).toBeNull()
  })
})

describe('what is no PDF, or a damaged one, is refused with a code and an offset', () => {
  const whole = withTable(TWO_PAGES).toString('latin1')
  test.each([
    ['nothing', '', 'pdf-empty'],
    ['a letter', 'Kính gửi: …', 'not-a-pdf'],
    ['a start only', whole.slice(0, 300), 'pdf-damaged'],
    ['no last section', whole.replace(/startxref\n\d+/, 'startxref\n99999'), 'pdf-damaged'],
    ['a last section elsewhere', whole.replace(/startxref\n\d+/, 'startxref\n20'), 'pdf-damaged'],
    [
      'a chain without end',
      whole.replace('/Root 1 0 R', `/Root 1 0 R /Prev ${whole.indexOf('xref\n0 6')}`),
      'pdf-damaged',
    ],
  ])('%s', (_what, text, code) => {
    expect(() => open(Buffer.from(text, 'latin1'))).toThrow(expect.objectContaining({ code }))
  })

  test('a page tree with a loop', () => {
    const loop = [TWO_PAGES[0] ?? '', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']
    expect(() => findPage(open(withTable(loop)), 1)).toThrow(expect.objectContaining({ code: 'pdf-damaged' }))
  })

  test('an object that stands where another one should', () => {
    const moved = whole.replace('\n1 0 obj', '\n7 0 obj')
    expect(() => open(Buffer.from(moved, 'latin1')).catalog()).toThrow(/object 1 expected, found 7/)
  })

  test('arrays nested without end', () => {
    const deep = [`<< /Type /Catalog /Pages 2 0 R /Deep ${'['.repeat(5000)} >>`]
    expect(() => open(withTable(deep)).catalog()).toThrow(expect.objectContaining({ code: 'pdf-damaged' }))
  })
})

test('bytes before the header are allowed: offsets count from it', () => {
  const shifted = Buffer.concat([Buffer.from('# printed by an office\n'), withTable(TWO_PAGES)])
  expect(isDict(open(shifted).catalog().dict)).toBe(true)
})

test('a cross-reference entry of 19 bytes is read, because the numbers are right', () => {
  const text = withTable(TWO_PAGES)
    .toString('latin1')
    .replace(/(\d{10} 65535 f) \n/, '$1\n')
  expect(isName(open(Buffer.from(text, 'latin1')).catalog().dict.entries.get('Type'), 'Catalog')).toBe(true)
})

test('any change of bytes gives an answer or one of our errors, never anything else', () => {
  const files = [withTable(TWO_PAGES), withStreams(TWO_PAGES)]
  const edits = fc.array(fc.record({ at: fc.nat(2000), byte: fc.nat(255) }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(fc.constantFrom(...files), edits, (file, changes) => {
      const bytes = Buffer.from(file)
      for (const { at, byte } of changes) bytes[at % bytes.length] = byte
      try {
        const document = open(bytes)
        for (let num = 1; num < Math.min(document.size, 20); num += 1) document.get(ref(num))
        findPage(document, -1)
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
      }
    }),
    { numRuns: 3000, seed: 20221122 },
  )
})

describe('small files that would cost much are refused', () => {
  const [catalog = '', ...rest] = TWO_PAGES

  test('streams whose lengths stand in each other', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => `<< /Length ${index + 8} 0 R >>\nstream\nx\nendstream`)
    const document = open(withTable([catalog, ...rest, '<< >>', ...chain]))
    expect(() => document.get(ref(7))).toThrow(expect.objectContaining({ code: 'pdf-damaged' }))
  })

  test('an object stream that says it has millions of objects', () => {
    const text = withStreams(TWO_PAGES).toString('latin1').replace('/N 4 ', '/N 2000000 ')
    expect(text).toContain('/N 2000000 ')
    expect(() => open(Buffer.from(text, 'latin1')).catalog()).toThrow(expect.objectContaining({ code: 'pdf-damaged' }))
  })

  test('an object stream of gigabytes of nothing', () => {
    const bomb = deflateSync(Buffer.alloc(80 << 20)).toString('latin1')
    const stream = `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n${bomb}\nendstream`
    const file = withStreams(TWO_PAGES).toString('latin1')
    const start = file.indexOf('6 0 obj')
    const replaced = `${file.slice(0, start)}6 0 obj\n${stream}\nendobj\n`
    expect(() => openPdf(bytesInMemory(moveSection(replaced, file))).catalog()).toThrow(
      expect.objectContaining({ code: 'pdf-damaged' }),
    )
  })
})

/** The cross-reference stream of `original` put behind other objects, with its own offset mended. */
function moveSection(objects: string, original: string): Buffer {
  const from = original.indexOf('7 0 obj')
  const section = original.slice(from, original.indexOf('startxref'))
  return Buffer.from(`${objects}${section}startxref\n${objects.length}\n%%EOF\n`, 'latin1')
}
