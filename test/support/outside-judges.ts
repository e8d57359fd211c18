import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What another program said: its exit code and everything it printed. */
export type Verdict = { code: number; output: string }

/** Runs one of the programs that judge our files; a refusal is an answer, a missing program is an error. */
export async function judge(
  program: 'openssl' | 'pdffonts' | 'pdfsig' | 'pdftoppm' | 'pdftotext' | 'qpdf',
  args: readonly string[],
): Promise<Verdict> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, { maxBuffer: 16 * 1024 * 1024 })
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'number') throw error
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    return { code: error.code, output: stdout + stderr }
  }
}

/** A folder of its own for the work, gone afterwards. */
export async function inTemporaryFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-test-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
