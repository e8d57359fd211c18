import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { TrustTab } from '#renderer/pages/admin/trust-tab.tsx'
import { createPki } from '#seeds/pki'
import { PEOPLE } from '#test/support/core-data'
import { overPort, runtimeForTest } from '#test/support/doors'
import { testAnchors, testLeaf } from '#test/support/pki'
import { showAs } from './show-as.tsx'

const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`

/** While it is open, everything behind it is hidden; it needs a moment to go. */
const dialogIsGone = () =>
  waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull()
  })

async function trustTab() {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  const user = await showAs(client, 'admin', <TrustTab />)
  return { core, client, user }
}

async function importFile(user: Awaited<ReturnType<typeof trustTab>>['user'], text: string) {
  await user.click(await screen.findByRole('button', { name: 'Nhập chứng thư gốc' }))
  const dialog = within(await screen.findByRole('dialog'))
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('no file input')
  await user.upload(input, new File([text], 'ca.pem', { type: 'application/x-pem-file' }))
  await user.click(dialog.getByRole('button', { name: 'Đọc tệp' }))
  return dialog
}

test('of several certificates in a file each is shown with what it is, and only the confirmed one is trusted', async () => {
  const { client, user } = await trustTab()
  await screen.findByText('Chưa có gốc tin cậy nào')
  const [root = new Uint8Array()] = await testAnchors()
  const dialog = await importFile(user, pem(root) + pem((await testLeaf('leader')).certificate))

  await dialog.findByText('Tệp có 2 chứng thư. Chọn những chứng thư cần tin cậy.')
  const leaf = within(dialog.getByRole('article', { name: 'Nguyễn Văn Mẫu' }))
  leaf.getByText('Không phải CA')
  leaf.getByText(/chỉ chứng minh cho chính nó/)
  const authority = within(dialog.getByRole('article', { name: 'CA gốc mô phỏng' }))
  authority.getByText('CA gốc, tự ký')
  const add = dialog.getByRole<HTMLButtonElement>('button', { name: 'Thêm vào gốc tin cậy' })
  expect(add.disabled).toBe(true)
  await user.click(authority.getByRole('checkbox'))
  await user.selectOptions(authority.getByLabelText('Tin cậy cho'), 'Chỉ dấu thời gian')
  await user.click(add)

  await dialogIsGone()
  const shown = within(await screen.findByRole('article', { name: 'CA gốc mô phỏng' }))
  shown.getByText('Còn hiệu lực')
  expect(await client.office.trust.list()).toMatchObject([{ kind: 'root', purpose: 'timestamps', isInForce: true }])
})

test('an anchor gets another purpose and goes with a reason; both stand in the audit trail', async () => {
  const { client, user } = await trustTab()
  const [root = new Uint8Array()] = await testAnchors()
  const dialog = await importFile(user, pem(root))
  await user.click(await dialog.findByRole('checkbox'))
  await user.click(dialog.getByRole('button', { name: 'Thêm vào gốc tin cậy' }))
  await dialogIsGone()
  const anchor = within(await screen.findByRole('article', { name: 'CA gốc mô phỏng' }))
  await user.selectOptions(anchor.getByLabelText('Tin cậy cho'), 'Chỉ chữ ký')
  await screen.findByText('Đã đổi mục đích tin cậy.')
  await screen.findByText(/^Danh sách gốc tin cậy đã đổi/)
  await user.click(anchor.getByRole('button', { name: 'Bỏ tin cậy' }))
  const asking = within(await screen.findByRole('dialog'))
  asking.getByText(/giữ kết quả đã ghi đến lần kiểm tra lại sau/)
  await user.type(asking.getByRole('textbox', { name: /Lý do/ }), 'CA ngừng hoạt động')
  await user.click(asking.getByRole('button', { name: 'Bỏ tin cậy' }))
  await screen.findByText('Chưa có gốc tin cậy nào')
  const { rows } = await client.office.audit.list({})
  expect(rows.slice(0, 3)).toMatchObject([
    { action: 'remove-trust-anchor', reason: expect.stringContaining('CA ngừng hoạt động') as string },
    { action: 'change-trust-anchor', reason: expect.stringContaining('signatures') as string },
    { action: 'add-trust-anchor', reason: expect.stringContaining('CA gốc mô phỏng') as string },
  ])
})

test('the demo office’s authority is named, and no real office takes it', async () => {
  const { client, user } = await trustTab()
  const demo = await createPki({ demo: true })
  const dialog = await importFile(user, pem(demo.root.certificate))
  await dialog.findByText('Của văn phòng mẫu')
  await user.click(dialog.getByRole('checkbox'))
  await user.click(dialog.getByRole('button', { name: 'Thêm vào gốc tin cậy' }))
  await dialog.findByText(/là chứng thư của văn phòng mẫu/)
  expect(await client.office.trust.list()).toEqual([])
})

test('the admin says whether the network may be asked', async () => {
  const { client, user } = await trustTab()
  const ask = await screen.findByRole<HTMLInputElement>('switch', { name: /Được hỏi các dịch vụ trên mạng/ })
  expect(ask.checked).toBe(true)
  await user.click(ask)
  await screen.findByText('Đã lưu.')
  expect(await client.office.trust.settings()).toEqual({ askServices: false })
  await client.office.session.open({ personId: PEOPLE.admin.id })
  const { rows } = await client.office.audit.list({})
  expect(rows[0]).toMatchObject({ action: 'change-trust-settings', reason: 'offline' })
})
