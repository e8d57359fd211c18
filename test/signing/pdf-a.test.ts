import { inflateSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf, type PdfDocument } from '#core/pdf/document'
import { listFields } from '#core/pdf/form-fields'
import { isArray, isDict, isStream, type PdfDict, type PdfObject, type PdfStream } from '#core/pdf/objects'
import type { SigningKey } from '#core/ports'
import { tinosRegular } from '#main/adapters/fonts/tinos'
import { encodePng } from '#seeds/images/png'
import { pdfA } from '#test/support/pdf-variants'
import { testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

const RED = [200, 0, 0] as const
/** A flat red of half cover: on white it is (228, 128, 128). */
const halfRed = encodePng({ width: 4, height: 4, cover: new Float32Array(16).fill(0.5) }, RED)
const place = { page: 1, x: 60, y: 60, width: 150, height: 80 }

let key: SigningKey
beforeAll(async () => {
  key = await testKey('leader')
})

const visible = async (input: Buffer) => {
  const appearance = { lines: ['Nguyễn Văn Mẫu'], font: tinosRegular(), imagePng: halfRed }
  return openPdf(bytesInMemory((await signBytes(input, key, { place, appearance })).bytes))
}

/** The objects along a path of entries from the signature's widget. */
function at(document: PdfDocument, ...path: readonly (string | number)[]): PdfObject {
  let object: PdfObject = listFields(document)[0]?.dict ?? null
  for (const key of path) {
    if (isArray(object) && typeof key === 'number') object = document.resolve(object[key])
    else if (isStream(object)) object = document.entry(object.dict, String(key))
    else object = isDict(object) ? document.entry(object, String(key)) : null
  }
  return object
}

const dictAt = (document: PdfDocument, ...path: readonly (string | number)[]): PdfDict => {
  const found = at(document, ...path)
  if (!isDict(found)) throw new Error(`no dictionary at ${path.join('/')}`)
  return found
}
const streamAt = (document: PdfDocument, ...path: readonly (string | number)[]): PdfStream => {
  const found = at(document, ...path)
  if (!isStream(found)) throw new Error(`no stream at ${path.join('/')}`)
  return found
}

const LOOK = ['AP', 'N'] as const
const FONT = [...LOOK, 'Resources', 'Font', 'F0'] as const
const IMAGE = [...LOOK, 'Resources', 'XObject', 'I0'] as const
const DESCRIPTOR = [...FONT, 'DescendantFonts', 0, 'FontDescriptor'] as const

describe('a visible signature on PDF/A-1 (ISO 19005-1)', () => {
  test('has no transparency: the image stands on white (6.4)', async () => {
    const document = await visible(pdfA(1, 'B'))
    const image = streamAt(document, ...IMAGE)
    expect(image.dict.entries.has('SMask')).toBe(false)
    expect([...inflateSync(document.data(image)).subarray(0, 3)]).toEqual([227, 127, 127])
    expect(streamAt(document, ...LOOK).dict.entries.has('Group')).toBe(false)
  })

  test('has an embedded font with its letters mapped and all its glyphs listed (6.3.4, 6.3.5, 6.3.8)', async () => {
    const document = await visible(pdfA(1, 'A'))
    const file = inflateSync(document.data(streamAt(document, ...DESCRIPTOR, 'FontFile2')))
    const set = document.data(streamAt(document, ...DESCRIPTOR, 'CIDSet'))
    const listed = [...set].reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
    expect(listed).toBe(file.readUInt16BE(tableOf(file, 'maxp') + 4))
    expect(isStream(at(document, ...FONT, 'ToUnicode'))).toBe(true)
  })

  test('is printed, and an invisible one has an appearance, too (6.5.3, 6.9)', async () => {
    expect(dictAt(await visible(pdfA(1, 'B'))).entries.get('F')).toBe(4 | 128)
    const { bytes } = await signBytes(pdfA(1, 'B'), key)
    expect(isStream(at(openPdf(bytesInMemory(bytes)), ...LOOK))).toBe(true)
  })
})

describe.each([1, 2, 3])('a visible signature on PDF/A-%i', (part) => {
  test('leaves metadata and output intent as they are, and brings colours that need none', async () => {
    const input = pdfA(part, 'B')
    const [before, after] = [openPdf(bytesInMemory(input)), await visible(input)]
    for (const num of [6, 7]) expect(after.locate(num)).toEqual(before.locate(num))
    const names = ['Metadata', 'OutputIntents']
    for (const name of names) {
      expect(after.catalog().dict.entries.get(name)).toEqual(before.catalog().dict.entries.get(name))
    }
    const colours = dictAt(after, ...LOOK, 'Resources', 'ColorSpace')
    expect([...colours.entries.keys()]).toEqual(['DefaultRGB', 'DefaultGray'])
  })
})

test('PDF/A-2 keeps the image’s transparency; an ordinary PDF gets nothing of all this', async () => {
  expect(streamAt(await visible(pdfA(2, 'B')), ...IMAGE).dict.entries.has('SMask')).toBe(true)
  const ordinary = await visible(withTable(TWO_PAGES))
  expect(streamAt(ordinary, ...IMAGE).dict.entries.has('SMask')).toBe(true)
  expect(dictAt(ordinary, ...DESCRIPTOR).entries.has('CIDSet')).toBe(false)
  expect(dictAt(ordinary, ...LOOK, 'Resources').entries.has('ColorSpace')).toBe(false)
})

function tableOf(file: Buffer, tag: string): number {
  const tables = Array.from({ length: file.readUInt16BE(4) }, (_, index) => 12 + 16 * index)
  const found = tables.find((at) => file.toString('latin1', at, at + 4) === tag)
  if (found === undefined) throw new Error(`no table ${tag}`)
  return file.readUInt32BE(found + 8)
}
