import type { viewer as vi } from '#renderer/text/vi/viewer.ts'

export const viewer: typeof vi = {
  title: 'TITLE',
}
