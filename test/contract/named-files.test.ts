import { describe, expect, test } from 'vitest'
import type { Sha256 } from '#contract'
import { aPdf, stagedPdf } from '#test/support/core'
import { incomingFields, outgoingFields, PEOPLE, type PersonName } from '#test/support/core-data'
import { type Browser, enterDoor, openDoor, runtimeForTest, type TestRuntime } from '#test/support/doors'
import { documentIn } from '#test/support/office-client'

async function browserOf(core: TestRuntime, name: PersonName): Promise<Browser> {
  const browser = await enterDoor(await openDoor(core))
  await browser.client.office.session.open({ personId: PEOPLE[name].id })
  return browser
}

async function upload({ fetch }: Browser, bytes: Uint8Array): Promise<Sha256> {
  const body = new Uint8Array(bytes)
  const answer = await fetch('/files', { method: 'POST', headers: { 'content-type': 'application/pdf' }, body })
  return ((await answer.json()) as { sha256: Sha256 }).sha256
}

async function isThere({ office }: TestRuntime, sha256: Sha256): Promise<boolean> {
  const found = await office.files.open(sha256).catch(() => undefined)
  found?.close()
  return found !== undefined
}

describe('who knows only the SHA-256 of a file', () => {
  const missing = { code: 'file-missing' }

  test('does not get it into a document, nor a word about it', async () => {
    const core = await runtimeForTest('office')
    const theirs = await upload(await browserOf(core, 'clerk'), aPdf())
    const { client } = await browserOf(core, 'staff')
    const clerk = (await browserOf(core, 'clerk')).client
    const draft = await documentIn(core, 'draft')
    const submitted = await documentIn(core, 'submitted')

    await expect(client.office.outgoing.create({ ...outgoingFields(), sha256: theirs })).rejects.toMatchObject(missing)
    await expect(client.office.outgoing.replaceFile({ id: draft, sha256: theirs })).rejects.toMatchObject(missing)
    await expect(client.office.verify.file({ sha256: theirs, fileName: 'a.pdf' })).rejects.toMatchObject(missing)
    await expect(clerk.office.incoming.create({ ...incomingFields(), sha256: theirs })).rejects.toMatchObject(missing)
    const named = { id: submitted, expected: theirs, signed: theirs, role: 'leader' as const }
    await expect(client.office.signing.handIn(named)).rejects.toMatchObject(missing)
    expect(await isThere(core, theirs)).toBe(true)
  })

  test('does not learn of a document’s file that is not shown to them', async () => {
    const core = await runtimeForTest('office')
    const elsewhere = await documentIn(core, 'draft')
    const { sha256 } = (await core.office.store.documents.get(elsewhere)) ?? {}
    if (!sha256) throw new Error('no file')
    const other = await browserOf(core, 'stranger')
    const owner = await browserOf(core, 'staff')

    const asked = { sha256, fileName: 'a.pdf' }
    await expect(other.client.office.verify.file(asked)).rejects.toMatchObject(missing)
    expect(await owner.client.office.verify.file(asked)).toMatchObject({ verdict: 'NO-SIGNATURE' })
  })
})

describe('what is refused', () => {
  const secret = { secrecy: 'confidential' as const }

  test('is removed with its upload, but not while another client has uploaded the same', async () => {
    const core = await runtimeForTest('office')
    const [first, second] = [await browserOf(core, 'staff'), await browserOf(core, 'staff')]
    const bytes = aPdf()
    const sha256 = await upload(first, bytes)
    await upload(second, bytes)
    const refused = ({ client }: Browser) => client.office.outgoing.create({ ...outgoingFields(), ...secret, sha256 })

    await expect(refused(first)).rejects.toMatchObject({ code: 'state-secret' })
    expect(await isThere(core, sha256)).toBe(true)
    await expect(refused(second)).rejects.toMatchObject({ code: 'state-secret' })
    expect(await isThere(core, sha256)).toBe(false)
  })

  test('and staged by the office itself stays', async () => {
    const core = await runtimeForTest('office')
    const { client } = await browserOf(core, 'staff')
    const sha256 = await stagedPdf(core)
    await expect(client.office.outgoing.create({ ...outgoingFields(), ...secret, sha256 })).rejects.toMatchObject({
      code: 'file-missing',
    })
    expect(await isThere(core, sha256)).toBe(true)
  })
})
