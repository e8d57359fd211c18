import type { setup as vi } from '#renderer/text/vi/setup.ts'

export const setup: typeof vi = {
  title: 'TITLE',
}
