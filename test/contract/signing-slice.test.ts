import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { BatchEvent, BatchInput, DocumentId, KeyId, Sha256 } from '#contract'
import { verifyPdf } from '#core/verification/verify-pdf'
import { aPdf } from '#test/support/core'
import { outgoingFields, PEOPLE, type PersonName } from '#test/support/core-data'
import { type Browser, type Client, enterDoor, openDoor, runtimeForTest } from '#test/support/doors'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'
import { TEST_PASSWORD, testAnchors, testPfx } from '#test/support/pki'

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

async function work(client: Client, name: PersonName): Promise<void> {
  await client.office.session.open({ personId: PEOPLE[name].id })
}

/** An office whose leader and agency have keys on this workstation, reached through the loopback door. */
async function officeWithKeys() {
  const core = await runtimeForTest('office', { verifyPdf })
  const browser = await enterDoor(await openDoor(core))
  const { client } = browser
  await work(client, 'admin')
  const [root = new Uint8Array()] = await testAnchors()
  const [found] = await client.office.trust.inspect({ data: base64(root) })
  await client.office.trust.add({ data: base64(root), confirmed: found ? [found.sha256] : [] })
  const importKey = async (name: 'leader' | 'agency' | 'expired') =>
    client.device.keys.importPkcs12({ label: name, data: base64(await testPfx(name)), password: TEST_PASSWORD })
  const leader = await importKey('leader')
  const agency = await importKey('agency')
  const record = async (
    id: KeyId,
    owner: { kind: 'personal' | 'agency'; personId: typeof PEOPLE.official.id | null },
  ) => client.office.certificates.record({ ...(await client.device.keys.certificate({ id })), ...owner })
  await record(leader.id, { kind: 'personal', personId: PEOPLE.official.id })
  await record(agency.id, { kind: 'agency', personId: null })
  return { core, browser, client, leader: leader.id, agency: agency.id, importKey }
}

async function upload(browser: Browser): Promise<Sha256> {
  const body = new Uint8Array(aPdf())
  const answer = await browser.fetch('/files', { method: 'POST', headers: { 'content-type': 'application/pdf' }, body })
  return ((await answer.json()) as { sha256: Sha256 }).sha256
}

async function submitted(
  { browser, client }: { browser: Browser; client: Client },
  count: number,
): Promise<DocumentId[]> {
  await work(client, 'staff')
  const ids: DocumentId[] = []
  for (let made = 0; made < count; made += 1) {
    const { id } = await client.office.outgoing.create({ ...outgoingFields(), sha256: await upload(browser) })
    await client.office.outgoing.submit({ id })
    ids.push(id)
  }
  return ids
}

async function sign(client: Client, input: Omit<BatchInput, 'documents'>, ids: DocumentId[]): Promise<BatchEvent[]> {
  const { documents } = await client.office.signing.prepare({ ids, role: input.role })
  const confirmed = documents.map(({ id, sha256 }) => ({ id, sha256 }))
  const events: BatchEvent[] = []
  for await (const event of await client.device.signing.batch({ ...input, documents: confirmed })) events.push(event)
  return events
}

describe('one document goes all the way, over HTTP', () => {
  test('draft, leader’s signature, number, agency’s signature, issued; pdfsig finds both valid', async () => {
    const office = await officeWithKeys()
    const { client, browser } = office
    const ids = await submitted(office, 1)

    await work(client, 'official')
    const byLeader = await sign(client, { role: 'leader', keyId: office.leader, secret: TEST_PASSWORD }, ids)
    expect(byLeader.at(-1)).toEqual({
      kind: 'finished',
      signed: 1,
      failed: 0,
      skipped: 0,
      cancelled: false,
      stoppedBy: null,
    })

    await work(client, 'admin')
    const book = await client.office.books.create({ direction: 'outgoing', name: 'Quyết định', year: 2026, types: [] })
    await work(client, 'clerk')
    const [id] = ids as [DocumentId]
    await client.office.outgoing.assignNumber({ id, bookId: book.id, issuedDate: '2026-07-01' })
    const byAgency = await sign(client, { role: 'agency', keyId: office.agency, secret: TEST_PASSWORD }, ids)
    expect(byAgency.at(-1)).toMatchObject({ signed: 1, failed: 0 })
    const issued = await client.office.outgoing.issue({ id })
    expect(issued).toMatchObject({ state: 'issued', leaderSigned: true, agencySigned: true, evidence: 'verified' })
    const { total } = await client.office.statistics.rates({ from: '2026-07-01', to: '2026-07-31' })
    expect(total).toMatchObject({ due: 1, full: 1, verified: 1, rate: 100 })

    const file = await browser.fetch(`/files/${issued.sha256 ?? ''}`)
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'issued.pdf'), Buffer.from(await file.arrayBuffer()))
      const { output } = await judge('pdfsig', [join(folder, 'issued.pdf')])
      expect(output.match(/Signature is Valid/g)).toHaveLength(2)
    })
  })

  test('many documents are signed with one PIN; the next batch needs none until the keys are locked', async () => {
    const office = await officeWithKeys()
    const { client } = office
    const ids = await submitted(office, 4)
    await work(client, 'official')
    const key = { role: 'leader' as const, keyId: office.leader }
    expect((await sign(client, { ...key, secret: TEST_PASSWORD }, ids.slice(0, 2))).at(-1)).toMatchObject({ signed: 2 })
    const openKey = (await client.device.keys.list()).find(({ id }) => id === office.leader)
    expect(openKey?.openUntil).not.toBeNull()
    expect((await sign(client, key, ids.slice(2, 3))).at(-1)).toMatchObject({ signed: 1 })
    await client.device.keys.lock()
    await expect(sign(client, key, ids.slice(3))).rejects.toMatchObject({ code: 'key-session-closed' })
  })

  test('whoever works next cannot sign with the key that was opened before', async () => {
    const office = await officeWithKeys()
    const { client } = office
    const ids = await submitted(office, 2)
    await work(client, 'official')
    const key = { role: 'leader' as const, keyId: office.leader }
    await sign(client, { ...key, secret: TEST_PASSWORD }, ids.slice(0, 1))
    await client.office.session.close()
    await work(client, 'official')
    await expect(sign(client, key, ids.slice(1))).rejects.toMatchObject({ code: 'key-session-closed' })
  })

  test('a wrong password and an expired certificate stop before the first document', async () => {
    const office = await officeWithKeys()
    const { client } = office
    const ids = await submitted(office, 1)
    await work(client, 'official')
    const wrong = sign(client, { role: 'leader', keyId: office.leader, secret: 'sai' }, ids)
    await expect(wrong).rejects.toMatchObject({ code: 'wrong-key-password' })
    const expired = await office.importKey('expired')
    const tooLate = sign(client, { role: 'leader', keyId: expired.id, secret: TEST_PASSWORD }, ids)
    await expect(tooLate).rejects.toMatchObject({ code: 'certificate-expired' })
    const [id] = ids as [DocumentId]
    expect(await client.office.documents.get({ id })).toMatchObject({ state: 'submitted', revisions: [{}] })
  })

  test('a key that is not the signer’s is refused by the office, and the document stays as it was', async () => {
    const office = await officeWithKeys()
    const { client } = office
    const ids = await submitted(office, 1)
    await work(client, 'official')
    const events = await sign(client, { role: 'leader', keyId: office.agency, secret: TEST_PASSWORD }, ids)
    expect(events).toContainEqual(expect.objectContaining({ kind: 'failed', code: 'certificate-not-yours' }))
    const [id] = ids as [DocumentId]
    expect(await client.office.documents.get({ id })).toMatchObject({ state: 'submitted', leaderSigned: false })
  })

  test('the key signs neither another document’s bytes nor what the caller may not sign', async () => {
    const office = await officeWithKeys()
    const { client } = office
    const ids = await submitted(office, 2)
    await work(client, 'official')
    const { documents } = await client.office.signing.prepare({ ids, role: 'leader' })
    const swapped = documents.map(({ id }, index) => ({ id, sha256: documents[1 - index]?.sha256 as Sha256 }))
    const batch = async (role: 'leader' | 'agency', keyId: KeyId, confirmed: BatchInput['documents']) => {
      const events: BatchEvent[] = []
      const input = { role, keyId, secret: TEST_PASSWORD, documents: confirmed }
      for await (const event of await client.device.signing.batch(input)) events.push(event)
      return events.flatMap((event) => (event.kind === 'failed' ? [event.code] : []))
    }
    expect(await batch('leader', office.leader, swapped)).toEqual(['file-changed', 'file-changed'])
    expect(await batch('agency', office.agency, documents)).toEqual(['forbidden', 'forbidden'])
    for (const id of ids) expect(await client.office.documents.get({ id })).toMatchObject({ state: 'submitted' })
  })

  test('no password is in the log or in the workspace', async () => {
    const lines: unknown[] = []
    const note = (...line: unknown[]) => void lines.push(line)
    const core = await runtimeForTest('office', { log: { info: note, error: note } })
    const { client } = await enterDoor(await openDoor(core))
    await work(client, 'admin')
    const data = base64(await testPfx('leader'))
    await client.device.keys.importPkcs12({ label: 'khóa', data, password: TEST_PASSWORD })
    await client.device.keys.importPkcs12({ label: 'khóa', data, password: 'mật khẩu sai 1' }).catch(() => undefined)
    await client.office.session.setPassword({ next: 'mật khẩu mới 2' })
    expect(await filesWith(core.folder, [TEST_PASSWORD, 'mật khẩu sai 1', 'mật khẩu mới 2'])).toEqual([])
    expect(await filesWith(core.folder, [PEOPLE.admin.name])).not.toEqual([])
    expect(JSON.stringify(lines)).not.toMatch(/mật khẩu|demo-password/)
    expect(lines.length).toBeGreaterThan(3)
  })
})

/** Files of a folder that hold one of these texts. */
async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = await Promise.all(files.map(async (file) => ({ file, bytes: await readFile(file) })))
  return contents.filter(({ bytes }) => texts.some((text) => bytes.includes(text))).map(({ file }) => file)
}
