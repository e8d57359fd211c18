import { AppError, type Direction, type DocumentAction, type DocumentState } from '#contract'
import { type Caller, hasRole } from '#core/people/caller'
import type { DocumentRecord } from './document.ts'

/**
 * How a caller stands to a document. `drafter`, `signer`, `decider` (to whom it was presented) and `handler` are
 * written on it; `clerk` and `official` hold that role in its agency.
 */
export type Standing = 'drafter' | 'signer' | 'decider' | 'handler' | 'clerk' | 'official'

type Rule = {
  direction: Direction
  /** One of these is enough. */
  who: readonly Standing[]
  from: readonly DocumentState[]
  /** Absent: the state stays. */
  to?: DocumentState
  /** Whoever signed as leader neither numbers nor stamps: NĐ 30/2020, Điều 32. */
  notTheLeader?: true
}

const outgoing = (rule: Omit<Rule, 'direction'>): Rule => ({ direction: 'outgoing', ...rule })
const incoming = (rule: Omit<Rule, 'direction'>): Rule => ({ direction: 'incoming', ...rule })

/** Who may do what with a document, in which state, and what it becomes. Pages and the core both ask this table. */
export const RULES: Readonly<Record<DocumentAction, readonly Rule[]>> = {
  edit: [
    outgoing({ who: ['drafter'], from: ['draft', 'returned'] }),
    incoming({ who: ['clerk'], from: ['received', 'registered', 'presented'] }),
  ],
  'replace-file': [outgoing({ who: ['drafter'], from: ['draft', 'returned'] })],
  submit: [outgoing({ who: ['drafter'], from: ['draft', 'returned'], to: 'submitted' })],
  withdraw: [outgoing({ who: ['drafter'], from: ['submitted'], to: 'draft' })],
  'sign-leader': [outgoing({ who: ['signer'], from: ['submitted'], to: 'leader-signed' })],
  return: [outgoing({ who: ['signer'], from: ['submitted'], to: 'returned' })],
  number: [outgoing({ who: ['clerk'], from: ['leader-signed'], to: 'numbered', notTheLeader: true })],
  'sign-agency': [outgoing({ who: ['clerk'], from: ['numbered'], to: 'agency-signed', notTheLeader: true })],
  issue: [outgoing({ who: ['clerk'], from: ['agency-signed'], to: 'issued' })],
  archive: [outgoing({ who: ['clerk'], from: ['issued'], to: 'archived' })],
  recall: [outgoing({ who: ['clerk', 'official'], from: ['issued', 'archived'], to: 'recalled' })],
  cancel: [
    outgoing({
      who: ['clerk', 'official'],
      from: ['leader-signed', 'numbered', 'agency-signed'],
      to: 'cancelled',
    }),
  ],
  'delete-draft': [outgoing({ who: ['drafter'], from: ['draft', 'returned'] })],
  register: [incoming({ who: ['clerk'], from: ['received'], to: 'registered' })],
  'send-back': [incoming({ who: ['clerk'], from: ['received', 'registered'], to: 'sent-back' })],
  present: [incoming({ who: ['clerk'], from: ['registered'], to: 'presented' })],
  assign: [incoming({ who: ['decider'], from: ['presented'], to: 'assigned' })],
  start: [incoming({ who: ['handler'], from: ['assigned'], to: 'in-progress' })],
  complete: [incoming({ who: ['handler'], from: ['assigned', 'in-progress'], to: 'done' })],
}

type Named = Pick<
  DocumentRecord,
  'id' | 'direction' | 'state' | 'agencyId' | 'drafterId' | 'signerId' | 'officialId' | 'handlerId' | 'leaderSignedBy'
>

const STANDINGS: Record<Standing, (caller: Caller, document: Named) => boolean> = {
  drafter: ({ personId }, { drafterId }) => drafterId === personId,
  signer: (caller, { signerId }) => signerId === caller.personId && hasRole(caller, 'official'),
  decider: (caller, { officialId }) => officialId === caller.personId && hasRole(caller, 'official'),
  handler: ({ personId }, { handlerId }) => handlerId === personId,
  clerk: (caller, { agencyId }) => agencyId === caller.agencyId && hasRole(caller, 'clerk'),
  official: (caller, { agencyId }) => agencyId === caller.agencyId && hasRole(caller, 'official'),
}

export type Refusal = 'forbidden' | 'wrong-state' | 'separation-of-duties'

/** The rule that lets the caller do this now, or why not. */
export function ruleFor(caller: Caller, action: DocumentAction, document: Named): Rule | Refusal {
  const rule = RULES[action].find(({ direction }) => direction === document.direction)
  if (!rule?.who.some((standing) => STANDINGS[standing](caller, document))) return 'forbidden'
  if (!rule.from.includes(document.state)) return 'wrong-state'
  if (rule.notTheLeader && document.leaderSignedBy === caller.personId) return 'separation-of-duties'
  return rule
}

/** The same, as a failure. */
export function requireRule(caller: Caller, action: DocumentAction, document: Named): Rule {
  const rule = ruleFor(caller, action, document)
  if (rule === 'wrong-state') throw wrongState(action, document)
  if (rule === 'forbidden') throw new AppError('forbidden', { id: document.id, action })
  if (rule === 'separation-of-duties') {
    throw new AppError('separation-of-duties', { id: document.id, action, clause: 'NĐ 30/2020/NĐ-CP, Điều 32' })
  }
  return rule
}

export function wrongState(action: DocumentAction, { id, direction, state }: Named): AppError {
  const expected = RULES[action].find((rule) => rule.direction === direction)?.from.join(', ') ?? ''
  return new AppError('wrong-state', { id, state, expected })
}

const ACTIONS = Object.keys(RULES) as DocumentAction[]

/** What the caller may do with the document now. */
export const actionsOf = (caller: Caller, document: Named): DocumentAction[] =>
  ACTIONS.filter((action) => typeof ruleFor(caller, action, document) === 'object')
