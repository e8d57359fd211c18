import type { DocumentView } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { Caller } from '#core/people/caller'
import { expiringWithin } from '#core/people/certificates'
import { rateTable } from '#core/statistics/rates'
import { civilDate, monthOf } from './civil-date.ts'

const COUNTS = {
  toSignLeader: 'to-sign-leader',
  toNumber: 'to-number',
  toSignAgency: 'to-sign-agency',
  toIssue: 'to-issue',
  returnedToMe: 'returned-to-me',
  myDrafts: 'my-drafts',
  toRegister: 'to-register',
  toPresent: 'to-present',
  toAssign: 'to-assign',
  myWork: 'my-work',
  overdue: 'overdue',
  toReview: 'to-review',
  toSendBack: 'to-send-back',
  inDoubt: 'in-doubt',
} as const satisfies Record<string, DocumentView>

/** What waits for the caller today, and the signing rate of this month and the one before. */
export async function todaySummary({ store, clock }: Pick<OfficePorts, 'store' | 'clock'>, caller: Caller) {
  const now = clock.now()
  const date = civilDate(now)
  const counts = { ...ZEROS }
  for (const name of Object.keys(COUNTS) as (keyof typeof COUNTS)[]) {
    counts[name] = await store.documents.count(caller, COUNTS[name], date)
  }
  const month = monthOf(date)
  const { total } = await rateTable({ store }, caller, { ...month, by: 'level' })
  const previous = await rateTable({ store }, caller, { ...monthOf(date, 1), by: 'level' })
  return {
    date,
    counts,
    rate: { ...month, due: total.due, full: total.full, rate: total.rate },
    previousRate: previous.total.rate,
    expiringCertificates: await expiringWithin({ store, clock }, caller),
  }
}

const ZEROS = Object.fromEntries(Object.keys(COUNTS).map((name) => [name, 0])) as Record<keyof typeof COUNTS, number>
