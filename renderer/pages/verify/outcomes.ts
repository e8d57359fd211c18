import type { CheckedFile } from '#renderer/pages/verify/use-checks.ts'

/** What became of a file, the worst first. */
export const OUTCOMES = [
  'TOTAL-FAILED',
  'not-checked',
  'INDETERMINATE',
  'NO-SIGNATURE',
  'TOTAL-PASSED',
  'open',
] as const

type Outcome = (typeof OUTCOMES)[number]

/** The verdict, or that there is none, or none yet. */
export function outcomeOf({ report, error }: Pick<CheckedFile, 'report' | 'error'>): Outcome {
  if (report !== null) return report.verdict
  return error === null ? 'open' : 'not-checked'
}

/** The file to look at first: of the worst outcome, the first. */
export function worstOf(files: readonly CheckedFile[]): CheckedFile | undefined {
  for (const outcome of OUTCOMES) {
    const found = files.find((file) => outcomeOf(file) === outcome)
    if (found) return found
  }
  return undefined
}
