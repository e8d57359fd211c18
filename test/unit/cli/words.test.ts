import { expect, test } from 'vitest'
import { AgencyLevel } from '#contract'
import { levelName, stepName } from '#main/cli/words'

test.each(AgencyLevel.options)('the level %s has words in both languages', (level) => {
  const { vi, en } = levelName(level)
  expect([vi, en]).not.toContain(level)
})

test('a step of the demo has words; an unknown one is called by its key', () => {
  expect(stepName('declared-documents').vi).toBe('Ghi văn bản đã phát hành')
  expect(stepName('constructor')).toEqual({ vi: 'constructor', en: 'constructor' })
})
