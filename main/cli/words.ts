import type { AgencyLevel } from '#contract'
import type { TextPair } from './failures.ts'

const LEVELS: Readonly<Record<AgencyLevel, TextPair>> = {
  province: { vi: 'Cấp tỉnh', en: 'Province' },
  district: { vi: 'Cấp huyện', en: 'District' },
  commune: { vi: 'Cấp xã', en: 'Commune' },
}

const STEPS = {
  certificates: { vi: 'Cấp chứng thư số mô phỏng', en: 'Issuing simulated certificates' },
  'declared-documents': { vi: 'Ghi văn bản đã phát hành', en: 'Recording issued documents' },
  'signed-documents': { vi: 'Ký thử các văn bản PDF', en: 'Signing real PDF files' },
} as const satisfies Record<string, TextPair>

/** What has no words yet is called by its key. */
function wordsIn(words: Readonly<Record<string, TextPair>>, key: string): TextPair {
  const found = Object.hasOwn(words, key) ? words[key] : undefined
  return found ?? { vi: key, en: key }
}

/** A level of agencies, e.g. `commune`. */
export const levelName = (key: string): TextPair => wordsIn(LEVELS, key)

/** A step of filling the demo office. */
export const stepName = (key: string): TextPair => wordsIn(STEPS, key)
