import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addAppendix } from '#core/register/appendices'
import { createOutgoing, replaceFile } from '#core/register/outgoing'
import type { Confirmed } from '#core/signing/batch'
import { inspectBeforeSigning } from '#core/signing/inspect-before'
import { richFile, SIGNATURE_PLACE, signedBy } from '#test/support/attacks/rich-document'
import { once } from '#test/support/attacks/variant'
import { aPdf, callerFor, officeForTest, stagedPdf, type TestCore } from '#test/support/core'
import { outgoingFields } from '#test/support/core-data'
import { documentIn } from '#test/support/office-client'

/** Certified so that nothing may follow, not even a signature. ISO 32000-1:2008, Table 254, P 1. */
const closed = once(() => signedBy(richFile(), { place: SIGNATURE_PLACE, certify: 1 }))
const open = once(() => signedBy(richFile(), { place: SIGNATURE_PLACE, certify: 2 }))
const REFUSED = { code: 'signing-forbidden-by-document' }

async function inspected(core: TestCore, confirmed: Pick<Confirmed, 'expected' | 'role'>, appendix?: Uint8Array) {
  const appendices = appendix ? [{ sha256: await stagedPdf(core, appendix) }] : []
  const ports = {
    files: core.office.files,
    requireMaySign: () => Promise.resolve(),
    openAppendices: () => Promise.resolve(appendices),
  }
  return inspectBeforeSigning(ports, { id: 'd' as never, ...confirmed })
}

describe('a file that nobody may sign any more', () => {
  test('becomes no draft, replaces no draft’s file and no appendix; nothing of it stays', async () => {
    const core = await officeForTest()
    const { office, folder } = core
    const staff = await callerFor(core, 'staff')
    const id = await documentIn(core, 'draft')
    const staged = () => closed().then((bytes) => stagedPdf(core, bytes))
    const made = createOutgoing(office, staff, { ...outgoingFields(), sha256: await staged(), fileName: 'a.pdf' })
    await expect(made).rejects.toMatchObject(REFUSED)
    await expect(replaceFile(office, staff, { id, sha256: await staged() })).rejects.toMatchObject(REFUSED)
    const appended = addAppendix(office, staff, { id, sha256: await staged(), fileName: 'b.pdf' })
    await expect(appended).rejects.toMatchObject(REFUSED)
    const kept = await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true })
    expect(kept.filter((entry) => entry.isFile())).toHaveLength(1)
  })

  test('is taken where its certifying signature lets others sign', async () => {
    const core = await officeForTest()
    const sha256 = await stagedPdf(core, await open())
    const staff = await callerFor(core, 'staff')
    const made = await createOutgoing(core.office, staff, { ...outgoingFields(), sha256, fileName: 'a.pdf' })
    expect(made).toMatchObject({ state: 'draft', sha256 })
  })

  test('is refused before a key is asked for, as document and as appendix that the agency signs with it', async () => {
    const core = await officeForTest()
    const certified = await stagedPdf(core, await closed())
    await expect(inspected(core, { expected: certified, role: 'leader' })).rejects.toMatchObject(REFUSED)
    const plain = await stagedPdf(core, aPdf())
    const withAppendix = inspected(core, { expected: plain, role: 'agency' }, await closed())
    await expect(withAppendix).rejects.toMatchObject(REFUSED)
    expect(await inspected(core, { expected: plain, role: 'agency' }, aPdf())).toEqual([])
    // Leaders sign no appendices.
    expect(await inspected(core, { expected: plain, role: 'leader' }, await closed())).toEqual([])
  })
})
