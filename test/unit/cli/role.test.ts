import { expect, test } from 'vitest'
import { UsageError } from '#main/cli/failures'
import { readRole, readWords } from '#main/cli/role'

test('an appendix that would not say whose it is, and an unknown role, are wrong usage (NĐ 30/2020, PL I, I.II.8.b)', () => {
  expect(() => readRole({ role: 'appendix' })).toThrow(UsageError)
  expect(() => readRole({ role: 'king' })).toThrow(UsageError)
  expect(readRole({ role: 'appendix', documentCode: '05/UBND-VP' })).toBe('appendix')
})

test('what was not given is not shown; a copy is SAO Y where nothing else is said', () => {
  expect(readWords({ role: 'copy' })).toEqual({ form: 'SAO Y' })
  expect(readWords({ role: 'incoming', arrivalNumber: '12' })).toEqual({ form: 'SAO Y', arrivalNumber: '12' })
})
