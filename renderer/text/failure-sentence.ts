import type { ErrorDetails } from '#contract'
import { sentenceFor } from '#contract/sentences'
import type { FailureFacts } from '#renderer/api/failure.ts'
import type { Language } from '#renderer/text/i18n.ts'

const UNREACHABLE = {
  vi: 'Không liên lạc được với ứng dụng. Kiểm tra ứng dụng còn chạy rồi thử lại; dữ liệu đã lưu không bị mất.',
  en: 'The application does not answer. Check that it is still running and try again; nothing saved is lost.',
}

/** The sentence for a failure: what happened, and what to do. */
export function failureSentence({ code, details }: FailureFacts, language: Language): string {
  if (code === 'unreachable') return UNREACHABLE[language]
  return sentenceFor(code, Object.fromEntries(Object.entries(details).filter(isScalar)), language)
}

function isScalar(entry: [string, unknown]): entry is [string, ErrorDetails[string]] {
  return entry[1] === null || ['string', 'number', 'boolean'].includes(typeof entry[1])
}
