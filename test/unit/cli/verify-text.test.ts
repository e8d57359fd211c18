import { describe, expect, test } from 'vitest'
import { checkLines } from '#main/cli/verify-text'
import { aReport, aSignature } from '#test/support/some-reports'

describe('what is said of a checked file', () => {
  test('nothing that stands in the file steers the terminal or turns text around', () => {
    const hostile = aSignature({ signer: '\u001b[2J\u202Eevil', reason: 'a\nb\u0007', location: '\u009b1m' })
    const lines = checkLines('tệp\u001b[31m.pdf', aReport([hostile], 'TOTAL-PASSED'), 'vi')
    expect(lines.join('').match(/[\p{Cc}\p{Cf}]/gu)).toBeNull()
    expect(lines.join('\n')).toMatch(/Chữ ký 1\/1: +\[2Jevil/)
  })

  test('reasons stand with what to do, in the language asked for', () => {
    const findings = ['no-chain', 'revocation-not-checked']
    const doubtful = aSignature({ indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND', findings })
    const lines = checkLines('a.pdf', aReport([doubtful], 'INDETERMINATE'), 'en')
    expect(lines[0]).toBe('? a.pdf: INDETERMINATE')
    expect(lines).toContain(
      '  Signature 1/1: Nguyễn Thị Ánh Tuyết – Undecided (INDETERMINATE · NO_CERTIFICATE_CHAIN_FOUND)',
    )
    expect(lines).toContain('    What to do: For an important document, ask the issuer of the certificate.')
  })
})
