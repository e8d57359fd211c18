import type { search as vi } from '#renderer/text/vi/search.ts'

export const search: typeof vi = {
  title: 'Search',
}
