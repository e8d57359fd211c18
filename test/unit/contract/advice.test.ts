import { describe, expect, test } from 'vitest'
import { type FileReport, type SignatureReport, SubIndication } from '#contract'
import { CHANGE_KINDS, FINDING_CODES } from '#contract/findings'
import { adviceKindOf, adviceOf, subIndicationTodo } from '#contract/words/advice'
import { advice as adviceEn } from '#contract/words/advice-en'
import { advice as adviceVi } from '#contract/words/advice-vi'
import { findings as findingsEn } from '#contract/words/findings-en'
import { findings as findingsVi } from '#contract/words/findings-vi'
import { judgeFindings } from '#core/verification/indication'
import { passedReport } from '#test/support/core'

const LANGUAGES = [
  ['vi', findingsVi, adviceVi],
  ['en', findingsEn, adviceEn],
] as const

/** A file with a signature of each of these people, judged by these findings. */
function reportOf(
  ...signatures: readonly [signer: string, findings: Parameters<typeof judgeFindings>[0]][]
): FileReport {
  const [passed] = passedReport('a.pdf', null).signatures
  if (!passed) throw new Error('no signature')
  const judged = signatures.map(([signer, codes]): SignatureReport => ({ ...passed, signer, ...judgeFindings(codes) }))
  const order = ['TOTAL-FAILED', 'INDETERMINATE', 'TOTAL-PASSED'] as const
  const verdict = order.find((known) => judged.some(({ indication }) => indication === known)) ?? 'NO-SIGNATURE'
  return { ...passedReport('a.pdf', null), signatures: judged, verdict }
}

describe.each(LANGUAGES)('every code has its sentences in %s', (language, findings, advice) => {
  test.each(FINDING_CODES)('finding %s: what it means and what to do', (code) => {
    const { what, todo } = findings.finding[code]
    expect(what).toMatch(/^\p{Lu}.*\.$/u)
    if (judgeFindings([code]).indication === 'TOTAL-PASSED') return
    expect(todo).toMatch(/^\p{Lu}.*\.$/u)
  })

  test.each(SubIndication.options)('sub-indication %s: what it means and what to do', (sub) => {
    expect(findings.sub[sub]).toMatch(/^\p{Lu}.*\.$/u)
    expect(subIndicationTodo(sub, language)).toMatch(/^\p{Lu}.*\.$/u)
  })

  test.each(CHANGE_KINDS)('change %s: what was done', (kind) => {
    expect(findings.change[kind]).not.toBe('')
  })

  test.each(Object.keys(advice))('advice %s: verdict, ground and next step', (kind) => {
    const { title, why, next } = advice[kind as keyof typeof advice]
    expect([title, why, next].every((words) => words.length > 10)).toBe(true)
  })
})

describe('a clerk is told first what to do', () => {
  const DECIDING = FINDING_CODES.filter((code) => judgeFindings([code]).indication !== 'TOTAL-PASSED')

  test.each(DECIDING)('%s alone leads to advice of its own, not to a general one', (code) => {
    const judged = judgeFindings([code])
    const kind = adviceKindOf(judged)
    expect(['accept', 'accept-unchecked', 'accept-unaskable', 'unsigned', 'failed', 'undecided']).not.toContain(kind)
    const returns = adviceOf(reportOf(['An', [code]]), 'vi').title.startsWith('Trả lại nơi gửi')
    if (judged.indication === 'TOTAL-FAILED') expect(returns).toBe(true)
  })

  test('the worst of several signatures is the one that is spoken of, with its reason for the sender', () => {
    const report = reportOf(
      ['An', ['no-chain']],
      ['Bình', ['document-changed', 'no-chain']],
      ['Chi', ['digest-mismatch']],
    )
    expect(adviceOf(report, 'vi')).toMatchObject({
      kind: 'broken',
      reason: 'Chữ ký của Chi không khớp với nội dung tệp. Đề nghị gửi lại bản gốc đã ký.',
    })
    expect(adviceOf(report, 'en').title).toMatch(/^Return to the sender/)
  })

  test('where the same is wrong with several signers, not one of them alone is named', () => {
    const report = reportOf(['An', ['no-chain']], ['Bình', ['no-chain']], ['An', ['no-chain']], ['Chi', ['no-chain']])
    expect(adviceOf(report, 'vi').why).toContain('An và 2 người ký khác')
    expect(adviceOf(report, 'en').why).toContain('An and 2 more signers')
    const other = reportOf(['An', ['no-chain']], ['Bình', ['certificate-expired']])
    expect(adviceOf(other, 'vi').why).not.toContain('người ký khác')
  })

  test('a timestamp authority is not counted among the signers', () => {
    const report = reportOf(['An', ['no-chain']], ['TSA', ['no-chain']])
    const signatures = report.signatures.map((one, at) =>
      at === 1 ? { ...one, kind: 'document-timestamp' as const } : one,
    )
    expect(adviceOf({ ...report, signatures }, 'vi').why).toMatch(/^Chứng thư của An do/)
  })

  test.each(['vi', 'en'] as const)('the tasks stand one by one, apart from how the file stands (%s)', (language) => {
    const { steps, standing, next } = adviceOf(reportOf(['Dr. A. An', ['no-chain']]), language)
    expect(steps).toHaveLength(2)
    expect(next).toBe([...steps, standing].join(' '))
    expect(standing).toMatch(/^(?:Chưa coi là|Do not treat)/)
  })

  test('what passes is accepted; where revocation could not be asked for, that is said', () => {
    expect(adviceOf(reportOf(['An', []], ['Bình', []]), 'vi')).toMatchObject({ kind: 'accept', reason: '' })
    expect(adviceOf(reportOf(['An', ['revocation-not-checked']]), 'vi').kind).toBe('accept-unchecked')
  })

  test('to check again is advised only where a certificate names somebody to ask', () => {
    const report = reportOf(['An', ['revocation-not-checked']])
    const kindWith = (problem: string) => {
      const facts = { status: 'unknown', source: null, kind: null, producedAt: null, nextUpdate: null } as const
      const revocation = { ...facts, revokedAt: null, reason: '', problems: [problem] }
      return adviceOf({ ...report, signatures: report.signatures.map((one) => ({ ...one, revocation })) }, 'vi').kind
    }
    expect(kindWith('no-service-named')).toBe('accept-unaskable')
    expect(kindWith('service-unreachable')).toBe('accept-unchecked')
  })

  test('a signer without a name is called one, and a file without signatures has none', () => {
    expect(adviceOf(reportOf(['', ['digest-mismatch']]), 'vi').why).toContain('người ký không rõ tên')
    expect(adviceOf(reportOf(), 'vi').kind).toBe('unsigned')
  })
})
