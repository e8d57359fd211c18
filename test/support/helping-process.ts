import { threadId } from 'node:worker_threads'
import { AppError } from '#contract'
import { serveJobs } from '#main/cli/hands'

/** A thread that helps in a test: it says who it is, refuses as it is told to, ends before its time, or never. */
serveJobs(async (job: string) => {
  await Promise.resolve()
  if (job === 'refuse') throw new AppError('file-missing', { file: job })
  if (job === 'end') process.exit(3)
  if (job === 'never') await new Promise(() => undefined)
  return `${job} by ${threadId}`
})
