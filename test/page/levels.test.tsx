import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AppError, DocumentId } from '#contract'
import { createTrustPorts } from '#core/levels/trust-ports'
import { LevelNotice } from '#renderer/components/document/level-notice.tsx'
import { ActConfirm } from '#renderer/components/outgoing/act-dialogs.tsx'
import { CertificateWarnings } from '#renderer/components/signing/certificate-warnings.tsx'
import { LevelLine, SlowServices } from '#renderer/components/signing/level-line.tsx'
import { LowerLevels } from '#renderer/components/signing/lower-levels.tsx'
import { AuditTab } from '#renderer/pages/admin/audit-tab.tsx'
import { LevelsTab } from '#renderer/pages/admin/levels-tab.tsx'
import { PEOPLE } from '#test/support/core-data'
import { overPort, runtimeForTest } from '#test/support/doors'
import { documentIn } from '#test/support/office-client'
import { TEST_NOW, TEST_PASSWORD, testPfx } from '#test/support/pki'
import { showAs } from './show-as.tsx'

test('the admin sets level and authority; a level without an authority cannot be saved', async () => {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  const user = await showAs(client, 'admin', <LevelsTab />)
  await user.click(await screen.findByRole('combobox', { name: 'Mức của chữ ký cơ quan' }))
  await user.click(await screen.findByRole('option', { name: 'B-LTA · lưu trữ lâu dài', hidden: true }))
  const save = screen.getByRole<HTMLButtonElement>('button', { name: 'Lưu' })
  expect(save.disabled).toBe(true)
  screen.getByText('Từ mức B-T trở lên cần có địa chỉ này.')
  await user.type(screen.getByLabelText(/TSA/, { selector: 'input[type=url]' }), 'http://tsa.example/tsr')
  await user.click(save)
  await screen.findByText('Đã lưu mức chữ ký.')
  const saved = { level: 'B-LTA', tsaUrl: 'http://tsa.example/tsr', tsaDigest: 'sha256' }
  expect(await client.office.levels.settings()).toEqual(saved)
})

test('an address is tried before it is saved: what the authority gave is told, or why it gave nothing and what to do', async () => {
  const answers: (() => Promise<Uint8Array>)[] = []
  const ask = () =>
    answers.shift()?.() ?? Promise.reject(new AppError('service-unreachable', { host: 'x', status: null }))
  const services = { call: ask }
  const clock = { now: () => TEST_NOW }
  const trust = createTrustPorts({ quick: services, patient: services, clock })
  const core = await runtimeForTest('office', { trust })
  const user = await showAs(overPort(core.runtime), 'admin', <LevelsTab />)
  const button = await screen.findByRole<HTMLButtonElement>('button', { name: 'Thử máy chủ' })
  expect(button.disabled).toBe(true)
  const address = screen.getByLabelText(/TSA/, { selector: 'input[type=url]' })
  await user.type(address, 'http://tsa.example/tsr')
  answers.push(() => Promise.reject(new AppError('service-unreachable', { host: 'tsa.example', status: 404 })))
  await user.click(button)
  const refused = await screen.findByRole('alert')
  expect(refused.textContent).toMatch(/\(tsa.example\).*mã HTTP 404.*đường dẫn/)
  expect(refused.textContent).not.toContain('B-B')
  await user.type(address, '2')
  expect(screen.queryByRole('alert')).toBeNull()
  await user.click(button)
  expect((await screen.findByRole('alert')).textContent).toMatch(/không trả lời.*tường lửa/)
})

test('documents that fell short are listed with the reason, and can be tried again at once', async () => {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  await client.office.session.open({ personId: PEOPLE.admin.id })
  await client.office.levels.change({ level: 'B-T', tsaUrl: 'http://tsa.example/', tsaDigest: 'sha256' })
  const id = await documentIn(core, 'issued', { subject: 'Về việc nâng mức' })
  const at = '2026-07-01T02:00:00.000Z'
  const details = { host: 'tsa.example' }
  const tried = { problem: 'tsa-unreachable', details, attempts: 3, since: at, triedAt: at, nextAt: at }
  await core.office.store.raising.put({ documentId: id, wanted: 'B-T', reached: 'B-B', ...tried })
  const user = await showAs(client, 'admin', <LevelsTab />)
  const row = within(await screen.findByRole('row', { name: /Về việc nâng mức/ }))
  row.getByText(/\(tsa.example\) không trả lời/)
  row.getByText('09:00 01/07/2026')
  expect(row.getByRole('link').getAttribute('href')).toContain(id)
  await user.click(screen.getByRole('button', { name: 'Nâng mức ngay' }))
  await screen.findByText('0 văn bản đã nâng mức · 1 chưa được')
})

test('a document that was raised in vain names the level that was not found', async () => {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  const id = await documentIn(core, 'issued', { subject: 'Về việc nâng mức' })
  const at = '2026-07-01T02:00:00.000Z'
  const tried = { problem: 'level-not-reached', details: {}, attempts: 1, since: at, triedAt: at, nextAt: at }
  await core.office.store.raising.put({ documentId: id, wanted: 'B-LT', reached: 'B-B', ...tried })
  await showAs(client, 'admin', <LevelsTab />)
  const row = within(await screen.findByRole('row', { name: /Về việc nâng mức/ }))
  row.getByText(/chưa thấy tệp đạt B-LT;/)
})

test('a document below the level says so itself: which level it has, why, and what happens next', async () => {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  await client.office.session.open({ personId: PEOPLE.clerk.id })
  const at = '2026-07-01T02:00:00.000Z'
  const details = { subject: 'Nguyễn Văn Mẫu', issuer: 'CA mẫu' }
  const tried = { problem: 'issuer-not-found', details, attempts: 1, since: at, triedAt: at, nextAt: at }
  const waiting = async (state: 'issued' | 'leader-signed' | 'recalled') => {
    const id = await documentIn(core, state)
    await core.office.store.raising.put({ documentId: id, wanted: 'B-LT', reached: 'B-B', ...tried })
    return client.office.documents.get({ id })
  }
  const documents = [await waiting('issued'), await waiting('leader-signed'), await waiting('recalled')]
  await showAs(
    client,
    'clerk',
    documents.map((document) => <LevelNotice key={document.id} document={document} />),
  )
  const [issued, signed, ...others] = await screen.findAllByRole('alert')
  expect(issued?.textContent).toMatch(
    /mức B-B, chưa đạt mức B-LT.*\(CA mẫu\).*\(Nguyễn Văn Mẫu\).*từ 09:00 01\/07\/2026/,
  )
  expect(signed?.textContent).toContain('sau khi cơ quan ký xong')
  expect(others).toEqual([])
})

test('who signs is told before at which level, and what a silent server means; while it takes long, on whom it waits', async () => {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  await client.office.session.open({ personId: PEOPLE.admin.id })
  await client.office.levels.change({ level: 'B-LTA', tsaUrl: 'http://tsa.example/tsr', tsaDigest: 'sha256' })
  await showAs(
    client,
    'official',
    <>
      <LevelLine role="leader" />
      <SlowServices afterMs={50} />
      <SlowServices afterMs={60_000} />
    </>,
  )
  await screen.findByText(/^Mức chữ ký: B-T .* \(máy chủ tsa\.example\)\. Máy chủ không trả lời thì vẫn ký/)
  const [slow, quick] = screen.getAllByRole('status').filter(({ tagName }) => tagName === 'P')
  await waitFor(() => {
    expect(slow?.textContent).toMatch(/\(tsa\.example\).*trả lời chậm.*vẫn được ký/)
  })
  expect(quick?.textContent).toBe('')
})

test('documents signed below the level: how many, each reason once, and that none is to be signed again', async () => {
  const core = await runtimeForTest('office')
  const lower = (status: number | null) => ({
    ...{ kind: 'signed' as const },
    lower: { level: 'B-B', code: 'tsa-unreachable', details: { host: 'tsa.example', status } },
  })
  const all = [lower(null), lower(null), lower(503), { kind: 'signed' as const }]
  const outcomes = new Map(all.map((outcome, index) => [DocumentId.parse(String(index)), outcome]))
  await showAs(overPort(core.runtime), 'official', <LowerLevels outcomes={outcomes} />)
  const alert = within(await screen.findByRole('alert'))
  alert.getByText(/^3 văn bản đã ký xong nhưng chưa đạt mức.*Không cần ký lại/)
  expect(alert.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'Máy chủ cấp dấu thời gian (tsa.example) không trả lời.',
    'Máy chủ cấp dấu thời gian (tsa.example) không cấp dấu mà trả lời bằng mã HTTP 503.',
  ])
})

test('who issues a document below the level is told that what is sent now keeps it; of others nothing is said', async () => {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  await client.office.session.open({ personId: PEOPLE.clerk.id })
  const at = '2026-07-01T02:00:00.000Z'
  const untried = { problem: null, details: {}, attempts: 0, since: at, triedAt: null, nextAt: at }
  const [low, whole] = [await documentIn(core, 'agency-signed'), await documentIn(core, 'agency-signed')]
  await core.office.store.raising.put({ documentId: low, wanted: 'B-LT', reached: 'B-T', ...untried })
  const show = async (id: DocumentId) => {
    const document = await client.office.documents.get({ id })
    return showAs(client, 'clerk', <ActConfirm action="issue" document={document} onClose={() => undefined} />)
  }
  await show(low)
  await screen.findByText(/^Chữ ký mới ở mức B-T, chưa đạt B-LT\. Tệp gửi đi bây giờ giữ mức này/)
  cleanup()
  await show(whole)
  await screen.findByRole('button', { name: 'Phát hành' })
  expect(screen.queryByText(/giữ mức này/)).toBeNull()
})

test('the audit log names Văn Thư where it raised a level by itself', async () => {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  const id = await documentIn(core, 'issued')
  const event = { action: 'raise-level' as const, actorId: null, at: core.office.clock.now() }
  await core.office.store.transaction(({ documents }) => documents.change(id, { from: ['issued'], set: {}, event }))
  await showAs(client, 'admin', <AuditTab />)
  within(await screen.findByRole('row', { name: /Nâng mức chữ ký/ })).getByText('Văn Thư tự làm')
})

test('the signer is told what could not be checked about the certificate', async () => {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  await client.office.session.open({ personId: PEOPLE.official.id })
  const data = Buffer.from(await testPfx('leader')).toString('base64')
  const { id } = await client.device.keys.importPkcs12({ label: 'leader', data, password: TEST_PASSWORD })
  await showAs(client, 'official', <CertificateWarnings keyId={id} />)
  await screen.findByText('Chứng thư số này: điều người ký cần biết')
  screen.getByText(/chưa có CA tin cậy nào/)
  screen.getByText(/Chưa kiểm tra được trạng thái thu hồi/)
})
