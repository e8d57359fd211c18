import { type IntegrityProblem, isNote, problemSentence } from '#contract'
import { checkIntegrity } from '#core/register/integrity-check'
import type { TextPair } from './failures.ts'
import type { Output } from './output.ts'
import { withWorkspace } from './workspace.ts'

const STEPS: Readonly<Record<string, TextPair>> = {
  numbers: { vi: 'số văn bản', en: 'document numbers' },
  events: { vi: 'chuỗi nhật ký', en: 'chain of events' },
  search: { vi: 'chỉ mục tìm kiếm', en: 'search index' },
  rates: { vi: 'số liệu thống kê', en: 'statistics' },
  files: { vi: 'tệp', en: 'files' },
}

/** Verifies numbers, events, search, figures and files of a workspace; 1 if anything is wrong. */
export async function runCheck(output: Output, workspace: string | undefined): Promise<number> {
  const steps = new Map<string, { checked: number; problems: IntegrityProblem[] }>()
  await withWorkspace(workspace, async ({ runtime }) => {
    for await (const { step, done, problems } of checkIntegrity(runtime.office)) {
      if (step === 'finished') continue
      const known = steps.get(step) ?? { checked: 0, problems: [] }
      steps.set(step, { checked: done, problems: [...known.problems, ...problems] })
    }
  })
  const results = [...steps].map(([step, result]) => ({ step, ...result }))
  const isWhole = results.every(({ problems }) => problems.every(isNote))
  output.json({ ok: isWhole, steps: results })
  for (const { step, checked, problems } of results) {
    output.line(
      `${problems.every(isNote) ? '✓' : '✗'} ${output.say(STEPS[step] ?? { vi: step, en: step })}: ${String(checked)}`,
    )
    for (const problem of problems) output.line(`    ${problemSentence(problem, output.language)}`)
  }
  return isWhole ? 0 : 1
}
