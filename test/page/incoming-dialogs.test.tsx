import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { DocumentState } from '#contract'
import { AssignDialog } from '#renderer/components/incoming/assign-dialog.tsx'
import { CompleteDialog } from '#renderer/components/incoming/complete-dialog.tsx'
import { PresentDialog } from '#renderer/components/incoming/present-dialog.tsx'
import { RegisterDialog } from '#renderer/components/incoming/register-dialog.tsx'
import { PEOPLE, type PersonName } from '#test/support/core-data'
import { overPort, runtimeForTest } from '#test/support/doors'
import { incomingIn } from '#test/support/office-client'
import { showAs } from './show-as.tsx'

/** An incoming document in a state, as a person sees it. */
async function incomingFor(name: PersonName, state: DocumentState, record: Parameters<typeof incomingIn>[2] = {}) {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  const id = await incomingIn(core, state, record)
  await client.office.session.open({ personId: PEOPLE[name].id })
  return { client, id, document: await client.office.documents.get({ id }), close: vi.fn() }
}

const said = () => screen.getByRole('status', { name: 'Kết quả thao tác' }).textContent

describe('dialogs of an incoming document', () => {
  test('registering gives the next arrival number of the book and says it', async () => {
    const { client, id, document, close } = await incomingFor('clerk', 'received')
    const user = await showAs(client, 'clerk', <RegisterDialog document={document} onClose={close} />)

    await screen.findByText('Số đến sẽ cấp: 1')
    await user.click(screen.getByRole('button', { name: 'Vào sổ' }))
    await waitFor(() => {
      expect(close).toHaveBeenCalled()
    })
    expect(await client.office.documents.get({ id })).toMatchObject({ state: 'registered', arrivalNumber: 1 })
    expect(said()).toBe('Đã vào sổ, số đến 1.')
  })

  test('a document whose signature is not valid says so before it is registered', async () => {
    const { client, document, close } = await incomingFor('clerk', 'received')
    const failed = { ...document, verdict: 'TOTAL-FAILED' as const }
    await showAs(client, 'clerk', <RegisterDialog document={failed} onClose={close} />)

    await screen.findByText('Số đến sẽ cấp: 1')
    screen.getByText(/Chữ ký số không hợp lệ: nên trả lại nơi gửi/)
  })

  test('presenting goes to the official who was chosen', async () => {
    const { client, id, document, close } = await incomingFor('clerk', 'registered', { arrivalNumber: 7 })
    const user = await showAs(client, 'clerk', <PresentDialog document={document} onClose={close} />)

    await user.click(await screen.findByText(PEOPLE.official.name))
    await user.click(screen.getByRole('button', { name: 'Trình' }))
    await waitFor(() => {
      expect(close).toHaveBeenCalled()
    })
    expect(await client.office.documents.get({ id })).toMatchObject({ state: 'presented' })
  })

  test('assigning names handler, deadline and instruction', async () => {
    const official = PEOPLE.official.id
    const presented = { arrivalNumber: 7, officialId: official }
    const { client, id, document, close } = await incomingFor('official', 'presented', presented)
    const user = await showAs(client, 'official', <AssignDialog document={document} onClose={close} />)

    const confirm = await screen.findByRole<HTMLButtonElement>('button', { name: 'Giao xử lý' })
    expect(confirm.disabled).toBe(true)
    await user.type(
      await screen.findByLabelText(/Người xử lý chính/, { selector: 'input' }),
      `${PEOPLE.staff.name}{ArrowDown}{Enter}`,
    )
    screen.getByText('Chọn hạn xử lý hoặc “Không đặt hạn”.')
    expect(confirm.disabled).toBe(true)
    await user.click(screen.getByText('5 ngày làm việc'))
    await user.type(screen.getByLabelText('Ý kiến chỉ đạo'), 'Tham mưu trả lời')
    await user.click(confirm)
    await waitFor(() => {
      expect(close).toHaveBeenCalled()
    })
    expect(await client.office.documents.get({ id })).toMatchObject({
      state: 'assigned',
      handlerName: PEOPLE.staff.name,
      dueDate: '2026-07-08',
      opinion: 'Tham mưu trả lời',
    })
  })

  test('completing needs a result; a failure stays in the dialog', async () => {
    const handled = { arrivalNumber: 7, handlerId: PEOPLE.staff.id }
    const { client, id, document, close } = await incomingFor('staff', 'in-progress', handled)
    const user = await showAs(client, 'staff', <CompleteDialog document={document} onClose={close} />)

    const confirm = await screen.findByRole<HTMLButtonElement>('button', { name: 'Hoàn thành' })
    expect(confirm.disabled).toBe(true)
    await user.click(screen.getByText('Để biết, lưu.'))
    await client.office.incoming.complete({ id, result: 'Người khác nhanh hơn.' })
    await user.click(confirm)

    await screen.findByRole('alert')
    expect(close).not.toHaveBeenCalled()
    expect(await client.office.documents.get({ id })).toMatchObject({ result: 'Người khác nhanh hơn.' })
  })
})
