import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { degrees, PDFDocument } from 'pdf-lib'
import { afterAll, describe, expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import type { ByteSource } from '#core/ports'
import { openLocalFile } from '#main/adapters/files/local-file'
import { createPageWords } from '#main/adapters/page-words/page-words'
import { aLetter } from '#test/support/demo-paper'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

const words = createPageWords()
afterAll(() => words.close())

const folder = process.env.VANTHU_PDFS ?? join(import.meta.dirname, '../../../shared/pdfs')
const realLetter = join(folder, 'vietnam', 'ministry-letter-six-signatures.pdf')

describe('the words of a page', () => {
  test('have their text, place, size and style, as the page was laid out', async () => {
    const { bytes, pages } = await aLetter()
    const first = await words.read(bytesInMemory(bytes), 1)
    const last = await words.read(bytesInMemory(bytes), -1)
    const country = first.findIndex(({ text }) => text === 'CỘNG')
    expect(first.slice(country, country + 7).map(({ text }) => text)).toEqual(
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'.split(' ').slice(0, 7),
    )
    expect(first[country]).toMatchObject({ fontName: 'Tinos-Bold', fontSize: 12, bold: true, italic: false, angle: 0 })
    expect(pages).toBeGreaterThan(0)
    const name = last.filter(({ bold, fontSize }) => bold && fontSize === 14).slice(-3)
    expect(name.map(({ text }) => text)).toEqual(['Nguyễn', 'Văn', 'Mẫu'])
    // Words of one line stand one after the other on one baseline.
    expect(new Set(name.map(({ baseline }) => baseline)).size).toBe(1)
    const [family, middle] = name
    expect((family?.x ?? 0) + (family?.width ?? 0)).toBeLessThan(middle?.x ?? 0)
  })

  test('run at 90 degrees in the space of a page that is turned by 90', async () => {
    const document = await PDFDocument.create()
    const page = document.addPage([842, 595])
    page.setRotation(degrees(90))
    page.drawText('Upright when shown', { x: 100, y: 50, size: 12, rotate: degrees(90) })
    const [first] = await words.read(bytesInMemory(await document.save()), 1)
    expect(first).toMatchObject({ text: 'Upright', x: 100, baseline: 50, angle: 90, fontSize: 12 })
  })

  test('a page without text has none', async () => {
    expect(await words.read(bytesInMemory(withTable(TWO_PAGES)), 1)).toEqual([])
  })

  test('a page that is not there is told with the number of those that are', async () => {
    await expect(words.read(bytesInMemory(withTable(TWO_PAGES)), 3)).rejects.toMatchObject({
      code: 'page-not-found',
      details: { page: 3, pages: 2 },
    })
  })

  test('a damaged file is a failure with a code, and the next one is read', async () => {
    await expect(words.read(bytesInMemory(Buffer.from('%PDF-1.7\nnothing')), 1)).rejects.toMatchObject({
      code: 'page-unreadable',
    })
    const { bytes } = await aLetter()
    expect((await words.read(bytesInMemory(bytes), 1)).length).toBeGreaterThan(50)
  })

  test('a page that takes too long is given up, and the next one is read', async () => {
    const hasty = createPageWords({ ms: 1, megabytes: 384, bytes: 64 << 20, unfolded: 256 << 20 })
    const { bytes } = await aLetter()
    await expect(hasty.read(bytesInMemory(bytes), 1)).rejects.toMatchObject({ code: 'page-unreadable' })
    await hasty.close()
  })

  test.each([
    ['the page’s content', 0],
    ['a form on it', 1],
  ])('%s that unfolds to far more than the file is given up, and the next one is read', async (_what, at) => {
    const tight = createPageWords({ ms: 10_000, megabytes: 384, bytes: 64 << 20, unfolded: 24 << 20 })
    const bomb = deflateSync(Buffer.alloc(40_000_000, ' '))
    const stream = (data: Buffer, more = '') =>
      `<< ${more} /Length ${String(data.length)} >>\nstream\n${data.toString('latin1')}\nendstream`
    const streams = [
      stream(Buffer.from('/F0 Do')),
      stream(Buffer.from('BT ET'), '/Type /XObject /Subtype /Form /BBox [0 0 9 9]'),
    ]
    streams[at] = stream(
      bomb,
      `${at === 1 ? '/Type /XObject /Subtype /Form /BBox [0 0 9 9]' : ''} /Filter /FlateDecode`,
    )
    const file = withTable([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
      '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /F0 5 0 R >> >> >>',
      ...streams,
    ])
    expect(file.length).toBeLessThan(100_000)
    await expect(tight.read(bytesInMemory(file), 1)).rejects.toMatchObject({ code: 'page-unreadable' })
    const { bytes } = await aLetter()
    expect((await tight.read(bytesInMemory(bytes), 1)).length).toBeGreaterThan(50)
    await tight.close()
  })

  test('of a large file only what the page needs is read', async () => {
    const big = withTable([...TWO_PAGES, `<< /Length 20000000 >>\nstream\n${' '.repeat(20_000_000)}\nendstream`])
    let read = 0
    const inner = bytesInMemory(big)
    const counted: ByteSource = {
      ...inner,
      size: inner.size,
      read: (offset, length) => {
        read += length
        return inner.read(offset, length)
      },
    }
    await words.read(counted, 2)
    expect(read).toBeLessThan(1_000_000)
  })

  test.skipIf(!existsSync(realLetter))(
    'of a letter as offices write it keep fonts and lines (skipped without VANTHU_PDFS)',
    async () => {
      const source = openLocalFile(realLetter)
      const found = await words.read(source, -1)
      source.close()
      expect(found.slice(-3)).toMatchObject(
        ['Nguyễn', 'Danh', 'Huy'].map((text) => ({
          text,
          bold: true,
          fontSize: 14,
          fontName: 'TimesNewRomanPS-BoldMT',
        })),
      )
    },
  )
})
