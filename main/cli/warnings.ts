import type { SigningWarning } from '#contract'
import { SIGNING_WARNING_SENTENCES } from '#contract/signing-warnings'
import type { Output } from './output.ts'

/** Says on stderr what a signer should know of a file; `--json` carries the same beside the file. */
export function tellWarnings(output: Output, file: string, warnings: readonly SigningWarning[]): void {
  for (const { code, severity, page, object, detail } of warnings) {
    const sentence = output.say(SIGNING_WARNING_SENTENCES[code]).replace('{detail}', () => detail)
    const where = [
      ...(page === null ? [] : [output.say({ vi: `trang ${page}`, en: `page ${page}` })]),
      ...(object === null ? [] : [output.say({ vi: `đối tượng ${object}`, en: `object ${object}` })]),
    ].join(', ')
    output.note(`${severity === 'warning' ? '!' : '·'} ${file}${where === '' ? '' : ` (${where})`}: ${sentence}`)
  }
}
