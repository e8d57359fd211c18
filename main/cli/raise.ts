import { upgradePdf } from '#core/levels/raise-level'
import { withPassword } from '#core/pdf/bytes'
import { fileJobs } from './jobs.ts'
import { type LevelFlags, raisingParts, readLevelOptions } from './level.ts'
import type { Output } from './output.ts'
import { makeFile, runJobs } from './run-jobs.ts'
import { readFilePassword } from './secret.ts'

export type RaiseFlags = LevelFlags & { out?: string; outDir?: string; passwordPdfFile?: string }

/** Authorities are slow, and must not be flooded. */
const AT_ONCE = 3

/** Raises signed files to a level; nothing is written for a file that does not reach it. */
export async function runRaise(output: Output, inputs: readonly string[], flags: RaiseFlags): Promise<number> {
  const options = readLevelOptions(flags)
  const jobs = fileJobs(inputs, flags)
  const wanted = { ...(await raisingParts(options)), level: options.level }
  const password = await readFilePassword(flags.passwordPdfFile)
  const { files, succeeded, failed } = await runJobs(output, jobs, {
    atOnce: AT_ONCE,
    make: (job) =>
      makeFile(job, async (source, target) => {
        const { shortfall, level, sha256, size } = await upgradePdf(withPassword(source, password), wanted, target)
        if (shortfall) throw shortfall
        return { level, sha256, size }
      }),
    tell: ({ level }) => level,
  })
  output.json({ files, raised: succeeded, failed })
  return failed === 0 ? 0 : 1
}
