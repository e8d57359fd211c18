import { describe, expect, test } from 'vitest'
import { ERROR_CODES } from '#contract'
import { SENTENCES, sentenceFor } from '#contract/sentences'

describe('the sentence of every failure', () => {
  test.each(ERROR_CODES)('%s says in both languages what happened and what to do', (code) => {
    const { vi, en } = SENTENCES[code]
    expect(vi.split(/[.;:] /).length).toBeGreaterThan(1)
    expect(en.split(/[.;:] /).length).toBeGreaterThan(1)
    expect(vi).not.toBe(en)
    expect(vi.match(/\{\w+\}/g) ?? []).toEqual(en.match(/\{\w+\}/g) ?? [])
  })

  test.each(['certificate-expired', 'certificate-not-yet-valid', 'certificate-not-for-signing'] as const)(
    '%s names the clause',
    (code) => {
      expect(SENTENCES[code].vi).toContain('Điều 5.1.a Thông tư 15/2025/TT-BKHCN')
      expect(SENTENCES[code].en).toContain('15/2025/TT-BKHCN')
    },
  )

  test('a state secret is refused with the law', () => {
    expect(SENTENCES['state-secret'].vi).toContain('Điều 5.5 Luật Bảo vệ bí mật nhà nước 29/2018/QH14')
    expect(SENTENCES['state-secret'].en).toContain('29/2018/QH14')
  })

  test('instants are shown in Vietnam’s time', () => {
    const details = { notAfter: '2026-06-30T23:30:00.000Z' }
    expect(sentenceFor('certificate-expired', details, 'vi')).toContain('06:30 01/07/2026')
  })

  test('a detail that is missing leaves no braces', () => {
    for (const code of ERROR_CODES) expect(sentenceFor(code, {}, 'vi')).not.toMatch(/[{}]/)
  })
})
