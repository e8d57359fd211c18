import type { DocumentView, Role } from '#contract'
import type { Client } from '#renderer/api/client.ts'

export type Summary = Awaited<ReturnType<Client['office']['today']['summary']>>
type Count = keyof Summary['counts']

export type Strip = {
  words: Count
  count: number
  to: '/to-sign' | '/incoming' | '/outgoing' | '/search'
  search: { view?: DocumentView; signatures?: 'to-review' }
  /** Waiting longer than it should. */
  late?: boolean
}

type Place = Pick<Strip, 'to' | 'search'> & { words: Count; roles: readonly Role[]; late?: boolean; rare?: true }

/** What each role sees, most pressing first; every strip is a list behind a filter. */
const PLACES: readonly Place[] = [
  {
    words: 'toReview',
    to: '/search',
    search: { signatures: 'to-review' },
    roles: ['clerk', 'admin'],
    late: true,
    rare: true,
  },
  {
    words: 'toSendBack',
    to: '/incoming',
    search: { view: 'to-send-back' },
    roles: ['clerk'],
    late: true,
    rare: true,
  },
  { words: 'inDoubt', to: '/incoming', search: { view: 'in-doubt' }, roles: ['clerk'], rare: true },
  { words: 'toSignLeader', to: '/to-sign', search: {}, roles: ['official'] },
  { words: 'toAssign', to: '/incoming', search: { view: 'to-assign' }, roles: ['official'] },
  { words: 'toRegister', to: '/incoming', search: { view: 'to-register' }, roles: ['clerk'] },
  { words: 'toPresent', to: '/incoming', search: { view: 'to-present' }, roles: ['clerk'] },
  { words: 'toNumber', to: '/outgoing', search: { view: 'to-number' }, roles: ['clerk'] },
  { words: 'toSignAgency', to: '/to-sign', search: {}, roles: ['clerk'] },
  { words: 'toIssue', to: '/outgoing', search: { view: 'to-issue' }, roles: ['clerk'] },
  { words: 'myWork', to: '/incoming', search: { view: 'my-work' }, roles: ['staff', 'clerk', 'official'] },
  { words: 'returnedToMe', to: '/outgoing', search: { view: 'returned-to-me' }, roles: ['staff', 'clerk', 'official'] },
  { words: 'myDrafts', to: '/outgoing', search: { view: 'my-drafts' }, roles: ['staff', 'clerk', 'official'] },
  {
    words: 'overdue',
    to: '/incoming',
    search: { view: 'overdue' },
    roles: ['staff', 'clerk', 'official', 'admin'],
    late: true,
  },
]

/** The strips of a person, in the order of the day's work; what is rare is shown only where there is some. */
export function stripsOf(roles: readonly Role[], counts: Summary['counts']): readonly Strip[] {
  const shown = PLACES.filter(({ words, rare }) => rare === undefined || counts[words] > 0)
  return shown
    .filter((place) => place.roles.some((role) => roles.includes(role)))
    .map(({ words, to, search, late = false }) => ({ words, to, search, count: counts[words], late }))
}
