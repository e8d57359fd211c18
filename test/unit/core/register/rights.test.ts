import { describe, expect, test } from 'vitest'
import {
  type AgencyId,
  DocumentAction,
  type DocumentState,
  IncomingState,
  OutgoingState,
  type PersonId,
  type Role,
} from '#contract'
import type { Caller } from '#core/people/caller'
import { actionsOf, RULES, requireRule, ruleFor } from '#core/register/rights'

const [HERE, THERE] = ['here' as AgencyId, 'there' as AgencyId]
const ME = 'me' as PersonId
const caller = (...roles: Role[]): Caller => ({ personId: ME, agencyId: HERE, roles, name: '', aloneInScope: true })

const document = (state: DocumentState, more: Partial<Parameters<typeof ruleFor>[2]> = {}) => ({
  id: 'd' as never,
  direction: OutgoingState.options.includes(state as never) ? ('outgoing' as const) : ('incoming' as const),
  state,
  agencyId: HERE,
  drafterId: null,
  signerId: null,
  officialId: null,
  handlerId: null,
  leaderSignedBy: null,
  ...more,
})

describe('the table of rights', () => {
  test('has a rule for every action of the contract, and states of one direction in each', () => {
    expect(Object.keys(RULES).sort()).toEqual([...DocumentAction.options].sort())
    for (const rules of Object.values(RULES)) {
      for (const { direction, from, to } of rules) {
        const states: readonly string[] = direction === 'outgoing' ? OutgoingState.options : IncomingState.options
        for (const state of [...from, ...(to ? [to] : [])]) expect(states).toContain(state)
      }
    }
  })

  test.each([
    ['draft', ['drafter'], ['edit', 'replace-file', 'submit', 'delete-draft']],
    ['submitted', ['drafter'], ['withdraw']],
    ['submitted', ['signer'], ['sign-leader', 'return']],
    ['returned', ['drafter'], ['edit', 'replace-file', 'submit', 'delete-draft']],
    ['leader-signed', ['clerk'], ['number', 'cancel']],
    ['numbered', ['clerk'], ['sign-agency', 'cancel']],
    ['agency-signed', ['clerk'], ['issue', 'cancel']],
    ['issued', ['clerk'], ['archive', 'recall']],
    ['archived', ['clerk'], ['recall']],
    ['recalled', ['clerk', 'signer', 'drafter'], []],
    ['cancelled', ['clerk', 'signer', 'drafter'], []],
    ['received', ['clerk'], ['edit', 'register', 'send-back']],
    ['registered', ['clerk'], ['edit', 'send-back', 'present']],
    ['presented', ['official'], ['assign']],
    ['assigned', ['handler'], ['start', 'complete']],
    ['in-progress', ['handler'], ['complete']],
    ['done', ['clerk', 'official', 'handler'], []],
  ] as const)('a document that is %s offers to its %j: %j', (state, standings, actions) => {
    const is = (standing: string) => (standings as readonly string[]).includes(standing)
    const roles: Role[] = is('clerk') ? ['clerk'] : is('signer') || is('official') ? ['official'] : ['staff']
    const people = {
      drafterId: is('drafter') ? ME : null,
      signerId: is('signer') ? ME : null,
      officialId: is('official') ? ME : null,
      handlerId: is('handler') ? ME : null,
    }
    expect(actionsOf(caller(...roles), document(state, people)).sort()).toEqual([...actions].sort())
  })

  test('a role counts in the own agency only, a signer only while an official', () => {
    expect(actionsOf(caller('clerk', 'official', 'admin'), document('leader-signed', { agencyId: THERE }))).toEqual([])
    expect(actionsOf(caller('staff', 'admin'), document('submitted', { signerId: ME }))).toEqual([])
  })

  test('who signed as leader neither numbers nor stamps', () => {
    for (const [state, action] of [
      ['leader-signed', 'number'],
      ['numbered', 'sign-agency'],
    ] as const) {
      expect(ruleFor(caller('clerk'), action, document(state, { leaderSignedBy: ME }))).toBe('separation-of-duties')
      expect(() => requireRule(caller('clerk'), action, document(state, { leaderSignedBy: ME }))).toThrow(
        expect.objectContaining({
          code: 'separation-of-duties',
          details: expect.objectContaining({ clause: 'NĐ 30/2020/NĐ-CP, Điều 32' }) as never,
        }),
      )
    }
  })

  test('a wrong state is told with the present and the expected one, but not to strangers', () => {
    expect(() => requireRule(caller('clerk'), 'issue', document('numbered'))).toThrow(
      expect.objectContaining({
        code: 'wrong-state',
        details: { id: 'd', state: 'numbered', expected: 'agency-signed' },
      }),
    )
    expect(() => requireRule(caller('staff'), 'issue', document('numbered'))).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    )
  })
})
