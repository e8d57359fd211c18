import { describe, expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { IncrementalUpdate } from '#core/pdf/incremental-update'
import { dict, isArray, isDict, isString, name, ref, withEntries } from '#core/pdf/objects'
import { readText, writeText } from '#core/pdf/text-strings'
import { TWO_PAGES, withStreams, withTable } from '#test/support/tiny-pdf'

function update(bytes: Buffer, contentsLength = 8) {
  const document = openPdf(bytesInMemory(bytes))
  const change = new IncrementalUpdate(document)
  const catalog = document.catalog()
  const signature = change.allocate()
  change.set(catalog.ref, withEntries(catalog.dict, { Lang: writeText('vi-VN'), Sig: signature }))
  const { bytes: added, byteRange } = change.closeAround(signature, dict({ Type: name('Sig') }), contentsLength)
  return { signature, byteRange, bytes: Buffer.concat([bytes, added]) }
}

describe.each([
  ['table', withTable(TWO_PAGES, { trailer: '/ID [<00112233> <00112233>] /Info 5 0 R' })],
  ['stream', withStreams(TWO_PAGES)],
])('an update of a file whose last section is a %s', (form, original) => {
  test('begins with the file’s own bytes and keeps the form of its section', () => {
    const changed = update(original)
    const document = openPdf(bytesInMemory(changed.bytes))

    expect(changed.bytes.subarray(0, original.length).equals(original)).toBe(true)
    expect(document.revisions.map(({ sections }) => sections[0]?.form)).toEqual([form, form])
    expect(document.revisions[0]?.end).toBe(original.length)
  })

  test('shows what it changed, and the old revision still shows what was', () => {
    const document = openPdf(bytesInMemory(update(original).bytes))
    const language = document.catalog().dict.entries.get('Lang')

    expect(isString(language) && readText(language)).toBe('vi-VN')
    expect(document.atRevision(0).catalog().dict.entries.has('Lang')).toBe(false)
  })

  test('leaves exactly the hexadecimal string out of the byte range', () => {
    const { bytes, byteRange, signature } = update(original, 100)
    const [from, length, rest, restLength] = byteRange

    expect(from).toBe(0)
    expect(rest - length).toBe(202)
    expect(rest + restLength).toBe(bytes.length)
    expect(bytes.subarray(length, rest).toString('latin1')).toBe(`<${'00'.repeat(100)}>`)
    const written = openPdf(bytesInMemory(bytes)).get(signature)
    expect(isDict(written) && written.entries.get('ByteRange')).toEqual([...byteRange])
  })

  test('twice in turn leaves three revisions', () => {
    const document = openPdf(bytesInMemory(update(update(original).bytes).bytes))
    expect(document.revisions).toHaveLength(3)
  })
})

test('the trailer keeps every entry, renews the second half of /ID, and points to the section before', () => {
  const original = withTable(TWO_PAGES, { trailer: '/ID [<00112233> <00112233>] /Info 5 0 R' })
  const { trailer } = openPdf(bytesInMemory(update(original).bytes))
  const id = trailer.entries.get('ID')
  const [first, second] = isArray(id) ? id : []

  expect(trailer.entries.get('Info')).toEqual(ref(5))
  expect(isString(first) && Buffer.from(first.bytes).toString('hex')).toBe('00112233')
  expect(isString(second) && Buffer.from(second.bytes).toString('hex')).not.toBe('00112233')
  expect(trailer.entries.get('Prev')).toBe(original.indexOf('xref\n0'))
})

test('every entry of a table is 20 bytes long', () => {
  const text = update(withTable(TWO_PAGES)).bytes.toString('latin1')
  const section = text.slice(text.lastIndexOf('\nxref\n') + 6, text.lastIndexOf('trailer'))
  const entries = section.split('\n').filter((line) => line.includes(' n'))

  expect(entries.length).toBeGreaterThan(0)
  for (const line of entries) expect(`${line}\n`).toMatch(/^\d{10} \d{5} n \n$/)
})
