import { notifications } from '@mantine/notifications'
import { useSyncExternalStore } from 'react'

let lastSaid = ''
const listeners = new Set<() => void>()

/** Says an outcome: a toast for the eye, the live region for the ear. Never the only copy of a message. */
export function tell(sentence: string): void {
  lastSaid = sentence
  for (const listener of listeners) listener()
  notifications.show({ message: sentence, withBorder: true })
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
