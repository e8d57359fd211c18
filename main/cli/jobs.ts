import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { UsageError } from './failures.ts'
import type { SignFlags } from './sign-options.ts'

/** One file, and the new file that it becomes. */
export type FileJob = { file: string; out: string }

/**
 * What is to be worked on and where it goes: files under their own name, folders with every PDF under them in the same
 * subfolders. What lies in the output folder itself is no input.
 */
export function fileJobs(paths: readonly string[], flags: Pick<SignFlags, 'out' | 'outDir'>): FileJob[] {
  if (flags.out !== undefined && flags.outDir !== undefined) {
    throw new UsageError({
      vi: 'Chỉ dùng một trong --out và --out-dir.',
      en: 'Use either --out or --out-dir, not both.',
    })
  }
  if (flags.out !== undefined) return [{ file: onlyFile(paths), out: resolve(flags.out) }]
  const outDir = folderOf(flags.outDir)
  const jobs = paths.flatMap((path) =>
    isFolder(path)
      ? pdfsIn(path, outDir).map((file) => ({ file, out: join(outDir, relative(path, file)) }))
      : [{ file: path, out: join(outDir, basename(path)) }],
  )
  if (jobs.length > 0) return jobs
  throw noPdf()
}

/** Files by their name, and every PDF of each folder and its subfolders. */
export function pdfsAt(paths: readonly string[]): string[] {
  const files = paths.flatMap((path) => (isFolder(path) ? pdfsIn(path) : [path]))
  if (files.length > 0) return files
  throw noPdf()
}

const noPdf = () => new UsageError({ vi: 'Không có tệp PDF nào trong thư mục.', en: 'There is no PDF in the folder.' })

function onlyFile(paths: readonly string[]): string {
  const [file] = paths
  if (paths.length === 1 && file !== undefined && !isFolder(file)) return file
  throw new UsageError({
    vi: '--out chỉ dùng cho một tệp; hãy dùng --out-dir.',
    en: '--out is for one file; use --out-dir.',
  })
}

function folderOf(outDir: string | undefined): string {
  if (outDir === undefined) {
    throw new UsageError({
      vi: 'Thiếu nơi ghi: --out hoặc --out-dir.',
      en: 'The output is missing: --out or --out-dir.',
    })
  }
  if (!existsSync(outDir)) {
    throw new UsageError({ vi: `Không có thư mục ${outDir}.`, en: `There is no folder ${outDir}.` })
  }
  return resolve(outDir)
}

/** A path that is not there is a file as far as we know: opening it says what is wrong. */
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

function pdfsIn(folder: string, outDir?: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.pdf$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => outDir === undefined || !isWithin(dirname(resolve(file)), outDir))
    .sort()
}

const isWithin = (path: string, folder: string): boolean => {
  const way = relative(folder, path)
  return way === '' || !(way === '..' || way.startsWith(`..${process.platform === 'win32' ? '\\' : '/'}`))
}
