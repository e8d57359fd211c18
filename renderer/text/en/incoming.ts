import type { incoming as vi } from '#renderer/text/vi/incoming.ts'

export const incoming: typeof vi = {
  title: 'Incoming documents',
}
