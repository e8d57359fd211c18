import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Asked, CheckedFile } from '#core/reports/checked-file'
import { reportAsPdf } from '#core/reports/report-pdf'
import { tinos } from '#main/adapters/fonts/tinos'
import { createOutputFile } from './local-output.ts'

/** Prints what was found into a new PDF. Throws `output-exists`, `file-unreadable`, `disk-full`. */
export async function writeReport(
  path: string,
  files: readonly CheckedFile[],
  asked: Pick<Asked, 'language' | 'judgedFor' | 'offline' | 'office'>,
): Promise<void> {
  const { language, judgedFor, offline, office } = asked
  const pdf = await reportAsPdf(
    files,
    { language, judgedFor, offline, office, madeAt: new Date(), by: undefined },
    tinos,
  )
  await mkdir(dirname(path), { recursive: true })
  const target = await createOutputFile(path)
  try {
    await target.write(pdf)
    await target.finish()
  } catch (error) {
    target.abandon()
    throw error
  }
}
