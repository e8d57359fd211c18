import { describe, expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { coveredRevision } from '#core/verification/revisions'
import { TWO_PAGES } from '#test/support/tiny-pdf'

const FREE = 400
const latin1 = (text: string) => Buffer.from(text, 'latin1')

/** Its table says entries of 19 bytes each, but for the first one; where they were 20, they would run past the file's end. */
function withShortEntries(): { file: Buffer; entries: number; count: number } {
  let text = '%PDF-1.7\n'
  const offsets = TWO_PAGES.map((body, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const start = text.length
  const count = 1 + offsets.length + FREE
  text += `xref\n0 ${count}\n`
  const entries = text.length
  text += '0000000000 65535 f \n'
  text += offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n\n`).join('')
  text += '0000000000 00000 f\n'.repeat(FREE)
  text += `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return { file: latin1(text), entries, count }
}

const update = (file: Buffer, previous: number): Buffer =>
  Buffer.concat([
    file,
    latin1(`xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 406 /Root 1 0 R /Prev ${previous} >>\n`),
    latin1(`startxref\n${file.length}\n%%EOF\n`),
  ])

describe('which revision a signature covers', () => {
  const { file, entries, count } = withShortEntries()
  const table = file.indexOf('xref\n0 ')

  test('the first, where an update follows it', () => {
    expect(coveredRevision(openPdf(bytesInMemory(update(file, table))), file.length)).toBe(0)
  })

  test('none, where bytes behind it give its table another end and another trailer', () => {
    const end = entries + 20 * count
    const entry = latin1('0000000000 00000 f \n')
    const padding = Buffer.alloc(end - entry.length - file.length, '\n')
    const other = latin1('trailer\n<< /Size 406 /Root 2 0 R >>\n%%EOF\n')
    const attacked = update(Buffer.concat([file, padding, entry, other]), table)

    const document = openPdf(bytesInMemory(attacked))
    expect(document.revisions[0]?.trailer.entries.get('Root')).toMatchObject({ num: 2 })
    expect(coveredRevision(document, file.length)).toBeUndefined()
  })
})
