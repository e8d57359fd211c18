import { existsSync } from 'node:fs'
import { open, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { type IntegrityProblem, isNote } from '#contract'
import { checkIntegrity } from '#core/register/integrity-check'
import { createOutgoing } from '#core/register/outgoing'
import { type Disk, folderFileStore } from '#main/adapters/files/folder-store'
import { openDatabase } from '#main/adapters/store/database'
import { openOfficeStore, storeOn } from '#main/adapters/store/office-store'
import { callerFor, coreForTest, officeForTest, stagedPdf, stoppedClock, temporaryFolder } from '#test/support/core'
import { outgoingFields, PEOPLE } from '#test/support/core-data'
import { documentIn } from '#test/support/office-client'
import { endOf, firstMessage, startProcess } from '#test/support/other-process'

const clock = stoppedClock('2026-07-01T02:00:00.000Z')

describe('a workspace', () => {
  test('belongs to one running app; the second is told which process has it', async () => {
    const { folder } = await coreForTest()
    expect(() => openOfficeStore(folder, clock)).toThrow(
      expect.objectContaining({ code: 'workspace-in-use', details: { pid: process.pid } }),
    )
  })

  test('is free again after its process was killed', async () => {
    const core = await officeForTest()
    await core.office.store.close()
    const child = startProcess('./writing-process.ts', [core.folder])
    await firstMessage(child)
    expect(() => openOfficeStore(core.folder, clock)).toThrow(
      expect.objectContaining({ code: 'workspace-in-use', details: { pid: child.pid } }),
    )
    child.kill('SIGKILL')
    await endOf(child)

    const store = openOfficeStore(core.folder, clock)
    expect(await store.agencies.count()).toBe(3)
    await store.close()
  })

  test('that a newer version wrote is not opened', async () => {
    const folder = await temporaryFolder()
    await openOfficeStore(folder, clock).close()
    const raw = new Database(join(folder, 'register.sqlite'))
    raw.exec("insert into migration (version, name, at) values (999, 'later', '')")
    raw.close()

    expect(() => openOfficeStore(folder, clock)).toThrow(expect.objectContaining({ code: 'workspace-newer' }))
    expect(() => openOfficeStore(folder, clock)).toThrow(expect.objectContaining({ code: 'workspace-newer' }))
  })

  test('survives kill -9 at any moment with every acknowledged document and no broken rule', async () => {
    const core = await officeForTest()
    const acknowledged = new Set<string>()
    await core.office.store.close()
    for (let round = 0; round < 4; round += 1) {
      const child = startProcess('./writing-process.ts', [core.folder])
      child.on('message', (id: string) => acknowledged.add(id))
      await firstMessage(child)
      await new Promise((resolve) => setTimeout(resolve, 40 + 37 * round))
      child.kill('SIGKILL')
      await endOf(child)
    }

    const again = await coreForTest({ folder: core.folder })
    const problems: IntegrityProblem[] = []
    for await (const event of checkIntegrity(again.office)) problems.push(...event.problems)
    // A file that was kept when the process died may be nobody's; no row may be without its file.
    expect(problems.filter((problem) => !isNote(problem))).toEqual([])
    expect(acknowledged.size).toBeGreaterThan(4)
    for (const id of acknowledged) {
      expect((await again.office.store.documents.get(id as never))?.state).toBe('numbered')
    }
  })
})

const codeOf = (error: unknown) => (error as { code?: string }).code ?? String(error)

/** A disk that has room for so many bytes. */
function fullAfter(bytes: number): Disk {
  let left = bytes
  const full = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  return {
    rename,
    open: async (...given: Parameters<typeof open>) => {
      const file = await open(...given)
      const write = file.write.bind(file) as (...parts: unknown[]) => Promise<{ bytesWritten: number }>
      const limited = async (chunk: Uint8Array, offset: number, length: number) => {
        const fits = Math.min(length, left)
        if (fits === 0) throw full()
        left -= fits
        return write(chunk, offset, fits)
      }
      return Object.assign(file, { write: limited })
    },
  }
}

describe('a full disk', () => {
  test('refuses the upload, and nothing of it stays', async () => {
    const folder = await temporaryFolder()
    const files = await folderFileStore(folder, fullAfter(100_000))
    async function* large() {
      for (let part = 0; part < 5; part += 1) yield await Promise.resolve(new Uint8Array(30_000))
    }

    await expect(files.stage(large())).rejects.toMatchObject({ code: 'disk-full' })
    expect(await readdir(join(folder, 'staging'))).toEqual([])
  })

  test('while the register grows is told as such, and the register stays as it was', async () => {
    const core = await officeForTest()
    const staff = await callerFor(core, 'staff')
    await documentIn(core, 'draft')
    await core.office.store.close()
    const database = openDatabase(join(core.folder, 'register.sqlite'), clock.now())
    const pages = database.raw.pragma('page_count', { simple: true }) as number
    database.raw.pragma(`max_page_count = ${String(pages + 10)}`)
    const again = await coreForTest({ folder: core.folder, store: storeOn(database) })

    const outcomes: string[] = []
    for (let made = 0; made < 40; made += 1) {
      const sha256 = await stagedPdf(again)
      const fields = outgoingFields({ subject: 'Kế hoạch '.repeat(50) })
      const drafted = createOutgoing(again.office, staff, { ...fields, sha256, fileName: '' })
      outcomes.push(await drafted.then(() => 'made', codeOf))
    }

    expect(new Set(outcomes)).toEqual(new Set(['made', 'disk-full']))
    const problems: IntegrityProblem[] = []
    for await (const event of checkIntegrity(again.office)) problems.push(...event.problems)
    expect(problems.filter((problem) => !isNote(problem))).toEqual([])
  })
})

describe('what may not be stored', () => {
  test.each(['confidential', 'secret', 'top-secret'] as const)('%s: nothing of it stays', async (secrecy) => {
    const core = await officeForTest()
    const staff = await callerFor(core, 'staff')
    const sha256 = await stagedPdf(core)
    const input = { ...outgoingFields({ subject: 'Nội dung mật' }), secrecy, sha256, fileName: 'mat.pdf' }

    await expect(createOutgoing(core.office, staff, input)).rejects.toMatchObject({
      code: 'state-secret',
      details: { level: secrecy, clause: 'Luật 29/2018/QH14, Điều 5.5' },
    })

    expect(await readdir(join(core.folder, 'staging'))).toEqual([])
    expect(await readdir(join(core.folder, 'files'))).toEqual([])
    const list = await core.office.store.documents.list(staff, { view: 'all', limit: 10 }, '2026-07-01')
    expect(list.total).toBe(0)
    const raw = new Database(join(core.folder, 'register.sqlite'), { readonly: true })
    expect(raw.prepare('select count(*) as count from event where object_kind = ?').get('document')).toEqual({
      count: 0,
    })
    raw.close()
    expect(existsSync(join(core.folder, 'register.sqlite'))).toBe(true)
    expect(PEOPLE.staff.roles).toEqual(['staff'])
  })
})
