import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { codeOf, numberAndDate } from '#renderer/components/document/code-of.ts'
import { lacking } from '#renderer/components/incoming/missing-fields.ts'
import { handlersFirst } from '#renderer/components/incoming/use-colleagues.ts'
import { vi } from '#renderer/text/vi/index.ts'
import { PEOPLE } from '#test/support/core-data'

beforeAll(async () => {
  await i18next.init({ lng: 'vi', defaultNS: 'words', resources: { vi: { words: vi } } })
})

const arrived = {
  direction: 'incoming' as const,
  arrivalNumber: 12,
  codeNumber: '05',
  codeNotation: 'QĐ-BNV',
  issuedDate: '2026-06-30',
}

describe('an incoming document in a list', () => {
  test('shows the date it bears', () => {
    expect(numberAndDate(arrived, i18next.t)).toBe('12 · 05/QĐ-BNV · 30/06/2026')
  })

  test('says so where it bears none, and shows no other date in its place', () => {
    expect(numberAndDate({ ...arrived, issuedDate: null }, i18next.t)).toBe('12 · 05/QĐ-BNV · không ghi ngày')
    expect(codeOf({ ...arrived, codeNumber: null, codeNotation: null })).toBe('12')
  })
})

test.each([
  [{ codeNumber: '05', issuedDate: '2026-06-30' }, null],
  [{ codeNumber: ' ', issuedDate: '2026-06-30' }, 'number'],
  [{ codeNumber: '05', issuedDate: null }, 'date'],
  [{ codeNumber: null, issuedDate: null }, 'both'],
])('%o lacks %s', (fields, lack) => {
  expect(lacking(fields)).toBe(lack)
})

test('those who handle stand before the assigner, and who only administers stands last', () => {
  const { admin, official, clerk, staff, otherOfficial } = PEOPLE
  const people = [admin, official, otherOfficial, clerk, staff].map((one) => ({
    ...one,
    agencyName: 'UBND tỉnh',
    hasPassword: false,
  }))
  const order = handlersFirst(people, official.id).map(({ id }) => id)
  expect(order).toEqual([staff, clerk, otherOfficial, official, admin].map(({ id }) => id))
})
