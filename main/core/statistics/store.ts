import type { RateQuery } from '#contract'
import type { Caller } from '#core/people/caller'
import type { RateCounts } from './rate.ts'

export type RateGroup = RateCounts & { key: string; name: string }

export type RateStore = {
  /**
   * Counts of a period by group, limited to what the caller may see. Agency, month and level come from the daily
   * rollup, so their cost does not grow with the number of documents; type and signer come from the documents.
   */
  groups: (caller: Caller, query: RateQuery) => Promise<RateGroup[]>
}
