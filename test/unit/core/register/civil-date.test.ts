import { expect, test } from 'vitest'
import { civilDate, monthOf } from '#core/register/civil-date'

test('a day begins at midnight in Vietnam', () => {
  expect(civilDate(new Date('2026-12-31T16:59:59.999Z'))).toBe('2026-12-31')
  expect(civilDate(new Date('2026-12-31T17:00:00.000Z'))).toBe('2027-01-01')
})

test('a month knows its last day and the month before it', () => {
  expect(monthOf('2024-02-15')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  expect(monthOf('2026-01-31', 1)).toEqual({ from: '2025-12-01', to: '2025-12-31' })
})
