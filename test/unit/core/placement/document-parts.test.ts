import { expect, test } from 'vitest'
import { findParts } from '#core/placement/document-parts'
import { linesOf } from '#core/placement/lines'

const A4 = { width: 595, height: 842 }

function partsOf(text: string) {
  const word = { text, x: 300, baseline: 700, width: 200, fontSize: 13, bold: false, italic: false }
  return findParts(linesOf([word]), A4)
}

test('a line that never ends holds nobody up', () => {
  const start = performance.now()
  const nothing = partsOf(`${'A'.repeat(200_000)}a`)
  const date = partsOf(',ngàytháng'.repeat(2_000))
  expect(performance.now() - start).toBeLessThan(1000)
  expect(nothing.block).toBeUndefined()
  expect(date.date).toBeUndefined()
})
