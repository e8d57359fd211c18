import { expect, test } from 'vitest'
import type { PersonId } from '#contract'
import { createSessions } from '#core/people/sessions'

test('whoever leaves or is followed by another has the open keys closed', () => {
  const sessions = createSessions()
  const closed: string[] = []
  sessions.onClose((client) => void closed.push(client))

  sessions.open('a', 'one' as PersonId)
  sessions.open('b', 'one' as PersonId)
  sessions.open('a', 'two' as PersonId)
  sessions.close('b')
  sessions.close('b')

  expect(closed).toEqual(['a', 'b'])
  expect(sessions.personOf('a')).toBe('two')
  expect(sessions.personOf('b')).toBeUndefined()
})
