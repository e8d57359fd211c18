import type { outgoing as vi } from '#renderer/text/vi/outgoing.ts'

export const outgoing: typeof vi = {
  title: 'TITLE',
}
