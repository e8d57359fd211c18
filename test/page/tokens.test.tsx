import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { screen, waitFor, within } from '@testing-library/react'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { DocumentId, TokenOfKey } from '#contract'
import { verifyPdf } from '#core/verification/verify-pdf'
import { WorkstationKeys } from '#renderer/pages/certificates/workstation-keys.tsx'
import { PEOPLE } from '#test/support/core-data'
import { type Client, overPort, runtimeForTest } from '#test/support/doors'
import { documentIn } from '#test/support/office-client'
import { testAnchors, testLeaf, testPki } from '#test/support/pki'
import { PIN, SOFTHSM, type SoftTokens, softTokens } from '#test/support/softhsm'
import { showAs } from './show-as.tsx'
import { SignAtOnce } from './sign-at-once.tsx'

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

let tokens: SoftTokens

beforeAll(async () => {
  tokens = await softTokens()
  const { certificate, privateKey } = await testLeaf('leader')
  await tokens.add('Token lãnh đạo', [
    { label: 'key', id: '01', certificate, privateKey },
    { label: 'authority', id: 'ca', certificate: (await testPki()).issuing.certificate },
  ])
  return () => tokens.remove()
})

/** An office whose official has a key on a token, and documents that wait for a signature. */
async function officeWithToken(subjects: readonly string[] = []) {
  const core = await runtimeForTest('office', { verifyPdf })
  onTestFinished(() => core.runtime.device.tokens.close())
  const client = overPort(core.runtime)
  await client.office.session.open({ personId: PEOPLE.admin.id })
  const [root = new Uint8Array()] = await testAnchors()
  const [found] = await client.office.trust.inspect({ data: base64(root) })
  await client.office.trust.add({ data: base64(root), confirmed: found ? [found.sha256] : [] })
  const ids: DocumentId[] = []
  for (const subject of subjects) ids.push(await documentIn(core, 'submitted', { subject }))
  return { core, client, ids }
}

async function useToken(client: Client) {
  const { sha256 } = await client.device.tokens.inspectModule({ path: SOFTHSM })
  await client.device.tokens.addModule({ path: SOFTHSM, sha256 })
  const [key] = await client.device.keys.list()
  if (!key) throw new Error('the token has no key')
  const certificate = await client.device.keys.certificate({ id: key.id })
  await client.office.certificates.record({ ...certificate, kind: 'personal', personId: PEOPLE.official.id })
}

describe('the keys of this workstation', () => {
  test('add token software that is installed, and show the token with its PIN, certificate and way of signing', async () => {
    const { client } = await officeWithToken()
    const user = await showAs(client, 'admin', <WorkstationKeys />)
    await user.click(await screen.findByRole('button', { name: 'Thêm phần mềm token' }))
    const dialog = await screen.findByRole('dialog', { name: 'Thêm phần mềm token' })
    await user.click(await within(dialog).findByRole('radio', { name: 'SoftHSM2' }))
    await user.click(within(dialog).getByRole('button', { name: 'Xem tệp' }))
    const question = await within(dialog).findByText('Nạp phần mềm token SoftHSM2?')
    expect(question).toBeDefined()
    const digest = createHash('sha256').update(readFileSync(SOFTHSM)).digest('hex')
    expect(dialog.textContent).toContain(digest)
    expect((await client.device.tokens.list()).modules).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: 'Xác nhận và nạp' }))

    const present = await screen.findByRole('list', { name: 'Token đang cắm' })
    expect(present.textContent).toMatch(/Token lãnh đạo.*PIN sẵn sàng.*1 chứng thư số để ký/)
    const card = await screen.findByRole('article', { name: 'Nguyễn Văn Mẫu' })
    expect(card.textContent).toContain('RSASSA-PSS')
    expect(within(card).queryByRole('button', { name: 'Xóa khỏi máy này' })).toBeNull()

    await user.click(screen.getByRole('button', { name: 'Bỏ SoftHSM2' }))
    await waitFor(() => {
      expect(screen.queryByRole('article', { name: 'Nguyễn Văn Mẫu' })).toBeNull()
    })
  })

  test('say in words why a file is no token software', async () => {
    const { client } = await officeWithToken()
    const user = await showAs(client, 'admin', <WorkstationKeys />)
    await user.click(await screen.findByRole('button', { name: 'Thêm phần mềm token' }))
    const path = await screen.findByRole('textbox', { name: 'Đường dẫn' })
    await user.clear(path)
    await user.type(path, `${process.cwd()}/package.json{Enter}`)
    expect((await screen.findByRole('alert')).textContent).toContain('không phải là thư viện dùng được trên máy này')
  })
})

describe('the signing sheet with a token', () => {
  test('asks for the token’s PIN by its name, and signs all of it with one', async () => {
    const { client, ids } = await officeWithToken(['Về việc thứ nhất', 'Về việc thứ hai'])
    await useToken(client)
    const user = await showAs(client, 'official', <SignAtOnce ids={ids} />)
    await user.type(await screen.findByLabelText('Mã PIN của token Token lãnh đạo', { exact: false }), `${PIN}{Enter}`)
    await screen.findByText('2 đã ký', { selector: 'p' })
    for (const id of ids) expect(await client.office.documents.get({ id })).toMatchObject({ state: 'leader-signed' })
  })

  test('names the token beside its certificate: a file may hold the same', async () => {
    const { client, ids } = await officeWithToken(['Về việc thứ nhất'])
    await useToken(client)
    await showAs(client, 'official', <SignAtOnce ids={ids} />)
    await screen.findByDisplayValue(/ · đến .* · Token “Token lãnh đạo”$/)
  })

  test.each<[string, Partial<TokenOfKey>, RegExp, boolean]>([
    ['is locked', { pin: 'locked' }, /mở khóa bằng PUK/, true],
    ['is on its last try', { pin: 'last-try' }, /sai nữa thì token bị khóa/, false],
    ['does not offer PSS', { scheme: 'rsa-pkcs1' }, /không hỗ trợ RSASSA-PSS/, false],
    ['has keys of its own', { pinOnDevice: true }, /nhập mã PIN trên bàn phím của token/, false],
  ])('says that the token %s', async (_what, token, sentence, isRefused) => {
    const { client, ids } = await officeWithToken(['Về việc thứ nhất'])
    await useToken(client)
    const sheet = <SignAtOnce ids={ids} />
    await showAs(sayingOfToken(client, token), 'official', sheet)
    await screen.findByText(sentence)
    const sign = screen.getByRole<HTMLButtonElement>('button', { name: 'Ký' })
    await waitFor(() => {
      expect(sign.disabled).toBe(isRefused)
    })
    const asksHere = screen.queryByLabelText('Mã PIN của token', { exact: false }) !== null
    expect(asksHere).toBe(!isRefused && token.pinOnDevice !== true)
  })
})

/** The same line; but the tokens are told to be as SoftHSM2 never is. */
function sayingOfToken(client: Client, changes: Partial<TokenOfKey>): Client {
  const list: Client['device']['keys']['list'] = async (...args) =>
    (await client.device.keys.list(...args)).map((key) => ({
      ...key,
      token: key.token && { ...key.token, ...changes },
    }))
  const replaced = <Part extends object>(part: Part, change: object): Part =>
    new Proxy(part, { get: (target, name) => Reflect.get(name in change ? change : target, name) as unknown })
  return replaced(client, { device: replaced(client.device, { keys: replaced(client.device.keys, { list }) }) })
}
