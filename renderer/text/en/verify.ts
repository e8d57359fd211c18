import type { verify as vi } from '#renderer/text/vi/verify.ts'

export const verify: typeof vi = {
  title: 'Check signatures',
}
