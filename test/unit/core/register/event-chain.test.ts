import { expect, test } from 'vitest'
import { CHAIN_START, type ChainedEvent, eventHash, rowHash } from '#core/register/event-chain'

const EVENT: ChainedEvent = {
  seq: 1,
  at: '2026-07-01T02:00:00.000Z',
  actorId: 'p',
  action: 'submit',
  objectKind: 'document',
  objectId: 'd',
  agencyId: 'a',
  fromState: 'draft',
  toState: 'submitted',
  reason: '',
  before: 'x',
  after: 'y',
  previous: CHAIN_START,
}

test('every field of an event is in its hash', () => {
  const hash = eventHash(EVENT)
  for (const field of Object.keys(EVENT) as (keyof ChainedEvent)[]) {
    const changed = typeof EVENT[field] === 'number' ? 2 : `${String(EVENT[field])}!`
    expect(eventHash({ ...EVENT, [field]: changed })).not.toBe(hash)
  }
})

test('the order of fields and an empty column added later change nothing', () => {
  expect(rowHash({ a: 1, b: 'x' })).toBe(rowHash({ b: 'x', a: 1, c: null }))
  expect(rowHash({ a: 1, b: 'x' })).not.toBe(rowHash({ a: 'x', b: 1 }))
  expect(rowHash({ ab: 'c' })).not.toBe(rowHash({ a: 'bc' }))
})
