import { expect, test } from 'vitest'
import { outcomeOf, worstOf } from '#renderer/pages/verify/outcomes.ts'
import type { CheckedFile } from '#renderer/pages/verify/use-checks.ts'
import { passedReport } from '#test/support/core'

const file = (id: string, part: Partial<CheckedFile>): CheckedFile => ({
  id,
  name: id,
  step: 'done',
  sha256: null,
  report: null,
  error: null,
  ...part,
})
const passed = file('passed', { report: passedReport('a.pdf', null) })
const failed = file('failed', { report: { ...passedReport('b.pdf', null), verdict: 'TOTAL-FAILED' } })
const unread = file('unread', { error: new Error('x') })

test('of several files the worst is looked at first, and one that could not be read before those that pass', () => {
  expect(worstOf([passed, unread, failed])?.id).toBe('failed')
  expect(worstOf([passed, unread])?.id).toBe('unread')
  expect(worstOf([])).toBeUndefined()
})

test('a file without an answer yet is none of the verdicts', () => {
  expect([passed, failed, unread, file('new', { step: 'checking' })].map(outcomeOf)).toEqual([
    'TOTAL-PASSED',
    'TOTAL-FAILED',
    'not-checked',
    'open',
  ])
})
