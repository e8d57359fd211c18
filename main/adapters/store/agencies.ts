import type { Agency, AgencyId } from '#contract'
import type { AgencyStore } from '#core/register/store'
import type { Db } from './database.ts'
import type { AgencyRow } from './schema.ts'

export const toAgency = (row: AgencyRow): Agency =>
  ({
    id: row.id,
    parentId: row.parent_id,
    name: row.name,
    organId: row.organ_id,
    symbol: row.symbol,
    level: row.level,
    place: row.place,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }) as Agency

export const toAgencyRow = (agency: Agency, ordinal: number): AgencyRow => ({
  id: agency.id,
  parent_id: agency.parentId,
  name: agency.name,
  organ_id: agency.organId,
  symbol: agency.symbol,
  level: agency.level,
  place: agency.place,
  valid_from: agency.validFrom,
  valid_to: agency.validTo,
  ordinal,
})

export function agencyStore(db: Db): AgencyStore {
  const count = async () => {
    const row = await db
      .selectFrom('agency')
      .select((build) => build.fn.countAll<number>().as('count'))
      .executeTakeFirst()
    return row?.count ?? 0
  }
  return {
    count,
    get: async (id) => {
      const row = await db.selectFrom('agency').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toAgency(row)
    },
    inScope: async (agencyId) => {
      const under = db.selectFrom('agency_scope').select('agency_id').where('ancestor_id', '=', agencyId)
      const rows = await db.selectFrom('agency').selectAll().where('id', 'in', under).orderBy('ordinal').execute()
      return rows.map(toAgency)
    },
    isUnder: async (agencyId: AgencyId, ancestorId: AgencyId) => {
      const query = db.selectFrom('agency_scope').select('agency_id')
      const row = await query.where('ancestor_id', '=', ancestorId).where('agency_id', '=', agencyId).executeTakeFirst()
      return row !== undefined
    },
    insert: async (agency) => {
      await db
        .insertInto('agency')
        .values(toAgencyRow(agency, await count()))
        .execute()
      await db.insertInto('agency_scope').values({ ancestor_id: agency.id, agency_id: agency.id }).execute()
      if (agency.parentId === null) return
      const above = db.selectFrom('agency_scope').where('agency_id', '=', agency.parentId)
      await db
        .insertInto('agency_scope')
        .columns(['ancestor_id', 'agency_id'])
        .expression(above.select(['ancestor_id', (build) => build.val<string>(agency.id).as('agency_id')]))
        .execute()
    },
  }
}
