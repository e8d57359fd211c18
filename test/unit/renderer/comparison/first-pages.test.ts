import { expect, test } from 'vitest'
import { firstPages, LOOKED_AT_FIRST } from '#renderer/components/comparison/use-comparison.ts'

test('pages that the report names are looked at first, then the first ones of the file, each once', () => {
  expect(firstPages([3, 2, 3], 5)).toEqual([2, 3, 1, 4, 5])
})

test('a page that the file does not have is not asked for; a long file is not drawn whole unasked', () => {
  expect(firstPages([0, 9], 2)).toEqual([1, 2])
  expect(firstPages([400], 500)).toEqual([400, ...Array.from({ length: LOOKED_AT_FIRST }, (_, at) => at + 1)])
})
