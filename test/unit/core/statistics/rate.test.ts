import { describe, expect, test } from 'vitest'
import { DocumentState } from '#contract'
import { COUNTED_STATES, countsOf, NO_COUNTS, rateOf, rateRow } from '#core/statistics/rate'

const issued = {
  direction: 'outgoing' as const,
  state: 'issued' as const,
  issuedDate: '2026-07-01',
  leaderSigned: true,
  agencySigned: true,
  evidence: 'verified' as const,
}

describe('what a document adds to the figures (NĐ 30/2020, Điều 5.1)', () => {
  test('it is fully signed with the leader’s and the agency’s signature, and counts once', () => {
    const full = { ...NO_COUNTS, issued: 1, leader: 1, agency: 1, full: 1, verified: 1 }
    expect(countsOf(issued)).toEqual(full)
    expect(countsOf({ ...issued, evidence: 'declared' })).toEqual({ ...full, verified: 0, declared: 1 })
    expect(countsOf({ ...issued, leaderSigned: false })).toEqual({ ...NO_COUNTS, issued: 1, agency: 1 })
    expect(countsOf({ ...issued, agencySigned: false })).toEqual({ ...NO_COUNTS, issued: 1, leader: 1 })
  })

  test('recalled and cancelled ones are excluded whatever they carry', () => {
    for (const state of ['recalled', 'cancelled'] as const) {
      expect(countsOf({ ...issued, state })).toEqual({ ...NO_COUNTS, issued: 1, excluded: 1 })
    }
  })

  test('nothing else counts', () => {
    const others = DocumentState.options.filter((state) => !(COUNTED_STATES as readonly string[]).includes(state))
    for (const state of others) expect(countsOf({ ...issued, state })).toEqual(NO_COUNTS)
    expect(countsOf({ ...issued, issuedDate: null })).toEqual(NO_COUNTS)
    expect(countsOf({ ...issued, direction: 'incoming' })).toEqual(NO_COUNTS)
  })
})

describe('a rate', () => {
  test.each([
    [121_300, 123_776, 98],
    [1, 3, 33.33],
    [2, 3, 66.67],
    [0, 5, 0],
    [5, 5, 100],
    [0, 0, null],
  ])('of %i out of %i is %j', (full, due, rate) => {
    expect(rateOf(full, due)).toBe(rate)
  })

  test('is of what was due: issued without the excluded', () => {
    const counts = { ...NO_COUNTS, issued: 10, excluded: 2, full: 6 }
    expect(rateRow('k', 'n', counts)).toMatchObject({ key: 'k', name: 'n', due: 8, rate: 75 })
  })
})
