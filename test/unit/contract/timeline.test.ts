import { describe, expect, test } from 'vitest'
import type { FileReport, LaterChange, SignatureReport } from '#contract'
import { timelineOf } from '#contract/words/timeline'
import { entryWords, forbiddenLines, permittedWords } from '#contract/words/timeline-words'
import { passedReport } from '#test/support/core'

const change = (revision: number, kind: string, judgement: LaterChange['judgement'] = 'permitted'): LaterChange => ({
  revision,
  kind,
  detail: '',
  page: null,
  by: null,
  judgement,
})

/** A leader signs the second revision, an agency the third; a fourth is nobody's. */
function report(): FileReport {
  const [passed] = passedReport('a.pdf', null).signatures
  if (!passed) throw new Error('no signature')
  const sign = (field: string, revision: number, changesAfter: LaterChange[]): SignatureReport => ({
    ...passed,
    field,
    signer: field,
    revision,
    revisions: 4,
    changesAfter,
  })
  const added = change(3, 'signature-added')
  const page = change(4, 'page-changed', 'forbidden')
  return {
    ...passedReport('a.pdf', null),
    revisions: [
      { number: 1, end: 100, signatures: [] },
      { number: 2, end: 200, signatures: ['leader'] },
      { number: 3, end: 300, signatures: ['agency'] },
      { number: 4, end: 400, signatures: [] },
    ],
    signatures: [
      sign('leader', 2, [added, change(3, 'field-filled'), change(4, 'metadata-updated'), page]),
      sign('agency', 3, [change(4, 'metadata-updated'), page]),
    ],
  }
}

describe('the timeline of a file', () => {
  test('says of each revision where it ends and who signed it', () => {
    const entries = timelineOf(report())
    expect(entries.map(({ number, of, end, isLast }) => [number, of, end, isLast])).toEqual([
      [1, 4, 100, false],
      [2, 4, 200, false],
      [3, 4, 300, false],
      [4, 4, 400, true],
    ])
    expect(entries.map(({ signatures }) => signatures.map(({ signer }) => signer))).toEqual([
      [],
      ['leader'],
      ['agency'],
      [],
    ])
  })

  test('says with which signature an unsigned revision is covered, or that none covers it', () => {
    expect(timelineOf(report()).map(({ coveredBy }) => coveredBy)).toEqual([2, 3, null, null])
    const words = timelineOf(report()).map((entry) => entryWords({ ...entry, number: 2, signatures: [] }, 'vi'))
    expect(words[0]).toBe('phần thêm vào, được ký cùng phiên bản 2')
    expect(words[3]).toBe('phần thêm vào mà không chữ ký nào bao trùm')
  })

  test('tells a change once, and that a signature was added only by its name', () => {
    const [, , third, fourth] = timelineOf(report())
    expect(third?.changes.map(({ kind }) => kind)).toEqual(['field-filled'])
    expect(fourth?.changes.map(({ kind, judgement }) => [kind, judgement])).toEqual([
      ['page-changed', 'forbidden'],
      ['metadata-updated', 'permitted'],
    ])
  })

  test('names everybody whose signature does not allow a change', () => {
    const fourth = timelineOf(report())[3]
    expect(fourth?.changes[0]?.against.map(({ signer }) => signer)).toEqual(['leader', 'agency'])
    expect(fourth?.changes[1]?.against).toEqual([])
  })

  test('several changes against the same signatures are one line; what every program does by the way has none', () => {
    const file = report()
    const signatures = file.signatures.map((one) => ({
      ...one,
      changesAfter: [...one.changesAfter, change(4, 'annotation-changed', 'forbidden')],
    }))
    const fourth = timelineOf({ ...file, signatures })[3]
    if (!fourth) throw new Error('four revisions')
    const lines = forbiddenLines(fourth, 'vi')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^Không được phép: [^;]+; [^;]+ \(trái với chữ ký của leader, agency; không có chữ ký nào/)
    expect(permittedWords(fourth, 'vi')).toBe('')
  })

  test('what one signature allows and another forbids is forbidden', () => {
    const file = report()
    const [leader, agency] = file.signatures
    if (!leader || !agency) throw new Error('two signatures')
    const mixed = {
      ...file,
      signatures: [
        { ...leader, changesAfter: [change(4, 'annotation-changed')] },
        { ...agency, changesAfter: [change(4, 'annotation-changed', 'forbidden')] },
      ],
    }
    expect(timelineOf(mixed)[3]?.changes).toMatchObject([{ judgement: 'forbidden', against: [{ signer: 'agency' }] }])
  })
})
