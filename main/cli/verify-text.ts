import type { FileReport } from '#contract'
import { type Language, plainText } from '#contract/words/format'
import type { Block } from '#core/reports/blocks'
import { fileSummary } from '#core/reports/report-blocks'

const MARKS = { 'TOTAL-PASSED': '✓', 'TOTAL-FAILED': '✗', INDETERMINATE: '?', 'NO-SIGNATURE': '–' } as const

/** What is said of a checked file on a terminal: the verdict and what to do, then each signature with its reasons. */
export function checkLines(file: string, report: FileReport, language: Language): string[] {
  const { verdict } = report
  return [`${MARKS[verdict]} ${plainText(file)}: ${verdict}`, ...fileSummary(report, language).flatMap(linesOf), '']
}

/** Names and values come from the file: nothing of them steers the terminal. */
function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'verdict':
      return [`  ${plainText(block.name)}`, `  ${plainText(block.sentence)}`]
    case 'facts':
      return block.rows.flatMap(([name, value]) => factLines(name, value))
    case 'list':
      return block.items.flatMap(itemLines)
    case 'heading':
    case 'signature':
      return ['', `  ${plainText(block.text)}`]
    default:
      return [`  ${plainText(block.text)}`]
  }
}

function itemLines({ text, note }: { text: string; note: string }): string[] {
  const [first = '', ...others] = [text, note].flatMap((part) => part.split('\n')).filter((line) => line !== '')
  return [`  - ${plainText(first)}`, ...others.map((line) => `    ${plainText(line)}`)]
}

function factLines(name: string, value: string): string[] {
  const [first = '', ...others] = value.split('\n').map(plainText)
  return [`  ${name}: ${first}`, ...others.map((line) => `    ${line}`)]
}
