import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

let lastSaid = ''
const listeners = new Set<() => void>()

/** For the ear alone: what the eye has before it already. */
export function say(sentence: string): void {
  lastSaid = sentence
  for (const listener of listeners) listener()
}

/**
 * Says an outcome: a toast for the eye, the live region for the ear. Never the only copy of a message.
 *
 * @param undo Takes it back; then the toast offers it.
 */
export function tell(sentence: string, undo?: () => void): void {
  say(sentence)
  const id = notifications.show({ message: sentence, withBorder: true })
  if (!undo) return
  notifications.update({ id, message: <Undoable sentence={sentence} onUndo={undo} />, withBorder: true })
}

/** Takes the toasts away: where a dialog opens, they would stand over its buttons. */
export function hush(): void {
  notifications.clean()
}

/** Mounted once, from the start, so that assistive technology hears the first outcome too (WCAG 4.1.3). */
export function LiveRegion({ label }: { label: string }) {
  const said = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => lastSaid,
  )
  return (
    <div className="vt-hidden" role="status" aria-live="polite" aria-label={label}>
      {said}
    </div>
  )
}

function Undoable({ sentence, onUndo }: { sentence: string; onUndo: () => void }) {
  const { t } = useTranslation()
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      {sentence}
      <Button size="compact-sm" variant="default" style={{ flex: 'none' }} onClick={onUndo}>
        {t('common.undo')}
      </Button>
    </Group>
  )
}
