import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { ReasonDialog } from '#renderer/components/dialogs/reason-dialog.tsx'
import { overPort, runtimeForTest } from '#test/support/doors'
import { showAs } from './show-as.tsx'

test('what is often the reason goes behind what is written; a second click takes it out again', async () => {
  const { runtime } = await runtimeForTest('office')
  const onConfirm = vi.fn()
  const user = await showAs(
    overPort(runtime),
    'official',
    <ReasonDialog
      title="Trả lại văn bản"
      confirmLabel="Trả lại"
      phrases={['Sai nơi nhận', 'Bổ sung căn cứ pháp lý']}
      pending={false}
      error={null}
      onClose={() => undefined}
      onConfirm={onConfirm}
    />,
  )
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Lý do/ })
  await user.type(field, 'Điều 2 chưa rõ')
  await user.click(screen.getByRole('checkbox', { name: 'Sai nơi nhận' }))
  await user.click(screen.getByRole('checkbox', { name: 'Bổ sung căn cứ pháp lý' }))
  expect(field.value).toBe('Điều 2 chưa rõ; Sai nơi nhận; Bổ sung căn cứ pháp lý')
  await user.click(screen.getByRole('checkbox', { name: 'Sai nơi nhận' }))
  await user.click(screen.getByRole('button', { name: 'Trả lại' }))
  expect(onConfirm).toHaveBeenCalledWith('Điều 2 chưa rõ; Bổ sung căn cứ pháp lý')
})
