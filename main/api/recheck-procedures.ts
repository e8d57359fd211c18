import { requireCaller as who } from '#core/people/caller'
import { markReviewed, recheckAll, recheckOne, recheckSummary } from '#core/register/recheck'
import { os } from './context.ts'

const { rechecks } = os.office

/** Checking the register's signatures again. */
export const recheckProcedures = {
  summary: rechecks.summary.handler(({ context: { ports, caller } }) => recheckSummary(ports, who(caller))),
  one: rechecks.one.handler(({ input, context: { ports, caller } }) => recheckOne(ports, who(caller), input.id)),
  all: rechecks.all.handler(({ context: { ports, caller }, signal }) => recheckAll(ports, who(caller), signal)),
  reviewed: rechecks.reviewed.handler(({ input, context: { ports, caller } }) =>
    markReviewed(ports, who(caller), input),
  ),
}
