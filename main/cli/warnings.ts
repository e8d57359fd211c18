import type { SigningWarning } from '#contract'
import { SIGNING_WARNING_SENTENCES } from '#contract/signing-warnings'
import type { Output } from './output.ts'

export type WarningTeller = {
  tell: (file: string, warnings: readonly SigningWarning[]) => void
  /** Says which notes more files share than the first that was told of. */
  end: () => void
}

/**
 * Says on stderr what a signer should know of a file; `--json` carries the same beside the file. Every warning is told. What
 * is only to be known is told of the first file of a batch, and of the others by their number: the warnings stay visible.
 */
export function createWarningTeller(output: Output): WarningTeller {
  const shared = new Map<string, Set<string>>()
  const tellOne = (file: string, { severity, page, object }: SigningWarning, sentence: string) => {
    const where = [
      ...(page === null ? [] : [output.say({ vi: `trang ${page}`, en: `page ${page}` })]),
      ...(object === null ? [] : [output.say({ vi: `đối tượng ${object}`, en: `object ${object}` })]),
    ].join(', ')
    output.note(`${severity === 'warning' ? '!' : '·'} ${file}${where === '' ? '' : ` (${where})`}: ${sentence}`)
  }
  return {
    tell: (file, warnings) => {
      const told = new Set(shared.keys())
      for (const warning of warnings) {
        const sentence = output.say(SIGNING_WARNING_SENTENCES[warning.code]).replace('{detail}', () => warning.detail)
        if (warning.severity === 'note' && told.has(sentence)) shared.get(sentence)?.add(file)
        else tellOne(file, warning, sentence)
        if (warning.severity === 'note' && !shared.has(sentence)) shared.set(sentence, new Set())
      }
    },
    end: () => {
      for (const [sentence, others] of shared) {
        if (others.size === 0) continue
        const files = output.say({ vi: `và ${others.size} tệp khác`, en: filesInEnglish(others.size) })
        output.note(`· ${files}: ${sentence}`)
      }
    },
  }
}

const filesInEnglish = (count: number): string => `and ${count} more ${count === 1 ? 'file' : 'files'}`
