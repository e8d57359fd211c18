import { type RawBuilder, sql } from 'kysely'
import type { Person } from '#contract'
import type { Caller } from '#core/people/caller'
import type { PeopleQuery, PeopleStore } from '#core/people/store'
import { fold, foldedWords } from '#core/register/fold'
import { readCursor, writeCursor } from './cursor.ts'
import type { Db } from './database.ts'
import type { PersonRow } from './schema.ts'
import { inScope } from './visibility.ts'

type SavedPerson = Omit<Person, 'agencyName' | 'hasPassword'>

/** Vietnamese names are ordered by the given name, which stands last. */
function sortName(name: string): string {
  const words = foldedWords(name)
  return [words.at(-1) ?? '', ...words.slice(0, -1)].join(' ')
}

export const toPersonRow = (person: SavedPerson): Omit<PersonRow, 'password_hash'> => ({
  id: person.id,
  agency_id: person.agencyId,
  name: person.name,
  position: person.position,
  roles: `,${person.roles.join(',')},`,
  active: person.active ? 1 : 0,
  folded: fold(`${person.name} ${person.position}`),
  sort_name: sortName(person.name),
})

const named = (db: Db) =>
  db
    .selectFrom('person')
    .innerJoin('agency', 'agency.id', 'person.agency_id')
    .select([
      'person.id',
      'person.agency_id as agencyId',
      'agency.name as agencyName',
      'person.name',
      'person.position',
      'person.roles',
      'person.active',
      'person.sort_name as sortName',
      sql<number>`person.password_hash is not null`.as('hasPassword'),
    ])

type NamedPerson = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number]

const toPerson = ({ sortName: _sortName, roles, active, hasPassword, ...row }: NamedPerson): Person =>
  ({
    ...row,
    roles: roles.split(',').filter(Boolean),
    active: active === 1,
    hasPassword: hasPassword === 1,
  }) as Person

/** `like` pattern of a folded word anywhere in the text; `%`, `_` and `\` stand for themselves. */
export const containing = (word: string): string => `%${word.replace(/[%_\\]/g, '\\$&')}%`

function conditionsOf(caller: Caller | null, query: PeopleQuery): RawBuilder<boolean>[] {
  const words = foldedWords(query.q ?? '')
  return [
    sql<boolean>`1 = 1`,
    ...(caller ? [inScope('person.agency_id', caller)] : []),
    ...(query.id ? [sql<boolean>`person.id = ${query.id}`] : []),
    ...(query.activeOnly ? [sql<boolean>`person.active = 1`] : []),
    ...(query.role ? [sql<boolean>`person.roles like ${`%,${query.role},%`}`] : []),
    ...(query.agencyId ? [sql<boolean>`person.agency_id = ${query.agencyId}`] : []),
    ...words.map((word) => sql<boolean>`person.folded like ${containing(word)} escape '\\'`),
  ]
}

export function peopleStore(db: Db): PeopleStore {
  return {
    get: async (id) => {
      const row = await named(db).where('person.id', '=', id).executeTakeFirst()
      return row && toPerson(row)
    },
    list: (caller, query) => listPeople(db, caller, query),
    save: async (person) => {
      const row = toPersonRow(person)
      await db
        .insertInto('person')
        .values({ ...row, password_hash: null })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute()
    },
    passwordHash: async (id) => {
      const row = await db.selectFrom('person').select('password_hash').where('id', '=', id).executeTakeFirst()
      return row?.password_hash
    },
    setPasswordHash: async (id, hash) => {
      await db.updateTable('person').set({ password_hash: hash }).where('id', '=', id).execute()
    },
    otherAdmins: async (id) => {
      const row = await db
        .selectFrom('person')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('id', '!=', id)
        .where('active', '=', 1)
        .where('roles', 'like', '%,admin,%')
        .executeTakeFirst()
      return row?.count ?? 0
    },
    isAlone: async (agencyId) => {
      const query = db.selectFrom('agency_scope').select('agency_id').where('ancestor_id', '=', agencyId).limit(2)
      return (await query.execute()).length < 2
    },
  }
}

async function listPeople(db: Db, caller: Caller | null, query: PeopleQuery) {
  const all = sql<boolean>`${sql.join(conditionsOf(caller, query), sql` and `)}`
  const after = readCursor(query.cursor)
  const rows = await named(db)
    .where(all)
    .$if(after !== undefined, (select) =>
      select.where(sql<boolean>`(person.sort_name, person.id) > (${sql.join(after ?? [])})`),
    )
    .orderBy('person.sort_name')
    .orderBy('person.id')
    .limit(query.limit + 1)
    .execute()
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const counted = await db
    .selectFrom('person')
    .innerJoin('agency', 'agency.id', 'person.agency_id')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where(all)
    .executeTakeFirst()
  return {
    rows: page.map(toPerson),
    nextCursor: rows.length > query.limit && last ? writeCursor([last.sortName, last.id]) : null,
    total: counted?.total ?? 0,
  }
}
