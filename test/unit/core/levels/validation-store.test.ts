import { describe, expect, test } from 'vitest'
import { writeValidationData } from '#core/levels/validation-store'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { isArray, isDict, isRef } from '#core/pdf/objects'
import { readDssEntries } from '#core/verification/dss-certificates'
import { TWO_PAGES, withStreams, withTable } from '#test/support/tiny-pdf'

const data = (...names: string[]) => ({
  certificates: names.map((name) => Buffer.from(`certificate ${name}`)),
  ocsps: names.map((name) => Buffer.from(`ocsp ${name}`)),
  crls: [],
})

function append(input: Buffer, more: ReturnType<typeof data>): Buffer {
  const update = writeValidationData(openPdf(bytesInMemory(input)), more)
  if (!update) throw new Error('nothing to write')
  const output = Buffer.concat([input, update])
  expect(output.subarray(0, input.length).equals(input)).toBe(true)
  return output
}

const entries = (bytes: Buffer, list: 'Certs' | 'OCSPs' | 'CRLs') =>
  readDssEntries(openPdf(bytesInMemory(bytes)), list).map((one) => Buffer.from(one).toString())

/** The catalog has a store already: an object of its own, or written into the catalog. */
const withStore = (dss: string, ...more: string[]) =>
  withTable([`<< /Type /Catalog /Pages 2 0 R /DSS ${dss} >>`, ...TWO_PAGES.slice(1), ...more])
const OLD = '<< /Length 7 >>\nstream\nold one\nendstream'

describe('the document security store', () => {
  test.each([
    ['a file with tables', withTable(TWO_PAGES)],
    ['a file with streams', withStreams(TWO_PAGES)],
  ])('is made in %s, with the extension that announces it', (_what, input) => {
    const bytes = append(input, data('a', 'b'))
    expect(entries(bytes, 'Certs')).toEqual(['certificate a', 'certificate b'])
    expect(entries(bytes, 'OCSPs')).toEqual(['ocsp a', 'ocsp b'])
    expect(entries(bytes, 'CRLs')).toEqual([])
    const view = openPdf(bytesInMemory(bytes))
    const extensions = view.entry(view.catalog().dict, 'Extensions')
    expect(isDict(extensions) && extensions.entries.has('ESIC')).toBe(true)
  })

  test('gets only what it has not yet, and keeps the objects that it lists', () => {
    const first = append(withTable(TWO_PAGES), data('a'))
    const second = append(first, data('a', 'b', 'b'))
    expect(entries(second, 'Certs')).toEqual(['certificate a', 'certificate b'])
    expect(writeValidationData(openPdf(bytesInMemory(second)), data('b', 'a'))).toBeUndefined()
    const listOf = (bytes: Buffer) => {
      const view = openPdf(bytesInMemory(bytes))
      const store = view.entry(view.catalog().dict, 'DSS')
      const list = isDict(store) ? view.entry(store, 'Certs') : null
      return isArray(list) ? list.filter(isRef).map(({ num }) => num) : []
    }
    expect(listOf(second).slice(0, 1)).toEqual(listOf(first))
  })

  test.each([
    ['an object of its own', '6 0 R', ['<< /Certs [7 0 R] /VRI << /AB << /Cert [7 0 R] >> >> >>', OLD]],
    ['written into the catalog', '<< /Certs [6 0 R] >>', [OLD]],
    ['with a list that is an object of its own', '<< /Certs 6 0 R >>', ['[7 0 R]', OLD]],
  ])('made by others, %s, is added to and not replaced', (_what, dss, more) => {
    const bytes = append(withStore(dss, ...more), data('new'))
    expect(entries(bytes, 'Certs')).toEqual(['old one', 'certificate new'])
    const view = openPdf(bytesInMemory(bytes))
    const store = view.entry(view.catalog().dict, 'DSS')
    expect(isDict(store) && store.entries.has('VRI')).toBe(more[0]?.includes('/VRI'))
  })
})
