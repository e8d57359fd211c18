import { expect, test } from 'vitest'
import { readRange } from '#main/api/byte-range'

test.each([
  [null, 'whole'],
  ['bytes=0-9', { first: 0, last: 9 }],
  ['bytes=90-', { first: 90, last: 99 }],
  ['bytes=90-5000', { first: 90, last: 99 }],
  ['bytes=-10', { first: 90, last: 99 }],
  ['bytes=-500', { first: 0, last: 99 }],
  ['bytes=99-99', { first: 99, last: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=9-2', 'whole'],
  ['bytes=0-1,5-6', 'whole'],
  ['bytes=-', 'whole'],
  ['bytes=a-b', 'whole'],
  ['items=0-9', 'whole'],
  ['bytes=99999999999999999999-', 'whole'],
])('of 100 bytes %s asks for %j (RFC 9110, 14.1.2)', (header, wanted) => {
  expect(readRange(header, 100)).toEqual(wanted)
})

test('an empty file has no range', () => {
  expect(readRange('bytes=0-0', 0)).toBe('unsatisfiable')
  expect(readRange('bytes=-1', 0)).toBe('unsatisfiable')
  expect(readRange(null, 0)).toBe('whole')
})
