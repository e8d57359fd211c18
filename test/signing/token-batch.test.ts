import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { BatchEvent, DocumentId } from '#contract'
import { verifyPdf } from '#core/verification/verify-pdf'
import { forkTokenProcess } from '#main/adapters/keys/pkcs11/fork'
import { runtimeOn } from '#main/compose'
import { officeForTest } from '#test/support/core'
import { PEOPLE } from '#test/support/core-data'
import { type Client, overPort } from '#test/support/doors'
import { documentIn } from '#test/support/office-client'
import { testAnchors, testLeaf, testPki } from '#test/support/pki'
import { PIN, SOFTHSM, type SoftTokens, softTokens } from '#test/support/softhsm'

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

let tokens: SoftTokens
beforeAll(async () => {
  tokens = await softTokens()
})
afterAll(() => tokens.remove())

/** Three submitted documents, and the leader's key on a token, known to the office. */
async function queueWithToken(label: string) {
  const { certificate, privateKey } = await testLeaf('leader')
  await tokens.add(label, [
    { label: 'key', id: '01', certificate, privateKey },
    { label: 'authority', id: 'ca', certificate: (await testPki()).issuing.certificate },
  ])
  const core = await officeForTest({ verifyPdf })
  const pids: number[] = []
  const startTokenProcess = (entry: string) => forkTokenProcess(entry, (pid) => pids.push(pid))
  const runtime = runtimeOn(core.office, { door: 'loopback', workspace: core.folder, startTokenProcess })
  onTestFinished(() => runtime.device.tokens.close())
  const client = overPort(runtime)
  await client.office.session.open({ personId: PEOPLE.admin.id })
  const [root = new Uint8Array()] = await testAnchors()
  const [found] = await client.office.trust.inspect({ data: base64(root) })
  await client.office.trust.add({ data: base64(root), confirmed: found ? [found.sha256] : [] })
  const { sha256 } = await client.device.tokens.inspectModule({ path: SOFTHSM })
  await client.device.tokens.addModule({ path: SOFTHSM, sha256 })
  const key = (await client.device.keys.list()).find(({ token }) => token?.label === label)
  if (!key) throw new Error('the token has no key')
  const der = await client.device.keys.certificate({ id: key.id })
  await client.office.certificates.record({ ...der, kind: 'personal', personId: PEOPLE.official.id })
  const ids: DocumentId[] = []
  for (let made = 0; made < 3; made += 1) ids.push(await documentIn(core, 'submitted'))
  await client.office.session.open({ personId: PEOPLE.official.id })
  return { client, key, ids, pids }
}

/** Signs all of them with one PIN; something happens after the first. */
async function signAll(
  client: Client,
  {
    ids,
    keyId,
    secret,
  }: { ids: DocumentId[]; keyId: Parameters<Client['device']['signing']['batch']>[0]['keyId']; secret?: string },
  afterFirst: () => Promise<void> = async () => undefined,
): Promise<string[]> {
  const documents = await Promise.all(
    ids.map(async (id) => {
      const { sha256 } = await client.office.documents.get({ id })
      if (sha256 === null) throw new Error('the document has no file')
      return { id, sha256 }
    }),
  )
  const input = { documents, role: 'leader' as const, keyId, ...(secret === undefined ? {} : { secret }) }
  const told: string[] = []
  for await (const event of await client.device.signing.batch(input)) {
    told.push(inWords(event))
    if (event.kind === 'signed' && event.index === 0) await afterFirst()
  }
  return told.filter((word) => word !== 'signing')
}

const inWords = (event: BatchEvent): string => {
  if (event.kind === 'failed') return event.code
  return event.kind === 'finished'
    ? `${event.signed} signed, ${event.failed} failed, ${event.skipped} skipped`
    : event.kind
}

test('a batch is signed with one PIN, and the key closes when the keys are locked', async () => {
  const { client, key, ids } = await queueWithToken('Cả loạt')
  expect(await signAll(client, { ids, keyId: key.id, secret: PIN })).toEqual([
    ...['signed', 'signed', 'signed'],
    '3 signed, 0 failed, 0 skipped',
  ])
  const isOpen = async () => (await client.device.keys.list()).some(({ openUntil }) => openUntil !== null)
  expect(await isOpen()).toBe(true)
  await client.device.keys.lock()
  expect(await isOpen()).toBe(false)
  await expect(client.device.keys.remove({ id: key.id })).rejects.toMatchObject({ message: 'forbidden' })
})

test('a token that is pulled out stops the batch with one sentence; what was signed stays signed', async () => {
  const { client, key, ids } = await queueWithToken('Rút giữa chừng')
  const told = await signAll(client, { ids, keyId: key.id, secret: PIN }, () => tokens.pullOut('Rút giữa chừng'))
  expect(told).toContain('token-removed')
  expect(told.filter((word) => word === 'token-removed')).toHaveLength(1)
  expect(told.at(-1)).toMatch(/, 1 failed, /)
  const states = await Promise.all(ids.map(async (id) => (await client.office.documents.get({ id })).state))
  expect(states[0]).toBe('leader-signed')
  expect(states[2]).toBe('submitted')
})

test('a driver that dies stops the batch with one sentence; with the PIN the rest is signed', async () => {
  const { client, key, ids, pids } = await queueWithToken('Phần mềm hỏng')
  const told = await signAll(client, { ids, keyId: key.id, secret: PIN }, async () => {
    process.kill(pids.at(-1) ?? 0, 'SIGKILL')
  })
  expect(told.slice(1)).toEqual([
    expect.stringMatching(/^(token-driver-crashed|key-session-closed)$/),
    '1 signed, 1 failed, 1 skipped',
  ])
  expect(await signAll(client, { ids: ids.slice(1), keyId: key.id, secret: PIN })).toContain(
    '2 signed, 0 failed, 0 skipped',
  )
})
