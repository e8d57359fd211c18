import { fireEvent, render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { useCommands } from '#renderer/frame/use-commands.ts'
import { useKeyReader } from '#renderer/frame/use-key-reader.ts'

function Page({ onEscape }: { onEscape: () => void }) {
  useKeyReader(true)
  useCommands([{ id: 'leave', label: 'Leave', group: 'list', keys: ['Escape'], run: onEscape }])
  return null
}

/** A dialog that is gone as soon as it hears Esc, as Mantine's are: before the page's own keys are read. */
function openDialog() {
  const dialog = document.createElement('div')
  dialog.setAttribute('role', 'dialog')
  dialog.setAttribute('aria-modal', 'true')
  document.body.append(dialog)
  const close = () => {
    dialog.remove()
  }
  window.addEventListener('keydown', close, { capture: true, once: true })
}

test('the Esc that closes a dialog leaves open what lies under it; the next one closes that', () => {
  const leave = vi.fn()
  render(<Page onEscape={leave} />)
  openDialog()

  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(document.querySelector('[role="dialog"]')).toBeNull()
  expect(leave).not.toHaveBeenCalled()

  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(leave).toHaveBeenCalledOnce()
})
