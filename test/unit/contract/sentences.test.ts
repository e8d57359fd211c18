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

  test.each([
    ['pdf-permission-missing', { permission: 'create-form-fields' }, 'tạo ô chữ ký mới', 'a new signature field'],
    ['tsa-answer-wrong', { host: 'tsa', reason: 'messageImprint' }, '(giá trị băm khác', '(its digest is not'],
    ['tsa-answer-unreadable', { host: 'tsa', reason: 'web-page' }, '(một trang web)', '(a web page)'],
    ['service-answer-unreadable', { host: 'ocsp', reason: 'too-large' }, '(trả lời quá lớn)', '(too large)'],
  ] as const)('%s says its detail %o in words', (code, details, vi, en) => {
    expect(sentenceFor(code, details, 'vi')).toContain(vi)
    expect(sentenceFor(code, details, 'en')).toContain(en)
  })

  test('a refusal is in words, and in the server’s own', () => {
    const details = { host: 'tsa', reason: 'rejection, badAlg, chỉ nhận SHA-256' }
    const reason = '(không chấp nhận, thuật toán không được nhận, chỉ nhận SHA-256)'
    expect(sentenceFor('tsa-refused', details, 'vi')).toContain(reason)
  })

  test('a detail that is missing leaves no braces', () => {
    for (const code of ERROR_CODES) expect(sentenceFor(code, {}, 'vi')).not.toMatch(/[{}]/)
  })
})
