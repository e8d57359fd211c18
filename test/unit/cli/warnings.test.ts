import { expect, test } from 'vitest'
import { signingWarning } from '#contract/signing-warnings'
import { createOutput } from '#main/cli/output'
import { createWarningTeller } from '#main/cli/warnings'

function teller() {
  const lines: string[] = []
  const err = { write: (text: string) => lines.push(text.trimEnd()), isTTY: false }
  const output = createOutput({ out: { write: () => undefined }, err }, { language: 'en', asJson: false })
  return { lines, ...createWarningTeller(output) }
}

const note = signingWarning('standard-font-not-embedded', { page: 1, detail: 'Times-Roman' })
const warning = signingWarning('hidden-layer', { detail: 'Draft' })

test('a warning is told of every file, a note of the first and of how many more', () => {
  const { lines, tell, end } = teller()
  for (const file of ['a.pdf', 'b.pdf', 'c.pdf']) tell(file, [warning, note])
  end()
  expect(lines.filter((line) => line.startsWith('!'))).toHaveLength(3)
  const notes = lines.filter((line) => line.startsWith('·'))
  expect(notes).toHaveLength(2)
  expect(notes[0]).toMatch(/^· a\.pdf \(page 1\): .*Times-Roman/)
  expect(notes[1]).toMatch(/^· and 2 more files: .*Times-Roman/)
})

test('the same note on two pages of one file is told with both pages, and one file counts once', () => {
  const { lines, tell, end } = teller()
  const both = [note, { ...note, page: 2 }]
  tell('a.pdf', both)
  tell('b.pdf', both)
  end()
  expect(lines).toHaveLength(3)
  expect(lines[2]).toMatch(/^· and 1 more file: /)
})
