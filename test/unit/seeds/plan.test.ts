import { describe, expect, test } from 'vitest'
import { IncomingState, OutgoingState } from '#contract'
import { DISTRICTS } from '#seeds/data/places'
import type { DeclaredDocument } from '#seeds/plan/declared'
import { type DemoPlan, planDemo } from '#seeds/plan/demo-plan'
import { PUBLISHED } from '#seeds/plan/rates'

const NOW = new Date('2026-11-20T08:30:00.000Z')
const TODAY = '2026-11-20'

const isExcluded = ({ state }: DeclaredDocument) => state === 'recalled' || state === 'cancelled'
const isFull = (document: DeclaredDocument) => document.leaderSigned && document.agencySigned && !isExcluded(document)
const inHalfYear = ({ issuedDate }: DeclaredDocument) => issuedDate >= PUBLISHED.from && issuedDate <= PUBLISHED.to

function countByAgency(plan: DemoPlan) {
  const counts = new Map(plan.agencies.map(({ key }) => [key, { due: 0, full: 0 }]))
  for (const document of plan.declared()) {
    const count = counts.get(document.agencyKey)
    if (!count || !inHalfYear(document) || isExcluded(document)) continue
    count.due += 1
    if (isFull(document)) count.full += 1
  }
  return counts
}

describe('the province of the demo', () => {
  const plan = planDemo({ scale: 1, now: NOW })

  test('has 24 provincial bodies, 9 districts and 136 communes, each with a name and a code of its own', () => {
    const levels = plan.agencies.map(({ level }) => level)
    expect(levels.filter((level) => level === 'province')).toHaveLength(24)
    expect(levels.filter((level) => level === 'district')).toHaveLength(9)
    expect(levels.filter((level) => level === 'commune')).toHaveLength(136)
    expect(new Set(plan.agencies.map(({ name }) => name)).size).toBe(169)
    expect(new Set(plan.agencies.map(({ organId }) => organId)).size).toBe(169)
  })

  test('has as many communes in each district as there were from 2020 to 2024', () => {
    expect(DISTRICTS.map(({ communes }) => communes.length)).toEqual([9, 10, 20, 12, 9, 13, 17, 29, 17])
  })

  test('names every agency’s parent before the agency itself', () => {
    const seen = new Set<string>()
    for (const { key, parentKey } of plan.agencies) {
      expect(parentKey === null || seen.has(parentKey)).toBe(true)
      seen.add(key)
    }
  })

  test('adds up to the published figures of the first half of 2022, document by document', () => {
    const counts = [...countByAgency(plan).values()]
    expect(counts.reduce((sum, { due }) => sum + due, 0)).toBe(123_776)
    expect(counts.reduce((sum, { full }) => sum + full, 0)).toBe(121_300)
    expect(Math.round((121_300 / 123_776) * 10_000) / 100).toBe(98)
  })

  test('gives every agency a rate of its own between 93 % and 99.5 %', () => {
    for (const [key, { due, full }] of countByAgency(plan)) {
      expect(full / due, key).toBeGreaterThanOrEqual(0.93)
      expect(full / due, key).toBeLessThanOrEqual(0.995)
    }
  })

  test('has recalled and cancelled documents beside the due ones', () => {
    const states = new Set<string>()
    for (const document of plan.declared()) if (inHalfYear(document)) states.add(document.state)
    expect([...states].sort()).toEqual(['archived', 'cancelled', 'issued', 'recalled'])
  })

  test('puts nothing real into the published half-year and nothing at all after today', () => {
    for (const { steps } of plan.stories) {
      for (const { at } of steps) {
        expect(at.getTime()).toBeLessThanOrEqual(NOW.getTime())
        expect(at.getTime()).toBeGreaterThan(Date.parse('2026-10-01T00:00:00Z'))
      }
    }
    let latest = ''
    for (const { issuedDate } of plan.declared()) if (issuedDate > latest) latest = issuedDate
    expect(latest).toBe(TODAY)
  })

  test('lists documents in the order of their dates, so that numbers rise with them', () => {
    let before = ''
    for (const { issuedDate } of plan.declared()) {
      expect(issuedDate >= before).toBe(true)
      before = issuedDate
    }
  })

  test('has 1,687 personal and 436 agency certificates, some of them expired, expiring or not yet valid', () => {
    const { certificates } = plan
    expect(certificates.filter(({ kind }) => kind === 'personal')).toHaveLength(1_687)
    expect(certificates.filter(({ kind }) => kind === 'agency')).toHaveLength(436)
    expect(certificates.some(({ validTo }) => validTo < TODAY)).toBe(true)
    expect(certificates.some(({ validTo }) => validTo >= TODAY && validTo < '2027-01-19')).toBe(true)
    expect(certificates.some(({ validFrom }) => validFrom > TODAY)).toBe(true)
    const agencies = new Set(certificates.filter(({ kind }) => kind === 'agency').map(({ agencyKey }) => agencyKey))
    expect(agencies.size).toBe(169)
  })

  test('names nobody twice, and fills official, clerk, staff and admin of the province first', () => {
    expect(new Set(plan.people.map(({ name }) => name)).size).toBe(plan.people.length)
    expect(plan.people.slice(0, 4).map(({ agencyKey, roles }) => [agencyKey, roles])).toEqual([
      ['province', ['official']],
      ['province', ['clerk']],
      ['province', ['staff']],
      ['province', ['admin', 'staff']],
    ])
  })

  test('has fifty documents waiting for the head of the province', () => {
    const waiting = plan.stories.filter(
      (story) => story.direction === 'outgoing' && story.state === 'submitted' && story.agencyKey === 'province',
    )
    expect(waiting).toHaveLength(50)
    expect(waiting.every((story) => story.direction === 'outgoing' && story.signer === 0 && story.fields)).toBe(true)
  })

  test('has at least 200 real documents that are signed', () => {
    const unsigned = new Set(['draft', 'submitted', 'returned'])
    const signed = plan.stories.filter((story) =>
      story.direction === 'outgoing' ? !unsigned.has(story.state) : story.fault === 'none',
    )
    expect(signed.length).toBeGreaterThanOrEqual(200)
  })
})

describe.each([1, 0.1, 0.01, 0.001])('at scale %d', (scale) => {
  const plan = planDemo({ scale, now: NOW })

  test('every state of both lives is there', () => {
    const states = new Set<string>(plan.stories.map(({ state }) => state))
    for (const state of [...OutgoingState.options, ...IncomingState.options]) expect(states).toContain(state)
  })

  test('the declared documents add up to what the figures say', () => {
    let halfYear = 0
    for (const document of plan.declared()) if (inHalfYear(document)) halfYear += 1
    expect(halfYear).toBe(plan.figures.reduce((sum, { due, excluded }) => sum + due + excluded, 0))
    const full = [...countByAgency(plan).values()].reduce((sum, count) => sum + count.full, 0)
    expect(full).toBe(Math.round(121_300 * scale))
  })

  test('the same instant gives the same plan', () => {
    const again = planDemo({ scale, now: NOW })
    expect(again.people).toEqual(plan.people)
    expect(again.stories).toEqual(plan.stories)
    expect(again.certificates).toEqual(plan.certificates)
    expect(again.declared().next().value).toEqual(plan.declared().next().value)
  })
})

describe.each([
  '2026-01-01T01:00:00.000Z',
  '2026-03-01T16:59:00.000Z',
  '2024-02-29T00:30:00.000Z',
  '2026-11-22T05:00:00.000Z',
  '2027-12-31T17:30:00.000Z',
])('on %s', (instant) => {
  const now = new Date(instant)
  const plan = planDemo({ scale: 0.02, now })

  test('no step of a document comes before the step it follows, and none in the future', () => {
    for (const { steps } of plan.stories) {
      let before = 0
      for (const { at } of steps) {
        expect(at.getTime()).toBeGreaterThanOrEqual(before)
        expect(at.getTime()).toBeLessThanOrEqual(now.getTime())
        before = at.getTime()
      }
    }
  })

  test('certificates that sign in the demo are valid throughout its documents', () => {
    const first = Math.min(...plan.stories.flatMap(({ steps }) => steps.map(({ at }) => at.getTime())))
    const signing = plan.certificates.filter(
      ({ current, personKey, agencyKey }) =>
        current && (personKey === null ? plan.holders.agencies.has(agencyKey) : plan.holders.people.has(personKey)),
    )
    expect(signing.length).toBeGreaterThanOrEqual(6)
    for (const { validFrom, validTo } of signing) {
      expect(Date.parse(validFrom)).toBeLessThan(first)
      expect(Date.parse(validTo)).toBeGreaterThan(now.getTime())
    }
  })
})
