import { z } from 'zod'
import { AgencyId, CivilDate } from './basics.ts'
import { DocumentType } from './document.ts'
import { AgencyLevel } from './people.ts'

export const RateGrouping = z.enum(['agency', 'month', 'type', 'signer', 'level'])
export type RateGrouping = z.infer<typeof RateGrouping>

/**
 * Counts of outgoing documents issued in a period, each counted once.
 * `due` = issued - excluded; `full` = a leader's and the agency's signature both pass (NĐ 30/2020, Điều 5.1);
 * `verified` and `declared` split `full` by evidence.
 */
export const RateRow = z.object({
  key: z.string(),
  name: z.string(),
  issued: z.int(),
  excluded: z.int(),
  due: z.int(),
  leader: z.int(),
  agency: z.int(),
  full: z.int(),
  verified: z.int(),
  declared: z.int(),
  /** full / due in percent, two decimals; null where nothing was due. */
  rate: z.number().nullable(),
})
export type RateRow = z.infer<typeof RateRow>

export const RateTable = z.object({ from: CivilDate, to: CivilDate, rows: z.array(RateRow), total: RateRow })
export type RateTable = z.infer<typeof RateTable>

export const RateQuery = z.object({
  from: CivilDate,
  to: CivilDate,
  by: RateGrouping.default('agency'),
  agencyId: AgencyId.optional(),
  level: AgencyLevel.optional(),
  type: DocumentType.optional(),
})
export type RateQuery = z.infer<typeof RateQuery>
