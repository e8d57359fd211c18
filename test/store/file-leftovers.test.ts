import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkIntegrity } from '#core/register/integrity-check'
import { createOutgoing, deleteDraft, replaceFile } from '#core/register/outgoing'
import { callerFor, officeForTest, stagedPdf, type TestCore } from '#test/support/core'
import { outgoingFields } from '#test/support/core-data'
import { documentIn } from '#test/support/office-client'

async function problemsOf({ office }: TestCore) {
  const problems = []
  for await (const event of checkIntegrity(office)) problems.push(...event.problems)
  return problems
}

async function keptFiles({ folder }: TestCore): Promise<string[]> {
  const names = await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true })
  return names.filter((entry) => entry.isFile()).map(({ name }) => name)
}

describe('files that no document has', () => {
  test('a deleted draft takes its files with it, but not those that another document has', async () => {
    const core = await officeForTest()
    const { office } = core
    const staff = await callerFor(core, 'staff')
    const shared = await stagedPdf(core)
    const one = await createOutgoing(office, staff, { ...outgoingFields(), sha256: shared, fileName: 'a.pdf' })
    await createOutgoing(office, staff, { ...outgoingFields(), sha256: shared, fileName: 'b.pdf' })
    await replaceFile(office, staff, { id: one.id, sha256: await stagedPdf(core) })
    expect(await keptFiles(core)).toHaveLength(2)

    await deleteDraft(office, staff, one.id)
    expect(await keptFiles(core)).toEqual([shared])
    expect(await problemsOf(core)).toEqual([])
  })

  test.each(['otherStaff', 'staff'] as const)('a file refused to "%s" is not kept', async (name) => {
    const core = await officeForTest()
    const id = await documentIn(core, name === 'staff' ? 'submitted' : 'draft')
    const before = await keptFiles(core)
    const refused = replaceFile(core.office, await callerFor(core, name), { id, sha256: await stagedPdf(core) })

    await expect(refused).rejects.toMatchObject({ code: name === 'staff' ? 'wrong-state' : 'not-found' })
    expect(await keptFiles(core)).toEqual(before)
    expect(await problemsOf(core)).toEqual([])
  })
})
