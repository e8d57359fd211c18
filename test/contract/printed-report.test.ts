import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Sha256 } from '#contract'
import { aPdf } from '#test/support/core'
import { PEOPLE, type PersonName } from '#test/support/core-data'
import { type Browser, enterDoor, openDoor, runtimeForTest, type TestRuntime } from '#test/support/doors'
import { documentIn } from '#test/support/office-client'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'

async function browserOf(core: TestRuntime, name: PersonName): Promise<Browser> {
  const browser = await enterDoor(await openDoor(core))
  await browser.client.office.session.open({ personId: PEOPLE[name].id })
  return browser
}

const textOf = async (answer: Response): Promise<string> =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'report.pdf'), await answer.bytes())
    return (await judge('pdftotext', ['-raw', join(folder, 'report.pdf'), '-'])).output.replace(/\s+/g, ' ')
  })

test('the printed report of an upload names who asked and their office, and is theirs alone', async () => {
  const core = await runtimeForTest('office')
  const asker = await browserOf(core, 'clerk')
  const uploaded = await asker.fetch('/files', {
    method: 'POST',
    headers: { 'content-type': 'application/pdf' },
    body: new Uint8Array(aPdf()),
  })
  const { sha256 } = (await uploaded.json()) as { sha256: Sha256 }
  const wanted = { sha256, fileName: 'Công văn 12/UBND.pdf', language: 'vi' } as const

  const printed = await asker.client.office.verify.print(wanted)
  expect(printed.fileName).toBe('Kết quả kiểm tra – Công văn 12_UBND.pdf')
  const answer = await asker.fetch(`/files/${printed.sha256}`)
  expect([answer.status, answer.headers.get('content-length')]).toEqual([200, String(printed.size)])
  const text = await textOf(answer)
  expect(text).toContain(`Người kiểm tra ${PEOPLE.clerk.name}`)
  expect(text).toContain('Cơ quan UBND tỉnh')
  expect(text).toContain(sha256)
  expect(text).toContain('Không có chữ ký')

  const other = await browserOf(core, 'staff')
  expect((await other.fetch(`/files/${printed.sha256}`)).status).toBe(404)
  await expect(other.client.office.verify.print(wanted)).rejects.toMatchObject({ code: 'file-missing' })
})

test('the report on a document is printed for whoever may see it, and for nobody else', async () => {
  const core = await runtimeForTest('office')
  const { sha256 } = (await core.office.store.documents.get(await documentIn(core, 'draft'))) ?? {}
  if (!sha256) throw new Error('no file')
  const wanted = { sha256, fileName: 'Dự thảo.pdf', language: 'en' } as const
  const owner = await browserOf(core, 'staff')
  const printed = await owner.client.office.verify.print(wanted)
  expect(await textOf(await owner.fetch(`/files/${printed.sha256}`))).toContain('Page 1 of 1')
  const stranger = await browserOf(core, 'stranger')
  await expect(stranger.client.office.verify.print(wanted)).rejects.toMatchObject({ code: 'file-missing' })
})
