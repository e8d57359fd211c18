import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { DocumentId } from '#contract'
import { stagedPdf } from '#test/support/core'
import { PEOPLE } from '#test/support/core-data'
import { type Client, overPort, runtimeForTest } from '#test/support/doors'
import { documentIn } from '#test/support/office-client'
import { TEST_PASSWORD, testPfx } from '#test/support/pki'
import { showAs } from './show-as.tsx'
import { SignAtOnce } from './sign-at-once.tsx'
import { base64, queueOf, secretField } from './submitted-queue.ts'

/** All files were looked at: what changes now is seen only when it is signed. */
const examined = () =>
  waitFor(() => {
    expect(screen.queryByText('Đang xem xét tệp trước khi ký')).toBeNull()
  })

describe('the sheet that confirms signing', () => {
  test('names what will be signed and with which certificate, and signs all of it with one password', async () => {
    const { client, ids } = await queueOf(['Về việc thứ nhất', 'Về việc thứ hai'])
    const user = await showAs(client, 'official', <SignAtOnce ids={ids} />)

    const list = await screen.findByRole('group', { name: 'Văn bản sẽ ký' })
    within(list).getByText('Về việc thứ nhất')
    within(list).getByText('Về việc thứ hai')
    expect((await screen.findByRole<HTMLInputElement>('combobox', { name: 'Chứng thư số' })).value).toMatch(
      /đến \d\d\/\d\d\/\d{4}/,
    )

    await user.type(await secretField(), `${TEST_PASSWORD}{Enter}`)
    await screen.findByText('2 đã ký', { selector: 'p' })
    for (const id of ids) expect(await client.office.documents.get({ id })).toMatchObject({ state: 'leader-signed' })
  })

  test('a document that has a number is named by it, in the list and in the result', async () => {
    const { core, client } = await queueOf([])
    const numbered = { subject: 'Về việc có số', codeNumber: '05', codeNotation: 'QĐ-UBND' }
    const ids = [await documentIn(core, 'submitted', numbered), await documentIn(core, 'submitted')]
    const user = await showAs(client, 'official', <SignAtOnce ids={ids} />)

    const list = await screen.findByRole('group', { name: 'Văn bản sẽ ký' })
    const [first, second] = within(list).getAllByRole('listitem')
    expect(first?.textContent).toContain('05/QĐ-UBND · ')
    expect(second?.textContent).not.toContain('/QĐ-UBND')
    await user.type(await secretField(), `${TEST_PASSWORD}{Enter}`)
    expect((await screen.findByRole('row', { name: /Về việc có số/ })).textContent).toContain('05/QĐ-UBND')
  })

  test('after a wrong password says that nothing was signed, empties the field and asks again', async () => {
    const { client, ids } = await queueOf(['Về việc thứ nhất'])
    const user = await showAs(client, 'official', <SignAtOnce ids={ids} />)

    await user.type(await secretField(), 'sai{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain('khóa chưa được mở')
    expect((await secretField()).value).toBe('')
    expect(await client.office.documents.get({ id: ids[0] as DocumentId })).toMatchObject({ state: 'submitted' })
  })

  test('a file that changed after it was confirmed is not signed; the others are, and it can be tried again', async () => {
    const { core, client, ids } = await queueOf(['Về việc thứ nhất', 'Về việc thứ hai'])
    const user = await showAs(client, 'official', <SignAtOnce ids={ids} />)
    const field = await secretField()
    await examined()
    await returnAndReplace({ core, client }, ids[1] as DocumentId)

    await user.type(field, `${TEST_PASSWORD}{Enter}`)
    await screen.findByText('1 đã ký · 1 lỗi · 0 chưa ký', { selector: 'p' })
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Thử lại lỗi (1)' }).disabled).toBe(false)
    expect(await client.office.documents.get({ id: ids[1] as DocumentId })).toMatchObject({ leaderSigned: false })
  })

  test('when the line is gone in the middle it ends, says so, and offers to try again', async () => {
    const { client, ids } = await queueOf(['Về việc thứ nhất', 'Về việc thứ hai'])
    const user = await showAs(lostAfterFirst(client), 'official', <SignAtOnce ids={ids} />)

    await user.type(await secretField(), `${TEST_PASSWORD}{Enter}`)
    await screen.findByText('1 đã ký · 0 lỗi · 1 chưa ký', { selector: 'p' })
    await screen.findByRole('alert')
  })

  test('made small it goes on below the page, and its result is a click away', async () => {
    const { client, ids } = await queueOf(['Về việc thứ nhất', 'Về việc thứ hai', 'Về việc thứ ba'])
    const held = heldAfterFirst(client)
    const user = await showAs(held.client, 'official', <SignAtOnce ids={ids} />)

    await user.type(await secretField(), `${TEST_PASSWORD}{Enter}`)
    await user.click(await screen.findByRole('button', { name: 'Thu nhỏ' }))
    const strip = await screen.findByRole('region', { name: 'Lô ký' })
    await within(strip).findByText('Đang ký 1/3')
    expect(screen.queryByRole('dialog')).toBeNull()
    held.release()
    await within(strip).findByText('3 đã ký')
    await user.click(within(strip).getByRole('button', { name: 'Xem kết quả' }))
    within(await screen.findByRole('dialog')).getByText('Về việc thứ ba')
  })

  test('a batch that was broken off is offered again, and only what is left is signed', async () => {
    const { core, client, ids } = await queueOf(['Về việc thứ nhất', 'Về việc thứ hai', 'Về việc thứ ba'])
    await breakOff({ core, client, ids })
    const user = await showAs(client, 'official', <SignAtOnce ids={[]} />)

    const strip = await screen.findByRole('region', { name: 'Lô ký' })
    expect(strip.textContent).toContain('1/3 đã ký · 1 không rõ, đối chiếu với sổ: đã ký · 2 chưa ký')
    await user.click(within(strip).getByRole('button', { name: 'Ký tiếp 2 văn bản' }))
    await user.type(await secretField(), `${TEST_PASSWORD}{Enter}`)
    await screen.findByText('2 đã ký', { selector: 'p' })
    for (const id of ids) expect((await client.office.documents.get({ id })).revisions).toHaveLength(2)
  })

  test('says of a key that the office has not bound to the signer that its signature will be refused', async () => {
    const core = await runtimeForTest('office')
    const client = overPort(core.runtime)
    await client.office.session.open({ personId: PEOPLE.official.id })
    const data = base64(await testPfx('leader'))
    await client.device.keys.importPkcs12({ label: 'leader', data, password: TEST_PASSWORD })
    const ids = [await documentIn(core, 'submitted')]
    await showAs(client, 'official', <SignAtOnce ids={ids} />)
    await screen.findByText(/Văn phòng chưa gắn chứng thư này/)
  })

  test('a key that is still open can be locked in the sheet, which then asks for its password', async () => {
    const { core, client, ids } = await queueOf(['Về việc thứ nhất', 'Về việc thứ hai'])
    const user = await showAs(client, 'official', <SignAtOnce ids={ids} />)
    const field = await secretField()
    await examined()
    await returnAndReplace({ core, client }, ids[1] as DocumentId)
    await user.type(field, `${TEST_PASSWORD}{Enter}`)
    await user.click(await screen.findByRole('button', { name: 'Thử lại lỗi (1)' }))

    await screen.findByText(/Khóa đang mở đến/)
    expect(screen.queryByLabelText(/Mật khẩu hoặc PIN/)).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Khóa lại' }))
    await secretField()
    expect((await client.device.keys.list()).map(({ openUntil }) => openUntil)).toEqual([null])
    await user.type(await secretField(), `${TEST_PASSWORD}{Enter}`)
    await screen.findByText(/^1 đã ký/, { selector: 'p' })
  })

  test('without a key on this workstation says where to import one, and nothing can be signed', async () => {
    const core = await runtimeForTest('office')
    const client = overPort(core.runtime)
    const ids = [await documentIn(core, 'submitted')]
    const user = await showAs(client, 'official', <SignAtOnce ids={ids} />)

    await screen.findByText('Máy này chưa có khóa ký.')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Ký' }).disabled).toBe(true)
    await user.click(screen.getByRole('button', { name: 'Hủy' }))
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
  })
})

/** A client of which some calls are others. */
const replaced = <Part extends object>(part: Part, changes: object): Part =>
  new Proxy(part, { get: (target, name) => Reflect.get(name in changes ? changes : target, name) as unknown })

/** The batch waits after its first document until it is let go. */
function heldAfterFirst(client: Client): { client: Client; release: () => void } {
  const { promise: released, resolve } = Promise.withResolvers<null>()
  const batch: Client['device']['signing']['batch'] = async (...args) => {
    const events = await client.device.signing.batch(...args)
    return (async function* held() {
      for await (const event of events) {
        yield event
        if (event.kind === 'signed') await released
      }
    })() as unknown as typeof events
  }
  const signing = replaced(client.device.signing, { batch })
  const made = replaced(client, { device: replaced(client.device, { signing }) })
  return {
    client: made,
    release: () => {
      resolve(null)
    },
  }
}

/** The line breaks when the first document is signed: neither the batch nor any question is answered any more. */
function lostAfterFirst(client: Client): Client {
  let isLost = false
  const gone = () => new Error('the line is gone')
  const batch: Client['device']['signing']['batch'] = async (...args) => {
    const events = await client.device.signing.batch(...args)
    return (async function* untilLost() {
      for await (const event of events) {
        yield event
        isLost = event.kind === 'signed'
        if (isLost) throw gone()
      }
    })() as unknown as typeof events
  }
  const get: Client['office']['documents']['get'] = (...args) =>
    isLost ? Promise.reject(gone()) : client.office.documents.get(...args)
  const signing = replaced(client.device.signing, { batch })
  const documents = replaced(client.office.documents, { get })
  return replaced(client, {
    device: replaced(client.device, { signing }),
    office: replaced(client.office, { documents }),
  })
}

/** Someone else, elsewhere: the document is returned, gets another file and is submitted again. */
async function returnAndReplace(
  { core, client }: Pick<Awaited<ReturnType<typeof queueOf>>, 'core' | 'client'>,
  id: DocumentId,
): Promise<void> {
  await client.office.outgoing.return({ id, reason: 'Thiếu phụ lục' })
  const elsewhere = overPort(core.runtime, 'another window')
  await elsewhere.office.session.open({ personId: PEOPLE.staff.id })
  const sha256 = await stagedPdf(core)
  core.runtime.staged.add('another window', sha256)
  await elsewhere.office.outgoing.replaceFile({ id, sha256 })
  await elsewhere.office.outgoing.submit({ id })
}

/** What a crash leaves behind: the first is signed, but nobody wrote that down any more. */
async function breakOff({ core, client, ids }: Awaited<ReturnType<typeof queueOf>>): Promise<void> {
  await client.office.session.open({ personId: PEOPLE.official.id })
  const { documents } = await client.office.signing.prepare({ ids, role: 'leader' })
  const [key] = await client.device.keys.list()
  const [first] = documents
  if (!key || !first) throw new Error('nothing to sign')
  const batch = { documents: [first], role: 'leader' as const, keyId: key.id, secret: TEST_PASSWORD }
  for await (const _event of await client.device.signing.batch(batch));
  await client.device.keys.lock()
  const startedAt = new Date('2026-07-01T02:00:00.000Z')
  const page = core.runtime.device.journal.begin({ personId: PEOPLE.official.id, role: 'leader', startedAt, documents })
  page.note(first.id, 'signing')
  page.close(false)
}
