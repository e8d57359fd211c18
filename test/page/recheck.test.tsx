import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AppError, type DocumentDetail } from '#contract'
import { adviceOf } from '#contract/words/advice'
import { findingWords } from '#contract/words/signature-words'
import { getDocument } from '#core/register/act'
import { recheckOne } from '#core/register/recheck'
import { runtimeOn } from '#main/compose'
import { DocumentRow } from '#renderer/components/document/document-row.tsx'
import { DocumentSignatures } from '#renderer/components/document/document-signatures.tsx'
import { useIncomingActions } from '#renderer/components/document/use-incoming-actions.tsx'
import { RecheckPanel } from '#renderer/pages/admin/recheck-panel.tsx'
import { useRechecking } from '#renderer/pages/admin/use-rechecking.ts'
import { TodayPage } from '#renderer/pages/today/today-page.tsx'
import { callerFor } from '#test/support/core'
import { overPort } from '#test/support/doors'
import { arrivedDocument, LATER, recheckedOffice, revokedAt } from '#test/support/rechecked'
import { showAs } from './show-as.tsx'

async function office() {
  const core = await recheckedOffice()
  const client = overPort(runtimeOn(core.office, { door: 'loopback', workspace: core.folder }))
  const id = await arrivedDocument(core)
  core.clock.set(LATER)
  return { core, client, id }
}

const REVOKED = revokedAt('2026-07-10T00:00:00.000Z')

test('Hôm nay tells of signatures to review only where there are some', async () => {
  const { client } = await office()
  await showAs(client, 'clerk', <TodayPage />)
  await screen.findByText('Chờ vào sổ')
  expect(screen.queryByText('Cần xem lại chữ ký')).toBeNull()
})

const Rechecks = () => <RecheckPanel rechecking={useRechecking()} />

test('the admin checks everything again; the clerk finds the document on Hôm nay', async () => {
  const { core, client } = await office()
  core.engine.leader = REVOKED
  const user = await showAs(client, 'admin', <Rechecks />)
  await user.click(await screen.findByRole('button', { name: 'Kiểm tra lại tất cả' }))
  await screen.findByText('Đã kiểm tra 1 văn bản · 1 có thay đổi · 0 chưa kiểm tra xong')
  await screen.findByText(/^Lần chạy vừa rồi: Đã kiểm tra 1 văn bản · 1 có thay đổi/)
  await screen.findByText(/1 cần xem lại/)
  await showAs(client, 'clerk', <TodayPage />)
  const strip = await screen.findByRole<HTMLAnchorElement>('link', { name: /Cần xem lại chữ ký/ })
  expect(strip.href).toContain('signatures=to-review')
})

test('a document shows its checks, is checked again, and is noted as seen', async () => {
  const { core, client, id } = await office()
  core.engine.leader = REVOKED
  const clerk = await callerFor(core, 'clerk')
  const document = () => getDocument(core.office, clerk, id)
  const user = await showAs(client, 'clerk', <DocumentSignatures document={await document()} />)
  const checks = within(await screen.findByRole('region', { name: 'Các lần kiểm tra đã ghi' }))
  checks.getByText('Khi đến')
  expect(screen.getAllByRole('button', { name: /^Kiểm tra lại/ })).toHaveLength(1)
  await user.click(checks.getByRole('button', { name: 'Kiểm tra lại và ghi kết quả' }))
  await screen.findByText('Kết quả kiểm tra đã đổi và được ghi vào lịch sử.')

  const after = await document()
  expect(after.checks).toMatchObject([{ cause: 'asked', verdict: 'INDETERMINATE' }, { cause: 'arrival' }])
  cleanup()
  await showAs(client, 'clerk', <DocumentSignatures document={after} />)
  await user.click(await screen.findByRole('button', { name: 'Ghi đã xem' }))
  const asking = within(await screen.findByRole('dialog'))
  await user.type(asking.getByRole('textbox'), 'Đã hỏi nơi gửi')
  await user.click(asking.getByRole('button', { name: 'Ghi đã xem' }))
  await screen.findByText('Đã ghi.')
  expect((await document()).check?.reviewSince).toBeNull()
})

test('a document whose file cannot be read now shows what is known of it, and can be noted as seen', async () => {
  const { core, client, id } = await office()
  const clerk = await callerFor(core, 'clerk')
  core.engine.leader = REVOKED
  await recheckOne(core.office, clerk, id)
  core.engine.failure = new AppError('pdf-too-complex', { limit: 'time' })
  await recheckOne(core.office, clerk, id)
  const document = await getDocument(core.office, clerk, id)

  const user = await showAs(client, 'clerk', <DocumentSignatures document={document} />)
  await screen.findByRole('button', { name: 'Thử lại' })
  const checks = within(screen.getByRole('region', { name: 'Các lần kiểm tra đã ghi' }))
  checks.getByText(/Không đọc được tệp\. Báo người quản trị\./)
  await user.click(screen.getByRole('button', { name: 'Ghi đã xem' }))
  const asking = within(await screen.findByRole('dialog'))
  await user.type(asking.getByRole('textbox'), 'Đã xin bản khác')
  await user.click(asking.getByRole('button', { name: 'Ghi đã xem' }))
  await screen.findByText('Đã ghi.')
  expect((await getDocument(core.office, clerk, id)).check?.reviewSince).toBeNull()
})

/** The list's line of a document, and the action that sends it back. */
function SendBack({ document }: { document: DocumentDetail }) {
  const { actions, dialogs } = useIncomingActions()
  return (
    <>
      <DocumentRow row={document} />
      <button type="button" onClick={() => actions['send-back']?.(document)}>
        Trả lại nơi gửi
      </button>
      {dialogs}
    </>
  )
}

test('the line of a document says that its signature is undecided and why; sending it back begins with the reason that the advice gives', async () => {
  const { core, client, id } = await office()
  core.engine.leader = REVOKED
  const clerk = await callerFor(core, 'clerk')
  await recheckOne(core.office, clerk, id)
  const user = await showAs(client, 'clerk', <SendBack document={await getDocument(core.office, clerk, id)} />)
  await screen.findByText(/Chữ ký chưa kết luận/)
  const why = findingWords('revoked-without-proof', 'vi').what
  screen.getByText(why)
  await user.click(screen.getByRole('button', { name: 'Trả lại nơi gửi' }))
  const dialog = within(await screen.findByRole('dialog'))
  const reason = dialog.getByRole<HTMLTextAreaElement>('textbox')
  const advised = adviceOf(await client.office.documents.report({ id }), 'vi').reason
  expect(advised).toMatch(/đã bị thu hồi\. Đề nghị ký lại/)
  await waitFor(() => {
    expect(reason.value).toBe(advised)
  })
  await user.type(reason, ' Gấp.')
  await user.click(dialog.getByRole('button', { name: 'Trả lại nơi gửi' }))
  await screen.findByText('Đã trả lại nơi gửi.')
  expect(await getDocument(core.office, clerk, id)).toMatchObject({
    state: 'sent-back',
    returnReason: `${advised} Gấp.`,
  })
})
