import type { admin as vi } from '#renderer/text/vi/admin.ts'

export const admin: typeof vi = {
  title: 'Administration',
}
