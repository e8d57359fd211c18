import type { who as vi } from '#renderer/text/vi/who.ts'

export const who: typeof vi = {
  title: 'Who is working?',
  hint: 'Choose a name to begin. Everything is recorded under the person who works.',
  search: 'Find by name, position or agency',
  people: 'List of people',
  featured: 'Suggested',
  found_one: '{{number}} person',
  found_other: '{{number}} people',
  nobody: 'Nobody matches',
  nobodyHint: 'Try a part of the name; diacritics do not matter.',
  start: 'Start to work',
  passwordFor: 'Password of {{name}}',
  role: { official: 'Official', clerk: 'Clerk', staff: 'Staff', admin: 'Admin' },
}
