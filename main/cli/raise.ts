import { existsSync } from 'node:fs'
import { AppError, type PadesLevel } from '#contract'
import { type RaisingParts, upgradePdf } from '#core/levels/raise-level'
import { inParallel } from '#core/signing/in-parallel'
import { reportOf } from './failures.ts'
import { type LevelFlags, raisingParts, readLevelOptions } from './level.ts'
import { createOutputFile, openInput } from './local-output.ts'
import type { Output } from './output.ts'
import { outputsFor } from './sign-options.ts'

export type RaiseFlags = LevelFlags & { out?: string; outDir?: string }

/** Files under way at the same time: authorities are slow, and must not be flooded. */
const AT_ONCE = 3

type Done = { file: string; out: string; level: PadesLevel; sha256: string; size: number }
type Failed = { file: string; error: ReturnType<typeof reportOf> }

/** Raises signed files to a level; nothing is written for a file that does not reach it. */
export async function runRaise(output: Output, inputs: readonly string[], flags: RaiseFlags): Promise<number> {
  const options = readLevelOptions(flags)
  const outputs = outputsFor(inputs, flags)
  const wanted = { ...(await raisingParts(options)), level: options.level }
  const results: (Done | Failed)[] = []
  const one = (file: string, index: number) => raiseOne({ file, out: outputs[index] ?? '' }, wanted, output)
  for await (const result of inParallel(inputs, AT_ONCE, one)) {
    if ('error' in result) output.note(`✗ ${result.file}: ${result.error.message}`)
    else output.line(`✓ ${result.file} → ${result.out} (${result.level})`)
    results.push(result)
  }
  const failed = results.filter((result) => 'error' in result).length
  output.json({ files: results, raised: results.length - failed, failed })
  return failed === 0 ? 0 : 1
}

async function raiseOne(
  { file, out }: { file: string; out: string },
  wanted: RaisingParts & { level: PadesLevel },
  output: Output,
): Promise<Done | Failed> {
  try {
    if (existsSync(out)) throw new AppError('output-exists', { file: out })
    const source = openInput(file)
    try {
      const target = createOutputFile(out)
      try {
        const { shortfall, level, sha256, size } = await upgradePdf(source, wanted, target)
        if (shortfall) throw shortfall
        await target.finish()
        return { file, out, level, sha256, size }
      } catch (error) {
        target.abandon()
        throw error
      }
    } finally {
      source.close()
    }
  } catch (error) {
    return { file, error: reportOf(error, output.language, output.note) }
  }
}
