import { createDemo } from '#core/people/setup'
import { UsageError } from './failures.ts'
import type { Output } from './output.ts'
import { stepName } from './words.ts'
import { withWorkspace } from './workspace.ts'

/** Fills an empty workspace with the demo office; progress goes to stderr. */
export async function runDemo(
  output: Output,
  workspace: string | undefined,
  flags: { scale: string },
): Promise<number> {
  const scale = Number(flags.scale)
  if (!(scale >= 0.001 && scale <= 10)) {
    throw new UsageError({
      vi: '--scale cần một số từ 0.001 đến 10.',
      en: '--scale needs a number from 0.001 to 10.',
    })
  }
  const startedAt = performance.now()
  const folder = await withWorkspace(workspace, async ({ runtime }) => {
    let step = ''
    for await (const progress of createDemo(runtime.office, { scale })) {
      if (progress.step !== step) output.note(`${output.say(stepName(progress.step))} …`)
      step = progress.step
    }
    return runtime.device.info.workspace
  })
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10
  output.json({ workspace: folder, scale, seconds })
  output.line(
    output.say({
      vi: `Văn phòng mẫu (dữ liệu mô phỏng) đã sẵn sàng trong ${folder}.`,
      en: `The demo office (simulated data) is ready in ${folder}.`,
    }),
  )
  return 0
}
