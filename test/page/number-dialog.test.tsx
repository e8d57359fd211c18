import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { verifyPdf } from '#core/verification/verify-pdf'
import { NumberDialog } from '#renderer/components/outgoing/number-dialog.tsx'
import { PEOPLE } from '#test/support/core-data'
import { type Client, overPort, runtimeForTest } from '#test/support/doors'
import { documentIn } from '#test/support/office-client'
import { type LeafName, TEST_PASSWORD, testAnchors, testPfx } from '#test/support/pki'
import { showAs } from './show-as.tsx'

const openBook = (client: Client) =>
  client.office.books.create({ direction: 'outgoing', name: 'Quyết định', year: 2026, types: ['quyet-dinh'] })

/** A document that its leader has signed, and a book of this year for its type. */
async function signedDocument() {
  const core = await runtimeForTest('office', { verifyPdf })
  const client = overPort(core.runtime)
  const id = await documentIn(core, 'leader-signed')
  await client.office.session.open({ personId: PEOPLE.admin.id })
  const book = await openBook(client)
  return { client, core, id, book, document: await client.office.documents.get({ id }) }
}

const nextNumber = async (client: Client) => {
  const books = await client.office.books.list({ direction: 'outgoing' })
  return books.find(({ name }) => name === 'Quyết định')?.nextNumber
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** The same, and the agency's key at this workstation, known to the office. */
async function withAgencyKey(leaf: LeafName = 'agency') {
  const made = await signedDocument()
  const { client } = made
  const [root = new Uint8Array()] = await testAnchors()
  const [found] = await client.office.trust.inspect({ data: base64(root) })
  await client.office.trust.add({ data: base64(root), confirmed: found ? [found.sha256] : [] })
  await client.office.session.open({ personId: PEOPLE.clerk.id })
  const data = base64(await testPfx(leaf))
  const key = await client.device.keys.importPkcs12({ label: 'agency', data, password: TEST_PASSWORD })
  const certificate = await client.device.keys.certificate({ id: key.id })
  await client.office.session.open({ personId: PEOPLE.admin.id })
  await client.office.certificates.record({ ...certificate, kind: 'agency', personId: null })
  return made
}

const secretField = () => screen.findByLabelText<HTMLInputElement>(/Mật khẩu hoặc PIN/)

describe('number, date and seal as one action', () => {
  test('take one password and end with the agency’s signature', async () => {
    const { client, id, document } = await withAgencyKey()
    const close = vi.fn()
    const user = await showAs(client, 'clerk', <NumberDialog document={document} onClose={close} />)
    await screen.findByText('01/QĐ-UBND')
    await user.type(await secretField(), TEST_PASSWORD)
    await user.click(screen.getByRole('button', { name: 'Cấp số và đóng dấu' }))
    await waitFor(() => {
      expect(close).toHaveBeenCalled()
    })
    expect(await client.office.documents.get({ id })).toMatchObject({ state: 'agency-signed', codeNumber: '01' })
  })

  test('take the agency’s key also where its certificate writes the agency’s name otherwise', async () => {
    const { client, document } = await withAgencyKey('strong')
    await showAs(client, 'clerk', <NumberDialog document={document} onClose={() => undefined} />)
    await secretField()
  })

  test('say at once where the seal has not reached the office’s level, and why', async () => {
    const { client, id, document } = await withAgencyKey()
    await client.office.levels.change({ level: 'B-T', tsaUrl: 'http://127.0.0.1:9/', tsaDigest: 'sha256' })
    const close = vi.fn()
    const user = await showAs(client, 'clerk', <NumberDialog document={document} onClose={close} />)
    await screen.findByText('01/QĐ-UBND')
    await user.type(await secretField(), TEST_PASSWORD)
    await user.click(screen.getByRole('button', { name: 'Cấp số và đóng dấu' }))
    await waitFor(() => {
      expect(close).toHaveBeenCalled()
    })
    const said = screen.getByRole('status', { name: 'Kết quả thao tác' }).textContent
    expect(said).toContain('ký số của cơ quan, nhưng mới đạt B-B: Máy chủ cấp dấu thời gian')
    expect(said).toContain('chờ nâng mức')
    expect(await client.office.documents.get({ id })).toMatchObject({ state: 'agency-signed' })
  })

  test('with a wrong password take no number', async () => {
    const { client, id, document } = await withAgencyKey()
    const close = vi.fn()
    const user = await showAs(client, 'clerk', <NumberDialog document={document} onClose={close} />)
    await user.type(await secretField(), 'sai')
    await user.click(screen.getByRole('button', { name: 'Cấp số và đóng dấu' }))
    expect((await screen.findByRole('alert')).textContent).toContain('khóa chưa được mở')
    expect((await secretField()).value).toBe('')
    expect(await nextNumber(client)).toBe(1)
    expect(await client.office.documents.get({ id })).toMatchObject({ state: 'leader-signed' })
    expect(close).not.toHaveBeenCalled()
  })

  test('may be taken apart: the number now, the seal later', async () => {
    const { client, id, document } = await withAgencyKey()
    const close = vi.fn()
    const user = await showAs(client, 'clerk', <NumberDialog document={document} onClose={close} />)
    await user.click(await screen.findByRole('switch', { name: /Đóng dấu cơ quan ngay/ }))
    await user.click(screen.getByRole('button', { name: 'Cấp số' }))
    await waitFor(() => {
      expect(close).toHaveBeenCalled()
    })
    expect(await client.office.documents.get({ id })).toMatchObject({ state: 'numbered' })
  })
})

describe('the number dialog', () => {
  test('shows the number that would be given and takes it only when confirmed', async () => {
    const { client, id, document } = await signedDocument()
    const close = vi.fn()
    const user = await showAs(client, 'clerk', <NumberDialog document={document} onClose={close} />)

    await screen.findByText('01/QĐ-UBND')
    expect(await nextNumber(client)).toBe(1)

    await user.click(screen.getByRole('button', { name: 'Cấp số' }))
    await waitFor(() => {
      expect(close).toHaveBeenCalled()
    })
    expect(await client.office.documents.get({ id })).toMatchObject({
      state: 'numbered',
      codeNumber: '01',
      codeNotation: 'QĐ-UBND',
      issuedDate: '2026-07-01',
    })
    expect(screen.getByRole('status', { name: 'Kết quả thao tác' }).textContent).toBe('Đã cấp số 01/QĐ-UBND.')
  })

  test('for a year without a book says who can open one, and no number can be taken', async () => {
    const { client, document } = await signedDocument()
    const user = await showAs(client, 'clerk', <NumberDialog document={document} onClose={() => undefined} />)

    const date = await screen.findByRole('textbox', { name: /Ngày ban hành/ })
    await user.clear(date)
    await user.type(date, '31/12/2025')
    await user.tab()
    await screen.findByText(/Chưa có sổ văn bản đi của năm 2025/)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Cấp số' }).disabled).toBe(true)
  })

  test('says so where another clerk was faster, and keeps the dialog open', async () => {
    const { client, id, book, document } = await signedDocument()
    const close = vi.fn()
    const user = await showAs(client, 'clerk', <NumberDialog document={document} onClose={close} />)
    await screen.findByText('01/QĐ-UBND')
    await client.office.outgoing.assignNumber({ id, bookId: book.id, issuedDate: '2026-07-01' })

    await user.click(screen.getByRole('button', { name: 'Cấp số' }))
    expect((await screen.findByRole('alert')).textContent).toMatch(/đã thay đổi|trạng thái/i)
    expect(close).not.toHaveBeenCalled()
  })
})
