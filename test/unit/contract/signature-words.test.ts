import { describe, expect, test } from 'vitest'
import { sharedFindings, timeWords } from '#contract/words/signature-words'

const CLAIMED = '2026-11-22T07:32:00.000Z'
const STAMP = '2026-11-22T07:33:00.000Z'
const plain = {
  kind: 'signature',
  signedAt: CLAIMED,
  timestamp: null,
  trusted: true,
  findings: [] as string[],
} as const

describe('when a signature was made, and who says so', () => {
  test.each([
    ['the signer’s own clock', plain, 'theo đồng hồ của người ký (không có dấu thời gian)'],
    ['a trusted timestamp', { ...plain, timestamp: STAMP }, '14:33 22/11/2026, có dấu thời gian; người ký khai 14:32'],
    [
      'a timestamp whose authority is not known',
      { ...plain, findings: ['timestamp-untrusted'] },
      'có dấu thời gian, chưa được tin cậy',
    ],
    [
      'a whole timestamp of a stranger',
      { ...plain, timestamp: STAMP, findings: ['timestamp-untrusted'] },
      '14:33 22/11/2026, theo dấu thời gian chưa được tin cậy',
    ],
    [
      'a timestamp whose authority has expired since',
      { ...plain, timestamp: STAMP, findings: ['timestamp-expired'] },
      '14:33 22/11/2026, theo dấu thời gian chưa được tin cậy',
    ],
    ['a timestamp of something else', { ...plain, findings: ['timestamp-invalid'] }, 'nhưng không khớp'],
    [
      'a document timestamp of a stranger',
      { ...plain, kind: 'document-timestamp', signedAt: null, timestamp: STAMP, trusted: false },
      'theo dấu thời gian chưa được tin cậy',
    ],
    ['nothing at all', { ...plain, signedAt: null }, 'không ghi trong chữ ký'],
  ] as const)('%s', (_says, report, words) => {
    expect(timeWords({ ...report, findings: [...report.findings] }, 'vi')).toContain(words)
  })
})

describe('what is true of every signature is told once', () => {
  test('the findings that all have, in the order of the first', () => {
    const signatures = [
      { findings: ['no-chain', 'revocation-not-checked', 'signing-time-in-cms'] },
      { findings: ['revocation-not-checked', 'no-chain'] },
    ]
    expect(sharedFindings(signatures)).toEqual(['no-chain', 'revocation-not-checked'])
  })

  test('a single signature shares with nobody', () => {
    expect(sharedFindings([{ findings: ['no-chain'] }])).toEqual([])
  })
})
