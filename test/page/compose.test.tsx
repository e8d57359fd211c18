import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { ComposeDialog } from '#renderer/components/outgoing/compose-dialog.tsx'
import { stagedPdf } from '#test/support/core'
import { overPort, runtimeForTest } from '#test/support/doors'
import { aLetter } from '#test/support/letter'
import { showAs } from './show-as.tsx'

// Pages are not drawn here: jsdom has no canvas.
vi.mock('#renderer/components/viewer/lazy-pdf-viewer.tsx', () => ({ LazyPdfViewer: () => null }))

/** The dialog for a new document with this file, filled by its name and sent at once. */
async function composed(bytes: Uint8Array | undefined) {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  const sha256 = await stagedPdf(core, bytes)
  core.runtime.staged.add('window', sha256)
  const dropped = { sha256, size: 1000, fileName: 'Về việc nghỉ lễ.pdf' }
  const onMade = vi.fn<(document: { id: string }) => void>()
  const user = await showAs(
    client,
    'staff',
    <ComposeDialog dropped={dropped} onClose={() => undefined} onMade={onMade} />,
  )
  const send = await screen.findByRole<HTMLButtonElement>('button', { name: 'Lưu và trình ký' })
  await vi.waitFor(() => {
    expect(send.disabled).toBe(false)
  }, 15_000)
  await user.type(screen.getByLabelText(/^Ký hiệu đơn vị soạn thảo/), 'TCHC')
  await user.click(send)
  await screen.findByText(/^Đã trình ký\./)
  await vi.waitFor(() => {
    expect(onMade).toHaveBeenCalledWith(expect.objectContaining({ state: 'submitted' }))
  })
  return screen.getByRole('status', { name: 'Kết quả thao tác' }).textContent
}

test('what was submitted says that the places of number and date were found on the page', async () => {
  expect(await composed((await aLetter()).bytes)).toMatch(/ghi vào đúng dòng trên trang đầu/)
})

test('where the page has no such lines it says so, what follows, and how to put it right', async () => {
  const said = await composed(undefined)
  expect(said).toContain('chỉ có trong sổ')
  expect(said).toMatch(/rút văn bản về, thay tệp/)
})
