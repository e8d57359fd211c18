import type { DocumentState, RateRow } from '#contract'
import type { DocumentRecord } from '#core/register/document'

/** What one outgoing document adds to the figures of its day and agency. */
export type RateCounts = {
  issued: number
  excluded: number
  leader: number
  agency: number
  full: number
  verified: number
  declared: number
}

export const NO_COUNTS: RateCounts = Object.freeze({
  issued: 0,
  excluded: 0,
  leader: 0,
  agency: 0,
  full: 0,
  verified: 0,
  declared: 0,
})

/** States of a document whose number and date are out: it counts, once. */
export const COUNTED_STATES = [
  'issued',
  'archived',
  'recalled',
  'replaced',
  'cancelled',
] as const satisfies readonly DocumentState[]
/** Of these, what does not have to be signed: recalled, or cancelled after its number was given. */
export const EXCLUDED_STATES = ['recalled', 'cancelled'] as const satisfies readonly DocumentState[]

type Counted = Pick<DocumentRecord, 'direction' | 'state' | 'issuedDate' | 'leaderSigned' | 'agencySigned' | 'evidence'>
const one = (holds: boolean) => (holds ? 1 : 0)
const among = (states: readonly DocumentState[], state: DocumentState) => states.includes(state)

/**
 * A document counts once, on its date of issue, however many signatures it has; it is fully signed where a leader's and
 * its agency's signature both passed.
 *
 * @see NĐ 30/2020/NĐ-CP, Điều 5.1.
 */
export function countsOf(document: Counted): RateCounts {
  if (document.direction !== 'outgoing' || document.issuedDate === null) return NO_COUNTS
  if (!among(COUNTED_STATES, document.state)) return NO_COUNTS
  if (among(EXCLUDED_STATES, document.state)) return { ...NO_COUNTS, issued: 1, excluded: 1 }
  const full = document.leaderSigned && document.agencySigned
  return {
    issued: 1,
    excluded: 0,
    leader: one(document.leaderSigned),
    agency: one(document.agencySigned),
    full: one(full),
    verified: one(full && document.evidence === 'verified'),
    declared: one(full && document.evidence === 'declared'),
  }
}

export const COUNT_NAMES = Object.keys(NO_COUNTS) as (keyof RateCounts)[]

/** Sum of counts; with `sign` -1 their difference. */
export function addCounts(a: RateCounts, b: RateCounts, sign: 1 | -1 = 1): RateCounts {
  const sum = { ...a }
  for (const name of COUNT_NAMES) sum[name] += sign * b[name]
  return sum
}

/** full / due in percent with two decimals; null where nothing was due: such rows stand outside every mean. */
export const rateOf = (full: number, due: number): number | null =>
  due === 0 ? null : Math.round((full * 10_000) / due) / 100

/** A line of the table. The total's rate is the sum of full over the sum of due, never a mean of percentages. */
export function rateRow(key: string, name: string, counts: RateCounts): RateRow {
  const due = counts.issued - counts.excluded
  return { key, name, ...counts, due, rate: rateOf(counts.full, due) }
}
