import { fillIn, type Language, plainText } from './format.ts'
import { levelNames as levelsEn, paper as paperEn } from './paper-en.ts'
import { levelNames as levelsVi, paper as paperVi } from './paper-vi.ts'

const WORDS = { vi: { paper: paperVi, levels: levelsVi }, en: { paper: paperEn, levels: levelsEn } } as const

/** Words of the printed report in one language. */
export const paperWords = (language: Language) => WORDS[language].paper

/** Names of the levels of signatures. */
export const levelWords = (language: Language) => WORDS[language].levels

/** What a report on a file is called when it is saved: no part of it leads to another folder. */
export function paperFileName(file: string, language: Language): string {
  const name = plainText(file)
    .replace(/\.pdf$/i, '')
    .replace(/[<>:"/\\|?*]/g, '_')
  return fillIn(WORDS[language].paper.fileName, { file: Array.from(name).slice(0, 120).join('') })
}
