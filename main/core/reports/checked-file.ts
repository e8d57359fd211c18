import type { FileReport } from '#contract'
import type { Language } from '#contract/words/format'

/** A file that was checked, or could not be. */
export type CheckedFile = {
  name: string
  /** Lower-case hexadecimal; null where the file could not be read. */
  sha256: string | null
  /** In bytes. */
  size: number | null
} & ({ report: FileReport } | { /** The sentence of the failure. */ failure: string })

/** Who asked for the report, and when. */
export type Asked = {
  language: Language
  madeAt: Date
  /** The time for which was judged. */
  judgedFor: Date
  offline: boolean
  /** Name of the person; undefined where nobody is known. */
  by: string | undefined
  office: string | undefined
}

/** Name of a file without the folders that lead to it. */
export const baseName = (path: string): string => path.replace(/^.*[\\/]/s, '')
