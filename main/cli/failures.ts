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

/** An expected failure as it is printed; a bug is not one, and is thrown on. */
export function reportOf(error: unknown, language: Language): FailureReport {
  if (!(error instanceof AppError)) throw error
  const { code, details } = error
  return { code, message: sentenceFor(code, details, language), details }
}
