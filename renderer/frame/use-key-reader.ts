import { useEffect } from 'react'
import { commandStore } from '#renderer/frame/command-store.ts'
import { createKeyReader } from '#renderer/frame/keys.ts'

/** The one place that listens to the keyboard for commands. */
export function useKeyReader(singleKeys: boolean): void {
  useEffect(() => {
    const read = createKeyReader()
    let dialog = false
    // Asked before the dialog hears the key: the Esc that closes it must not close what lies under it too.
    const look = () => {
      dialog = document.querySelector('[role="dialog"][aria-modal="true"]') !== null
    }
    const listen = (event: KeyboardEvent) => {
      const command = read(event, commandStore.all(), {
        typing: isField(event.target),
        dialog,
        onControl: isControl(event.target),
        singleKeys,
      })
      if (!command || event.defaultPrevented) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', look, { capture: true })
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', look, { capture: true })
      window.removeEventListener('keydown', listen)
    }
  }, [singleKeys])
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, input, [role="tab"], [role="option"]') !== null
}
