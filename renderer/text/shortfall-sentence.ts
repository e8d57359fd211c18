import { type ErrorCode, isErrorCode } from '#contract'
import { fillSentence, type Sentence } from '#contract/sentences'
import { failureSentence } from '#renderer/text/failure-sentence.ts'
import type { Language } from '#renderer/text/i18n.ts'

/** What kept a signature from its level: a code and what its sentence needs. */
type Shortfall = { code: string; details: Readonly<Record<string, string | number | boolean | null>> }

/** Without the advice of a signing that failed: here the file is signed, or nothing is to be signed. */
const REASONS: Partial<Record<ErrorCode, Sentence>> = {
  'tsa-not-set': {
    vi: 'Văn phòng chưa có địa chỉ máy chủ cấp dấu thời gian (TSA).',
    en: 'The office has no address of a time-stamping authority (TSA).',
  },
  'tsa-unreachable': {
    vi: 'Máy chủ cấp dấu thời gian ({host}) không trả lời.',
    en: 'The time-stamping authority ({host}) does not answer.',
  },
  'tsa-answer-unreadable': {
    vi: 'Máy chủ ({host}) trả về dữ liệu không phải dấu thời gian ({reason}).',
    en: 'The server ({host}) answered with something that is no timestamp ({reason}).',
  },
  'tsa-refused': {
    vi: 'Máy chủ cấp dấu thời gian ({host}) từ chối yêu cầu ({reason}).',
    en: 'The time-stamping authority ({host}) refused the request ({reason}).',
  },
  'tsa-answer-wrong': {
    vi: 'Dấu thời gian nhận được ({host}) không đạt kiểm tra ({reason}) nên không được dùng.',
    en: 'The timestamp ({host}) did not pass its check ({reason}) and was not used.',
  },
  'revocation-unavailable': {
    vi: 'Không lấy được trạng thái thu hồi của chứng thư số ({subject}) qua OCSP hoặc CRL.',
    en: 'The revocation status of the certificate ({subject}) could not be had by OCSP or CRL.',
  },
}

/** No trying again helps: nobody can be asked. */
const NO_SERVICE: Sentence = {
  vi: 'Chứng thư số ({subject}) không nêu dịch vụ OCSP hay CRL nào, nên không lấy được trạng thái thu hồi. Muốn đạt B-LT, cần ký bằng chứng thư của nơi cấp có dịch vụ này; nếu không, hãy chọn mức B-T ở Quản trị – Mức chữ ký.',
  en: 'The certificate ({subject}) names no OCSP or CRL service, so its revocation status cannot be had. B-LT needs a certificate whose issuer has one; otherwise choose level B-T under Administration – Signature level.',
}

/** It answered, with a number of HTTP. */
const WITH_STATUS: Sentence = {
  vi: 'Máy chủ cấp dấu thời gian ({host}) không cấp dấu mà trả lời bằng mã HTTP {status}.',
  en: 'The time-stamping authority ({host}) gave no timestamp but HTTP status {status}.',
}

/** Why a signature has not reached its level, or an authority gives no timestamp. What happens next stands beside it. */
export function shortfallSentence({ code: given, details }: Shortfall, language: Language): string {
  const code = isErrorCode(given) ? given : 'internal'
  const reason = sentenceOf(code, details)
  return reason ? fillSentence(reason, details, language) : failureSentence({ code, details }, language)
}

function sentenceOf(code: ErrorCode, { status, problem }: Shortfall['details']): Sentence | undefined {
  if (code === 'tsa-unreachable' && typeof status === 'number') return WITH_STATUS
  if (code === 'revocation-unavailable' && problem === 'no-service-named') return NO_SERVICE
  return REASONS[code]
}
