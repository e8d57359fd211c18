import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '#contract'
import type { OpenFile } from '#core/ports'
import { inParallel } from '#core/signing/in-parallel'
import type { DiskCalls, LocalSink } from '#main/adapters/files/local-file'
import { reportOf } from './failures.ts'
import type { FileJob } from './jobs.ts'
import { createOutputFile, openInput } from './local-output.ts'
import type { Output } from './output.ts'

type Failed = { file: string; error: ReturnType<typeof reportOf> }
type Outcome<Done> = (FileJob & Done) | Failed

type Work<Done> = {
  /** Files under way at the same time. */
  atOnce: number
  /** Makes the new file (`makeFile`); what it throws is told for this file, and the others go on. */
  make: (job: FileJob) => Promise<Done>
  /** What is said of a file that succeeded, behind its name. */
  tell: (done: Done) => string
}

/** Makes a new file of each, with a bar on a terminal; an existing file is never touched. */
export async function runJobs<Done extends object>(output: Output, jobs: readonly FileJob[], work: Work<Done>) {
  const results: Outcome<Done>[] = []
  const progress = output.progress(jobs.length)
  for await (const result of inParallel(jobs, work.atOnce, (job) => runJob(output, job, work))) {
    if (isFailed(result)) output.note(`✗ ${result.file}: ${result.error.message}`)
    else output.line(`✓ ${result.file} → ${result.out} (${work.tell(result)})`)
    results.push(result)
    progress.step(results.length)
  }
  progress.end()
  const failed = results.filter(isFailed).length
  return { files: results, succeeded: results.length - failed, failed }
}

const isFailed = (outcome: object): outcome is Failed => 'error' in outcome

async function runJob<Done extends object>(output: Output, job: FileJob, { make }: Work<Done>): Promise<Outcome<Done>> {
  try {
    return { ...job, ...(await make(job)) }
  } catch (error) {
    return { file: job.file, error: reportOf(error, output.language, output.note) }
  }
}

/**
 * One new file, which is there whole or not at all.
 *
 * @throws AppError `output-exists`, `file-missing`, `file-unreadable`, `disk-full`, and what `write` throws.
 */
export async function makeFile<Done>(
  { file, out }: FileJob,
  write: (source: OpenFile, target: LocalSink) => Promise<Done>,
  calls: DiskCalls = 'beside',
): Promise<Done> {
  // Also where the name is the input's own.
  if (existsSync(out)) throw new AppError('output-exists', { file: out })
  const source = openInput(file)
  try {
    mkdirSync(dirname(out), { recursive: true })
    const target = await createOutputFile(out, calls)
    try {
      const done = await write(source, target)
      await target.finish()
      return done
    } catch (error) {
      target.abandon()
      throw error
    }
  } finally {
    source.close()
  }
}
