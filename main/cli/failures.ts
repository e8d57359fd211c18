import { AppError, type ErrorDetails } from '#contract'
import { sentenceFor } from '#contract/sentences'

export type Language = 'vi' | 'en'
export type TextPair = Readonly<Record<Language, string>>

/** The command was not asked rightly: exit 2. */
export class UsageError extends Error {
  readonly words: TextPair

  constructor(words: TextPair) {
    super(words.en)
    this.name = 'UsageError'
    this.words = words
  }
}

export type FailureReport = { code: string; message: string; details: ErrorDetails }

const BUG: TextPair = {
  vi: 'Đã có lỗi trong chương trình, không phải do bạn; tệp gốc không bị thay đổi. Hãy báo quản trị kèm các dòng lỗi đã in ra.',
  en: 'Something went wrong in the program, not by your doing; the original file was not changed. Tell the admin, with the lines that were printed.',
}

/** A failure as it is printed. A bug has a sentence too, and `trace` is told where it happened. */
export function reportOf(error: unknown, language: Language, trace: (text: string) => void): FailureReport {
  if (error instanceof AppError) {
    const { code, details } = error
    return { code, message: sentenceFor(code, details, language), details }
  }
  trace(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return { code: 'internal', message: BUG[language], details: {} }
}
