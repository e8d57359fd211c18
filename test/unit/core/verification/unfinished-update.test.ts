import { describe, expect, test } from 'vitest'
import { adviceOf } from '#contract/words/advice'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { IncrementalUpdate } from '#core/pdf/incremental-update'
import { dict, withEntries } from '#core/pdf/objects'
import { hasUnfinishedUpdate } from '#core/verification/unfinished-update'
import { verifyPdf } from '#core/verification/verify-pdf'
import { TWO_PAGES, withStreams, withTable } from '#test/support/tiny-pdf'

function updated(bytes: Buffer): Buffer {
  const document = openPdf(bytesInMemory(bytes))
  const update = new IncrementalUpdate(document)
  const { ref, dict: catalog } = document.catalog()
  update.set(ref, withEntries(catalog, { Extra: dict({}) }))
  return Buffer.concat([bytes, update.close()])
}

const isUnfinished = (bytes: Buffer): boolean => hasUnfinishedUpdate(openPdf(bytesInMemory(bytes)))

describe.each([
  ['table', withTable(TWO_PAGES)],
  ['stream', withStreams(TWO_PAGES)],
])('a file whose last section is a %s', (_form, original) => {
  const whole = updated(original)

  test('is unfinished wherever its update is cut off behind the first object’s number', () => {
    expect(isUnfinished(whole)).toBe(false)
    expect(isUnfinished(original)).toBe(false)
    const begins = whole.indexOf(' obj', original.length) + ' obj'.length
    const ends = whole.lastIndexOf('startxref')
    for (let cut = begins; cut <= ends; cut += 1) expect(isUnfinished(whole.subarray(0, cut))).toBe(true)
  })

  test('is not unfinished for what mail and disks leave behind it', () => {
    for (const left of ['\r\n\r\n', '\0'.repeat(600), '<html>12 0 obj</html>']) {
      expect(isUnfinished(Buffer.concat([original, Buffer.from(left, 'latin1')]))).toBe(false)
    }
  })
})

test('who receives a file that was cut off is told to fetch it again, not only that it has no signature', async () => {
  const original = withTable(TWO_PAGES)
  const cut = updated(original).subarray(0, -30)
  const report = await verifyPdf(bytesInMemory(cut), { anchors: [], at: new Date(), file: 'a.pdf' })
  expect(report.verdict).toBe('NO-SIGNATURE')
  expect(adviceOf(report, 'vi')).toMatchObject({ kind: 'cut-off' })
  expect(adviceOf(report, 'en').next).toMatch(/^Download it again/)
})
