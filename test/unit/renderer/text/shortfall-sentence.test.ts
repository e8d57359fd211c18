import { describe, expect, test } from 'vitest'
import { shortfallSentence } from '#renderer/text/shortfall-sentence.ts'

const CASES = [
  ['tsa-unreachable', { host: 'tsa.example', status: null }, /\(tsa\.example\) không trả lời/],
  ['tsa-unreachable', { host: 'tsa.example', status: 503 }, /\(tsa\.example\).*mã HTTP 503/],
  ['tsa-answer-unreadable', { host: 'tsa.example', reason: 'web-page' }, /\(tsa\.example\).*\(một trang web\)/],
  ['tsa-answer-unreadable', { host: 'tsa.example', offset: 0 }, /không phải dấu thời gian\.$/],
  ['tsa-refused', { host: 'tsa.example', reason: 'rejection, badAlg' }, /không chấp nhận, thuật toán không được nhận/],
  ['tsa-answer-wrong', { host: 'tsa.example', reason: 'nonce' }, /không trả lời đúng yêu cầu/],
  ['tsa-not-set', {}, /chưa có địa chỉ/],
  ['revocation-unavailable', { subject: 'An', problem: 'service-unreachable' }, /trạng thái thu hồi.*\(An\)/],
  ['revocation-unavailable', { subject: 'An', problem: 'no-service-named' }, /\(An\) không nêu dịch vụ.*chọn mức B-T/],
  ['issuer-not-found', { subject: 'An', issuer: 'CA' }, /nơi cấp \(CA\).*\(An\).*Gốc tin cậy/],
] as const

describe('why a signature has not its level', () => {
  test.each(CASES)('%s %o is said with server or certificate, in both languages', (code, details, expected) => {
    expect(shortfallSentence({ code, details }, 'vi')).toMatch(expected)
    for (const language of ['vi', 'en'] as const) {
      const sentence = shortfallSentence({ code, details }, language)
      expect(sentence).not.toMatch(/[{}…]|null|undefined/)
      // The file is signed already: to sign it at a lower level is no advice.
      expect(sentence).not.toContain('B-B')
    }
  })

  test('a code that this version does not know is a fault of ours', () => {
    expect(shortfallSentence({ code: 'of-tomorrow', details: {} }, 'vi')).toContain('lỗi')
  })
})
