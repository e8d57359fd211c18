import { type AgencyLevel, type DocumentFilter, DocumentType, type RateGrouping } from '#contract'
import { regularPeriod } from '#renderer/pages/statistics/periods.ts'

/** What the figures on the page are limited to. */
export type RateScope = {
  from: string
  to: string
  by: RateGrouping
  level?: AgencyLevel | undefined
  type?: DocumentType | undefined
}
export type Counted = NonNullable<DocumentFilter['counted']>
/** The address of the list behind a figure: the search page with the same limits. */
export type Drill = {
  direction: 'outgoing'
  counted: Counted
  from: string
  to: string
  agencyId?: string
  type?: DocumentType
  signerId?: string
}

/** Search parameters of the list behind a figure; `key` is the row's key, absent for the total. */
export function drillOf(scope: RateScope, counted: Counted, key?: string): Drill {
  const { from, to, by, type } = scope
  const base: Drill = { direction: 'outgoing', counted, from, to, ...(type === undefined ? {} : { type }) }
  if (key === undefined) return base
  switch (by) {
    case 'agency':
      return { ...base, agencyId: key }
    case 'type':
      return { ...base, type: DocumentType.parse(key) }
    case 'signer':
      return { ...base, signerId: key }
    case 'month':
      return { ...base, ...withinMonth(scope, key) }
    case 'level':
      return base
  }
}

function withinMonth({ from, to }: RateScope, month: string): { from: string; to: string } {
  const whole = regularPeriod('month', Number(month.slice(0, 4)), Number(month.slice(5, 7)))
  return { from: whole.from > from ? whole.from : from, to: whole.to < to ? whole.to : to }
}

/** Lists are filtered by one agency, type or signer but not by a level: a level's row opens its agencies instead. */
export function hasList({ by, level }: Pick<RateScope, 'by' | 'level'>, key?: string): boolean {
  if (key !== undefined && (by === 'agency' || by === 'signer')) return true
  return level === undefined && (by !== 'level' || key === undefined)
}
