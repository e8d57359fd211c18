import type { list as vi } from '#renderer/text/vi/list.ts'

export const list: typeof vi = {
  next: 'Next line',
  previous: 'Previous line',
  open: 'Open',
  pick: 'Pick the line or drop it',
  extend: 'Pick and move down',
  all: 'Select all',
  clear: 'Clear the selection, go back',
  search: 'Go to the search field',
  clearSearch: 'Clear the search',
  empty: 'No document matches',
  emptyHint: 'Change the filters or the words searched for.',
}
