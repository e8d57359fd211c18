import type { signing as vi } from '#renderer/text/vi/signing.ts'

export const signing: typeof vi = {
  title: 'TITLE',
}
