import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { type IntegrityProblem, problemSentence } from '#contract'
import { checkIntegrity } from '#core/register/integrity-check'
import { submit } from '#core/register/outgoing'
import { callerFor, officeForTest, type TestCore } from '#test/support/core'
import { PEOPLE } from '#test/support/core-data'
import { documentIn } from '#test/support/office-client'

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
  return { core, id }
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
