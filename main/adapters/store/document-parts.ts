import { sql } from 'kysely'
import type { DocumentId } from '#contract'
import type { SignatureFacts } from '#core/register/document'
import type { DocumentStore } from '#core/register/store'
import type { Db } from './database.ts'
import { vouchForPart } from './events.ts'

type Parts = Pick<DocumentStore, 'addRevision' | 'revisions' | 'addSignature' | 'signatures' | 'assign' | 'cooperators'>

/** What belongs to a document beside its row: revisions, signatures, and who works on it. */
export function documentParts(db: Db): Parts {
  return {
    addRevision: async (id, { sha256, size, at, cause }) => {
      const next = sql<number>`(select count(*) + 1 from revision where document_id = ${id})`
      const values = { document_id: id, ordinal: next, sha256, size, at, cause }
      const row = await db.insertInto('revision').values(values).returningAll().executeTakeFirstOrThrow()
      await vouchForPart(db, 'revision', { row, at: new Date(at) })
    },
    revisions: async (id) => {
      const rows = await db
        .selectFrom('revision')
        .select(['sha256', 'size', 'at', 'cause'])
        .where('document_id', '=', id)
        .orderBy('ordinal')
        .execute()
      return rows as Awaited<ReturnType<Parts['revisions']>>
    },
    addSignature: (id, facts) => addSignature(db, id, facts),
    signatures: (id) => signaturesOf(db, id),
    assign: (id, people) => assign(db, id, people),
    cooperators: async (id) => {
      const rows = await db
        .selectFrom('assignment')
        .innerJoin('person', 'person.id', 'assignment.person_id')
        .select('person.name')
        .where('assignment.document_id', '=', id)
        .where('assignment.kind', '=', 'cooperator')
        .orderBy('person.sort_name')
        .execute()
      return rows.map(({ name }) => name)
    },
  }
}

async function addSignature(db: Db, id: DocumentId, facts: SignatureFacts): Promise<void> {
  const row = await db
    .insertInto('signature')
    .values({
      document_id: id,
      revision: facts.revision,
      role: facts.role,
      person_id: facts.personId,
      certificate_sha256: facts.certificateSha256,
      field: facts.field,
      signed_at: facts.signedAt,
      indication: facts.indication,
      at: facts.at,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await vouchForPart(db, 'signature', { row, at: new Date(facts.at) })
}

async function signaturesOf(db: Db, id: DocumentId): Promise<SignatureFacts[]> {
  const rows = await db.selectFrom('signature').selectAll().where('document_id', '=', id).orderBy('at').execute()
  return rows.map(
    (row) =>
      ({
        revision: row.revision,
        role: row.role,
        personId: row.person_id,
        certificateSha256: row.certificate_sha256,
        field: row.field,
        signedAt: row.signed_at,
        indication: row.indication,
        at: row.at,
      }) as SignatureFacts,
  )
}

type Assigned = Parameters<Parts['assign']>[1]

async function assign(db: Db, id: DocumentId, { handlerId, cooperatorIds, at }: Assigned): Promise<void> {
  const others = new Set(cooperatorIds.filter((person) => person !== handlerId))
  const row = (kind: string) => (person: string) => ({
    document_id: id,
    person_id: person,
    kind,
    at: at.toISOString(),
  })
  const rows = [row('handler')(handlerId), ...[...others].map(row('cooperator'))]
  for (const values of rows) {
    const written = await db.insertInto('assignment').values(values).returningAll().executeTakeFirstOrThrow()
    await vouchForPart(db, 'assignment', { row: written, at })
  }
}
