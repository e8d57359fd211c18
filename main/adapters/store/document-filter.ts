import { type RawBuilder, sql } from 'kysely'
import type { DocumentFilter, DocumentState, DocumentView, Indication } from '#contract'
import { type Caller, hasRole } from '#core/people/caller'
import { COUNTED_STATES, EXCLUDED_STATES } from '#core/statistics/rate'
import { visibleTo } from './visibility.ts'

export type Condition = RawBuilder<boolean>

/** The conditions of the partial indexes (migrations 1 and 4): a query that says them word by word may use those. */
const IS_OPEN = sql.raw('document.is_open = 1')
const IS_UNUSUAL = sql<boolean>`document.state not in ('issued', 'archived', 'done')`
const NOT_PASSED = sql<boolean>`document.verdict in ('TOTAL-FAILED', 'INDETERMINATE')`
const USUAL_STATES: readonly DocumentState[] = ['issued', 'archived', 'done']

const oneOf = (states: readonly DocumentState[]) => sql`(${sql.join([...states])})`
const NOTHING: Condition = sql<boolean>`1 = 0`

/** Work of a clerk: documents of the own agency in one state. */
const clerkWork =
  (state: DocumentState) =>
  (caller: Caller): Condition =>
    hasRole(caller, 'clerk')
      ? sql<boolean>`(document.agency_id = ${caller.agencyId} and document.state = ${state} and ${IS_OPEN})`
      : NOTHING

const own =
  (column: string, state: DocumentState) =>
  (caller: Caller): Condition =>
    sql<boolean>`(${sql.ref(`document.${column}`)} = ${caller.personId} and document.state = ${state} and ${IS_OPEN})`

/** Arrived, not yet handed on, and its signatures found so: for those who may still send it back. NĐ 30/2020, Điều 21.2. */
function arrivedWith(verdict: Indication): View {
  return (caller) =>
    hasRole(caller, 'clerk')
      ? sql<boolean>`(document.agency_id = ${caller.agencyId} and document.state in ('received', 'registered')
          and document.verdict = ${verdict} and ${NOT_PASSED})`
      : NOTHING
}

type View = (caller: Caller, today: string) => Condition | undefined

const VIEWS: Record<DocumentView, View> = {
  all: () => undefined,
  'to-sign-leader': own('signer_id', 'submitted'),
  'to-number': clerkWork('leader-signed'),
  'to-sign-agency': clerkWork('numbered'),
  'to-issue': clerkWork('agency-signed'),
  'returned-to-me': own('drafter_id', 'returned'),
  'my-drafts': own('drafter_id', 'draft'),
  'to-register': clerkWork('received'),
  'to-present': clerkWork('registered'),
  'to-assign': own('official_id', 'presented'),
  'my-work': ({ personId }) => sql<boolean>`(document.state in ('assigned', 'in-progress') and document.id in (
    select id from document where handler_id = ${personId} and ${IS_OPEN}
    union select document_id from assignment where person_id = ${personId}))`,
  overdue: (_caller, today) => isLate(today),
  'to-review': (caller) =>
    hasRole(caller, 'clerk') || hasRole(caller, 'admin')
      ? sql<boolean>`document.id in (select document_id from recheck where review_since is not null)`
      : NOTHING,
  'to-send-back': arrivedWith('TOTAL-FAILED'),
  'in-doubt': arrivedWith('INDETERMINATE'),
}

/** Incoming, past its deadline, and still somebody's work. */
const isLate = (today: string): Condition =>
  sql<boolean>`(document.direction = 'incoming' and document.due_date < ${today} and ${IS_OPEN})`

type Counted = NonNullable<DocumentFilter['counted']>
const DUE = sql`document.state not in ${oneOf(EXCLUDED_STATES)}`
const FULL = sql`${DUE} and document.leader_signed = 1 and document.agency_signed = 1`
const COUNTED: Record<Counted, RawBuilder<unknown>> = {
  issued: sql`1 = 1`,
  excluded: sql`document.state in ${oneOf(EXCLUDED_STATES)}`,
  due: DUE,
  leader: sql`${DUE} and document.leader_signed = 1`,
  agency: sql`${DUE} and document.agency_signed = 1`,
  full: FULL,
  'not-full': sql`${DUE} and not (document.leader_signed = 1 and document.agency_signed = 1)`,
  verified: sql`${FULL} and document.evidence = 'verified'`,
  declared: sql`${FULL} and document.evidence = 'declared'`,
}

/** The documents behind a figure: the same rule as `countsOf`, said to the database. */
export const countedAs = (counted: Counted): Condition => sql<boolean>`(document.direction = 'outgoing'
  and document.issued_date is not null and document.state in ${oneOf(COUNTED_STATES)} and ${COUNTED[counted]})`

export const isOverdue = (today: string) => sql<number>`(case when ${isLate(today)} then 1 else 0 end)`

/** Everything a list asks for, with what the caller may see; all of it holds for each row. */
export function conditionsOf(caller: Caller, filter: Partial<DocumentFilter>, today: string): Condition[] {
  const conditions = [visibleTo(caller), VIEWS[filter.view ?? 'all'](caller, today), ...fieldConditions(filter)]
  if (filter.counted) conditions.push(countedAs(filter.counted))
  return conditions.filter((condition) => condition !== undefined)
}

function fieldConditions(filter: Partial<DocumentFilter>): (Condition | undefined)[] {
  const equal = (column: string, value: string | undefined) =>
    value === undefined ? undefined : sql<boolean>`${sql.ref(`document.${column}`)} = ${value}`
  const states = filter.states?.length ? filter.states : undefined
  return [
    equal('direction', filter.direction),
    equal('agency_id', filter.agencyId),
    equal('type', filter.type),
    equal('signer_id', filter.signerId),
    ...verdictConditions(filter.verdict),
    states && sql<boolean>`document.state in ${oneOf(states)}`,
    states?.some((state) => USUAL_STATES.includes(state)) === false ? IS_UNUSUAL : undefined,
    filter.from === undefined ? undefined : sql<boolean>`document.book_date >= ${filter.from}`,
    filter.to === undefined ? undefined : sql<boolean>`document.book_date <= ${filter.to}`,
  ]
}

function verdictConditions(verdict: DocumentFilter['verdict']): Condition[] {
  if (verdict === undefined) return []
  if (verdict === 'NO-SIGNATURE') return [sql<boolean>`document.verdict is null and document.sha256 is not null`]
  const equal = sql<boolean>`document.verdict = ${verdict}`
  return verdict === 'TOTAL-PASSED' ? [equal] : [equal, NOT_PASSED]
}
