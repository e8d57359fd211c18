import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '#core/people/caller'
import type {
  CertificateCounts,
  CertificateQuery,
  CertificateRecord,
  CertificateStore,
  NamedCertificate,
} from '#core/people/store'
import { fold, foldedWords } from '#core/register/fold'
import { readCursor, writeCursor } from './cursor.ts'
import type { Db } from './database.ts'
import { containing } from './people.ts'
import type { CertificateRow } from './schema.ts'
import { inScope } from './visibility.ts'

const toRecord = (row: CertificateRow): CertificateRecord =>
  ({
    id: row.id,
    kind: row.kind,
    personId: row.person_id,
    agencyId: row.agency_id,
    der: row.der,
    facts: {
      subject: row.subject,
      issuer: row.issuer,
      organisation: row.organisation,
      serialNumber: row.serial_number,
      notBefore: row.not_before,
      notAfter: row.not_after,
      sha256: row.sha256,
      keyAlgorithm: row.key_algorithm,
    },
  }) as CertificateRecord

export const toCertificateRow = ({ facts, ...certificate }: CertificateRecord): CertificateRow => ({
  id: certificate.id,
  kind: certificate.kind,
  person_id: certificate.personId,
  agency_id: certificate.agencyId,
  der: certificate.der,
  sha256: facts.sha256,
  subject: facts.subject,
  issuer: facts.issuer,
  organisation: facts.organisation,
  serial_number: facts.serialNumber,
  not_before: facts.notBefore,
  not_after: facts.notAfter,
  key_algorithm: facts.keyAlgorithm,
  folded: fold(`${facts.subject} ${facts.organisation} ${facts.serialNumber}`),
})

const named = (db: Db) =>
  db
    .selectFrom('certificate')
    .innerJoin('agency', 'agency.id', 'certificate.agency_id')
    .leftJoin('person', 'person.id', 'certificate.person_id')
    .selectAll('certificate')
    .select(['agency.name as agencyName', sql<string>`coalesce(person.name, agency.name)`.as('ownerName')])

type NamedRow = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number]
const toNamed = ({ agencyName, ownerName, ...row }: NamedRow): NamedCertificate => ({
  ...toRecord(row),
  agencyName,
  ownerName,
})

type Limits = { now: string; soon: string }

function statusIs(status: NonNullable<CertificateQuery['status']>, { now, soon }: Limits): RawBuilder<boolean> {
  switch (status) {
    case 'not-yet-valid':
      return sql<boolean>`certificate.not_before > ${now}`
    case 'expired':
      return sql<boolean>`certificate.not_after <= ${now}`
    case 'expiring':
      return sql<boolean>`(certificate.not_before <= ${now} and certificate.not_after > ${now} and certificate.not_after <= ${soon})`
    case 'valid':
      return sql<boolean>`(certificate.not_before <= ${now} and certificate.not_after > ${soon})`
  }
}

function conditionsOf(caller: Caller, query: CertificateQuery, limits: Limits): RawBuilder<boolean> {
  const words = foldedWords(query.q ?? '').map(
    (word) =>
      sql<boolean>`(certificate.folded like ${containing(word)} escape '\\' or person.folded like ${containing(word)} escape '\\')`,
  )
  const conditions = [
    inScope('certificate.agency_id', caller),
    ...(query.status ? [statusIs(query.status, limits)] : []),
    ...(query.kind ? [sql<boolean>`certificate.kind = ${query.kind}`] : []),
    ...(query.agencyId ? [sql<boolean>`certificate.agency_id = ${query.agencyId}`] : []),
    ...words,
  ]
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

export function certificateStore(db: Db): CertificateStore {
  return {
    bySha256: async (sha256) => {
      const row = await db.selectFrom('certificate').selectAll().where('sha256', '=', sha256).executeTakeFirst()
      return row && toRecord(row)
    },
    insert: async (certificate) => {
      await db.insertInto('certificate').values(toCertificateRow(certificate)).execute()
    },
    named: async (id) => {
      const row = await named(db).where('certificate.id', '=', id).executeTakeFirst()
      return row && toNamed(row)
    },
    list: (caller, query, limits) => listCertificates(db, caller, { query, limits }),
    counts: (caller, limits) => countCertificates(db, caller, limits),
  }
}

async function listCertificates(db: Db, caller: Caller, asked: { query: CertificateQuery; limits: Limits }) {
  const { query, limits } = asked
  const all = conditionsOf(caller, query, limits)
  const after = readCursor(query.cursor)
  const rows = await named(db)
    .where(all)
    .$if(after !== undefined, (select) =>
      select.where(sql<boolean>`(certificate.not_after, certificate.id) > (${sql.join(after ?? [])})`),
    )
    .orderBy('certificate.not_after')
    .orderBy('certificate.id')
    .limit(query.limit + 1)
    .execute()
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const counted = await db
    .selectFrom('certificate')
    .leftJoin('person', 'person.id', 'certificate.person_id')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where(all)
    .executeTakeFirst()
  return {
    rows: page.map(toNamed),
    nextCursor: rows.length > query.limit && last ? writeCursor([last.not_after, last.id]) : null,
    total: counted?.total ?? 0,
  }
}

async function countCertificates(db: Db, caller: Caller, limits: Limits): Promise<CertificateCounts> {
  const among = (condition: RawBuilder<boolean>) =>
    sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`
  const row = await db
    .selectFrom('certificate')
    .select([
      among(sql<boolean>`certificate.kind = 'personal'`).as('personal'),
      among(sql<boolean>`certificate.kind = 'agency'`).as('agency'),
      among(statusIs('expiring', limits)).as('expiring'),
      among(statusIs('expired', limits)).as('expired'),
    ])
    .where(inScope('certificate.agency_id', caller))
    .executeTakeFirstOrThrow()
  return row
}
