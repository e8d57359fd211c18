import type { today as vi } from '#renderer/text/vi/today.ts'

export const today: typeof vi = {
  title: 'TITLE',
}
