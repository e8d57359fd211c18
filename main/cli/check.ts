import { checkIntegrity } from '#core/register/integrity-check'
import type { Output } from './output.ts'
import { withWorkspace } from './workspace.ts'

/** Verifies numbers, events, search, figures and files of a workspace; 1 if anything is wrong. */
export async function runCheck(output: Output, workspace: string | undefined): Promise<number> {
  const steps = new Map<string, { checked: number; problems: string[] }>()
  await withWorkspace(workspace, async ({ runtime }) => {
    for await (const { step, done, problems } of checkIntegrity(runtime.office)) {
      if (step === 'finished') continue
      const known = steps.get(step) ?? { checked: 0, problems: [] }
      steps.set(step, { checked: done, problems: [...known.problems, ...problems] })
    }
  })
  const results = [...steps].map(([step, result]) => ({ step, ...result }))
  const isWhole = results.every(({ problems }) => problems.length === 0)
  output.json({ ok: isWhole, steps: results })
  for (const { step, checked, problems } of results) {
    output.line(`${problems.length === 0 ? '✓' : '✗'} ${step}: ${String(checked)}`)
    for (const problem of problems) output.line(`    ${problem}`)
  }
  return isWhole ? 0 : 1
}
