import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { type DocumentId, type IntegrityProblem, problemSentence } from '#contract'
import { bindCertificate } from '#core/people/certificates'
import { checkIntegrity } from '#core/register/integrity-check'
import { submit } from '#core/register/outgoing'
import { callerFor, officeForTest, type TestCore } from '#test/support/core'
import { PEOPLE } from '#test/support/core-data'
import { documentIn } from '#test/support/office-client'
import { testLeaf } from '#test/support/pki'

async function problemsOf({ office }: TestCore): Promise<Record<string, IntegrityProblem[]>> {
  const problems: Record<string, IntegrityProblem[]> = {}
  for await (const event of checkIntegrity(office)) {
    if (event.problems.length > 0) problems[event.step] = [...(problems[event.step] ?? []), ...event.problems]
  }
  return problems
}

/** An office with a submitted and two issued documents. */
async function filledOffice() {
  const core = await officeForTest()
  const id = await documentIn(core, 'draft')
  await submit(core.office, await callerFor(core, 'staff'), id)
  const issued = { issuedDate: '2026-06-30', leaderSigned: true, agencySigned: true, evidence: 'declared' as const }
  await documentIn(core, 'issued', issued)
  await documentIn(core, 'issued', { ...issued, leaderSigned: false })
  await withParts(core, id)
  return { core, id }
}

/** A certificate of one person; the document signed by and assigned to the same one; appendices, one signed, one taken. */
async function withParts(core: TestCore, id: DocumentId) {
  const staff = await callerFor(core, 'staff')
  const der = Buffer.from((await testLeaf('leader')).certificate).toString('base64')
  const { facts } = await bindCertificate(core.office, staff, { der, kind: 'personal', personId: staff.personId })
  const [revision] = await core.office.store.documents.revisions(id)
  if (!revision) throw new Error('the draft has no file')
  await core.office.store.transaction(async ({ documents }) => {
    const signed = {
      role: 'leader' as const,
      field: 'Signature1',
      signedAt: null,
      indication: 'INDETERMINATE' as const,
    }
    const who = { personId: staff.personId, certificateSha256: facts.sha256 }
    await documents.addSignature(id, { ...signed, ...who, revision: revision.sha256, at: revision.at })
    const appendix = { sha256: revision.sha256, size: revision.size, at: new Date(revision.at) }
    for (const name of ['phu-luc-1.pdf', 'phu-luc-2.pdf', 'nham.pdf'])
      await documents.addAppendix(id, { ...appendix, name })
    await documents.signAppendix(id, { ...appendix, number: 2, expected: revision.sha256, size: 7 })
    await documents.removeAppendix(id, { number: 3, at: appendix.at })
    await documents.assign(id, { handlerId: staff.personId, cooperatorIds: [], at: new Date(revision.at) })
  })
}

/** What somebody with the file in hand could do. */
function tamper({ folder }: TestCore, ...statements: string[]): void {
  const raw = new Database(join(folder, 'register.sqlite'))
  raw.pragma('foreign_keys = off')
  for (const statement of statements) raw.exec(statement)
  raw.close()
}

const DROP = ['drop trigger event_kept_as_written', 'drop trigger event_kept']

describe('the integrity check', () => {
  test('finds nothing in a register that was only used', async () => {
    const { core } = await filledOffice()
    expect(await problemsOf(core)).toEqual({})
  })

  test('ends with the instant at which it was done', async () => {
    const { core } = await filledOffice()
    const events = []
    for await (const event of checkIntegrity(core.office)) events.push(event)
    expect(events.at(-1)).toMatchObject({ step: 'finished', finishedAt: '2026-07-01T02:00:00.000Z' })
    expect(new Set(events.map(({ step }) => step))).toEqual(
      new Set(['numbers', 'events', 'search', 'rates', 'files', 'finished']),
    )
  })

  test('no event can be changed or deleted through the register itself', async () => {
    const { core } = await filledOffice()
    expect(() => {
      tamper(core, "update event set reason = 'x' where seq = 1")
    }).toThrow('events are never changed')
    expect(() => {
      tamper(core, 'delete from event where seq = 1')
    }).toThrow('events are never deleted')
  })

  test.each([
    ['an event was changed', 'events', [...DROP, "update event set reason = 'khác' where seq = 2"]],
    [
      'the time of an event was changed',
      'events',
      [...DROP, "update event set at = '2026-07-01T03:00:00.000Z' where seq = 2"],
    ],
    ['an event was cut out', 'events', [...DROP, 'delete from event where seq = 2']],
    ['a document was changed beside its events', 'events', ["update document set subject = 'khác' where seq = 1"]],
    ['a signature was claimed', 'events', ['update document set leader_signed = 1 where leader_signed = 0']],
    ['a document was deleted', 'events', ["delete from document where state = 'submitted'"]],
    ['a person got another right', 'events', ["update person set roles = ',admin,staff,' where roles = ',staff,'"]],
    [
      'a person was added',
      'events',
      [
        "insert into person select 'x', agency_id, name, position, roles, active, folded, sort_name, null from person limit 1",
      ],
    ],
    ['an agency was renamed', 'events', ["update agency set name = 'khác' where ordinal = 0"]],
    ['a revision was exchanged', 'events', [`update revision set sha256 = '${'ab'.repeat(32)}'`]],
    ['a revision was deleted', 'events', ['delete from revision']],
    ['a certificate went to somebody else', 'events', [`update certificate set person_id = '${PEOPLE.clerk.id}'`]],
    ['a signature was improved', 'events', ["update signature set indication = 'TOTAL-PASSED'"]],
    [
      'a signature was added',
      'events',
      [
        "insert into signature select document_id, revision, role, person_id, certificate_sha256, 'x', signed_at, indication, at from signature",
      ],
    ],
    ['a signature was deleted', 'events', ['delete from signature']],
    ['a handler was exchanged', 'events', [`update assignment set person_id = '${PEOPLE.clerk.id}'`]],
    ['an appendix was called signed', 'events', ['update appendix set signed = 1 where number = 1']],
    [
      'the file of an appendix was exchanged',
      'events',
      [`update appendix set sha256 = '${'ab'.repeat(32)}' where number = 2`],
    ],
    ['an appendix was deleted', 'events', ['delete from appendix where number = 1']],
    [
      'an appendix that was taken came back',
      'events',
      ["insert into appendix select document_id, 3, 'nham.pdf', sha256, size, 0 from appendix where number = 1"],
    ],
    ['a number was left out', 'numbers', ['update book set next_number = 5']],
    ['figures were improved', 'rates', ['update rate_day set full = full + 1']],
    ['a document fell out of the search index', 'search', ['delete from search where rowid = 1']],
  ])('tells that %s', async (_what, step, statements) => {
    const { core } = await filledOffice()
    tamper(core, ...statements)
    const problems = await problemsOf(core)
    expect(Object.keys(problems)).toContain(step)
    for (const problem of problems[step] ?? []) {
      expect(problemSentence(problem, 'vi')).toMatch(/^[^{}…]+$/)
      expect(problemSentence(problem, 'en')).not.toBe(problemSentence(problem, 'vi'))
    }
  })

  test('tells files that are changed, missing or nobody’s', async () => {
    const { core, id } = await filledOffice()
    const [revision] = await core.office.store.documents.revisions(id)
    const sha256 = revision?.sha256 ?? ''
    const path = join(core.folder, 'files', sha256.slice(0, 2), sha256)

    await writeFile(path, 'something else')
    expect((await problemsOf(core))['files']).toEqual([{ code: 'file-changed', details: { sha256 } }])
    await rm(path)
    expect((await problemsOf(core))['files']).toEqual([{ code: 'file-missing', details: { sha256 } }])
    const orphan = 'ab'.repeat(32)
    await writeFile(join(core.folder, 'files', sha256.slice(0, 2), orphan), 'x')
    expect((await problemsOf(core))['files']).toContainEqual({ code: 'file-unclaimed', details: { sha256: orphan } })
  })

  test('a person who may not administer may not run it', async () => {
    const { core } = await filledOffice()
    const { checkIntegrityAs } = await import('#core/register/integrity-check')
    const clerk = await callerFor(core, 'clerk')
    expect(() => checkIntegrityAs(core.office, clerk)).toThrow('forbidden')
    expect(PEOPLE.clerk.roles).not.toContain('admin')
  })
})
