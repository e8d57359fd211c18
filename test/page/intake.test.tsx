import { type RouterHistory, useRouter } from '@tanstack/react-router'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { Intake } from '#renderer/pages/incoming/intake.tsx'
import { aPdf, stagedPdf } from '#test/support/core'
import { PEOPLE } from '#test/support/core-data'
import { overPort, runtimeForTest, type TestRuntime } from '#test/support/doors'
import { showAs } from './show-as.tsx'

/** An office with a book of this year for what arrives, and a clerk before a file. */
async function officeWithBook() {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  await client.office.session.open({ personId: PEOPLE.admin.id })
  await client.office.books.create({ direction: 'incoming', name: 'Văn bản đến', year: 2026, types: [] })
  await client.office.session.open({ personId: PEOPLE.clerk.id })
  return { core, client }
}

async function uploaded(core: TestRuntime, bytes: Uint8Array = aPdf()) {
  const sha256 = await stagedPdf(core, bytes)
  core.runtime.staged.add('window', sha256)
  return { sha256, size: bytes.length, fileName: 'den.pdf' }
}

const SENDER = /Cơ quan gửi/
const saveAndRegister = () => screen.findByRole<HTMLButtonElement>('button', { name: 'Lưu và vào sổ' })

/** Without layout every point lies on the split view's handle, which keeps pointers for itself. */
const press = (button: HTMLElement) => fireEvent.click(button)
const write = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })

async function fillIn() {
  write(await screen.findByRole('combobox', { name: SENDER }), 'Bộ Nội vụ')
  write(screen.getByRole('textbox', { name: /Trích yếu/ }), 'Về công tác văn thư')
}

describe('taking in a document', () => {
  test('a damaged file is refused before there is a form to fill', async () => {
    const { core, client } = await officeWithBook()
    const file = await uploaded(core, Buffer.from('%PDF-1.7\nnothing of a PDF follows'))
    await showAs(client, 'clerk', <Intake file={file} onDone={vi.fn()} onOther={vi.fn()} />)

    await screen.findByText('Không dùng được tệp den.pdf')
    expect(screen.getByRole('alert').textContent).toMatch(/hỏng/)
    expect(screen.queryByRole('button', { name: /Thử lại/ })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Lưu và vào sổ' })).toBeNull()
    expect(screen.queryByText(/không có chữ ký số/)).toBeNull()
  })

  test('a file without a signature: what to do with it is said above what was found', async () => {
    const { core, client } = await officeWithBook()
    await showAs(client, 'clerk', <Intake file={await uploaded(core)} onDone={vi.fn()} onOther={vi.fn()} />)

    const checks = await screen.findByRole('region', { name: 'Kiểm tra khi tiếp nhận' })
    const todo = await within(checks).findByText(/Nếu văn bản phải được ký số, trả lại nơi gửi/)
    const found = within(checks).getByText('Chữ ký số:')
    expect(todo.compareDocumentPosition(found) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0)
  })

  test('without a number and a date of its own it is registered only after one question', async () => {
    const { core, client } = await officeWithBook()
    const done = vi.fn()
    await showAs(client, 'clerk', <Intake file={await uploaded(core)} onDone={done} onOther={vi.fn()} />)
    await fillIn()
    await waitFor(async () => {
      expect((await saveAndRegister()).disabled).toBe(false)
    })
    press(await saveAndRegister())

    const question = await screen.findByRole('dialog', { name: 'Văn bản chưa ghi đủ' })
    expect(question.textContent).toContain('Văn bản chưa có số và ngày ban hành.')
    expect(done).not.toHaveBeenCalled()
    press(within(question).getByRole('button', { name: 'Vẫn vào sổ' }))
    await waitFor(() => {
      expect(done).toHaveBeenCalled()
    })
    const { rows } = await client.office.documents.list({ direction: 'incoming' })
    expect(rows).toMatchObject([{ state: 'registered', arrivalNumber: 1, issuedDate: null }])
  })

  test('a document that is there already leaves one way only: to register it anyway', async () => {
    const { core, client } = await officeWithBook()
    const bytes = aPdf()
    const first = {
      arrivalDate: '2026-07-01',
      organName: 'Bộ Nội vụ',
      subject: 'Về công tác văn thư',
      type: 'cong-van',
    }
    const twin = await uploaded(core, bytes)
    await client.office.incoming.create({ ...first, ...twin, type: 'cong-van' })
    const done = vi.fn()
    const file = await uploaded(core, bytes)
    await showAs(client, 'clerk', <Intake file={file} onDone={done} onOther={vi.fn()} />)
    await fillIn()
    press(await screen.findByRole('button', { name: 'Lưu' }))

    const anyway = await screen.findByRole('button', { name: 'Vẫn vào sổ' })
    expect((await saveAndRegister()).disabled).toBe(true)
    press(anyway)
    await waitFor(() => {
      expect(done).toHaveBeenCalled()
    })
  })

  test('what was typed is not left without a question', async () => {
    const { core, client } = await officeWithBook()
    const part = (
      <>
        <Elsewhere />
        <Intake file={await uploaded(core)} onDone={vi.fn()} onOther={vi.fn()} />
      </>
    )
    await showAs(client, 'clerk', part)
    write(await screen.findByRole('textbox', { name: /Trích yếu/ }), 'Về')
    press(screen.getByRole('button', { name: 'Trang khác' }))

    const question = await screen.findByRole('dialog', { name: 'Bỏ văn bản đang nhập?' })
    press(within(question).getByRole('button', { name: 'Nhập tiếp' }))
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
    expect(visited).not.toHaveBeenCalled()
    press(screen.getByRole('button', { name: 'Trang khác' }))
    const again = await screen.findByRole('dialog', { name: 'Bỏ văn bản đang nhập?' })
    press(within(again).getByRole('button', { name: 'Bỏ văn bản này' }))
    await waitFor(() => {
      expect(visited).toHaveBeenCalledWith('/elsewhere')
    })
  })
})

const visited = vi.fn()

function Elsewhere() {
  const { history } = useRouter() as { history: RouterHistory }
  return (
    <button
      type="button"
      onClick={() => {
        history.subscribe(({ location }) => {
          visited(location.pathname)
        })
        history.push('/elsewhere')
      }}
    >
      Trang khác
    </button>
  )
}
